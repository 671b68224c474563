//! A team at a glance: who coaches how often, what its scores come to, what there is to improve most often, and how much is
//! answered.
//!
//! Rules: INS-06, INS-16.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::InsightPolicy;
use super::asked::Asked;
use super::ranking::{Drawn, ObservationsUsed};
use super::record::{CoachingRecords, CountedRate, DeliveredCoaching, FindingKind, PersonScore, Taken};
use super::response::{acknowledged, responded};
use crate::metric::{FEW, Interval, MeanIntervals, Window};
use touchline_kernel::math::Sample;
use touchline_kernel::text::Key;

/// How often a manager coached in a team.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ManagerFrequency {
    /// How often.
    pub deliveries: u64,
    /// Who.
    pub manager: Key,
    /// How many people of the team they coached.
    pub people: u64,
    /// How often a week; null where the window has no time.
    pub per_week: Option<f64>,
}

/// What the scores of a team come to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TeamAverage {
    /// Between which bounds the mean lies, in 95 of 100 cases; null of fewer than two people, or where all have the same mean.
    pub interval: Option<Interval>,
    /// Whether it rests on fewer than five people.
    pub low_evidence: bool,
    /// The mean of the people's means; null where nobody has a score.
    pub mean: Option<f64>,
    /// How many people have a score that was used.
    pub people: u64,
    /// How many scores were used.
    pub scores: u64,
    /// Which scores were used.
    pub used: ObservationsUsed,
}

/// Something to improve, and how often it was found.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ImprovementArea {
    /// How often.
    pub count: u64,
    /// What kind of finding it is.
    pub kind: FindingKind,
    /// Of how many people.
    pub people: u64,
    /// What.
    pub what: Key,
}

/// A team at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TeamInsight {
    /// How much of what was delivered in the window is acknowledged, as far as that is asked of it.
    pub acknowledged: CountedRate,
    /// What its scores in the window come to.
    pub average: TeamAverage,
    /// How often it was coached.
    pub deliveries: u64,
    /// What there is to improve: what was found of most people first, then what was found most often, then by kind and key.
    pub improvement_areas: Vec<ImprovementArea>,
    /// Who coached, in the order of their keys.
    pub managers: Vec<ManagerFrequency>,
    /// How much of what was delivered in the window was responded to.
    pub responded: CountedRate,
    /// The window.
    pub window: Window,
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

impl TeamInsight {
    /// The team of these people at a glance.
    #[must_use]
    pub fn of(records: &CoachingRecords, people: &[Key], asked: &Asked, policy: &InsightPolicy) -> Self {
        let people: BTreeSet<&str> = people.iter().map(Key::as_str).collect();
        let is_meant = |person: &Key| people.contains(person.as_str());
        let within = |one: &&DeliveredCoaching| asked.holds(one.delivered_at) && is_meant(&one.person);
        let deliveries: Vec<&DeliveredCoaching> = records.deliveries.iter().filter(within).collect();
        let taken: Vec<Taken> = deliveries.iter().map(|one| Taken::from(*one)).collect();
        let mut managers: BTreeMap<&str, (&Key, u64, BTreeSet<&str>)> = BTreeMap::new();
        for one in &deliveries {
            let (_, times, coached) = managers.entry(one.by.as_str()).or_insert((&one.by, 0, BTreeSet::new()));
            *times = times.saturating_add(1);
            coached.insert(one.person.as_str());
        }
        let frequency = |(manager, deliveries, coached): (&Key, u64, BTreeSet<&str>)| ManagerFrequency {
            deliveries,
            manager: manager.clone(),
            people: count(coached.len()),
            per_week: asked.per_week(deliveries, 1),
        };
        let mut areas: BTreeMap<(FindingKind, &str), (&Key, u64, BTreeSet<&str>)> = BTreeMap::new();
        for one in records.findings.iter().filter(|one| asked.holds(one.at) && is_meant(&one.person)) {
            let key = (one.kind, one.what.as_str());
            let (_, times, of) = areas.entry(key).or_insert((&one.what, 0, BTreeSet::new()));
            *times = times.saturating_add(1);
            of.insert(one.person.as_str());
        }
        let mut areas: Vec<ImprovementArea> = areas
            .into_iter()
            .map(|((kind, _), (what, times, of))| ImprovementArea {
                count: times,
                kind,
                people: count(of.len()),
                what: what.clone(),
            })
            .collect();
        // The sort is stable: what is alike stays in the order of kinds and keys.
        areas.sort_by_key(|area| std::cmp::Reverse((area.people, area.count)));
        let scores: Vec<&PersonScore> =
            records.scores.iter().filter(|score| asked.holds(score.at) && is_meant(&score.person)).collect();
        TeamInsight {
            acknowledged: acknowledged(&taken, asked.at),
            average: average(scores, policy),
            deliveries: count(deliveries.len()),
            improvement_areas: areas,
            managers: managers.into_values().map(frequency).collect(),
            responded: responded(&taken, asked.at),
            window: asked.window,
        }
    }
}

/// The scores of a team that count: those alone that were drawn at random where everybody has enough of them, else all.
#[must_use]
pub fn scores_used<'a>(
    scores: Vec<&'a PersonScore>,
    policy: &InsightPolicy,
) -> (ObservationsUsed, Vec<&'a PersonScore>) {
    let is_random = |score: &PersonScore| score.drawn == Some(Drawn::Random);
    let mut drawn: BTreeMap<&str, u64> = BTreeMap::new();
    for score in &scores {
        let random = drawn.entry(score.person.as_str()).or_default();
        *random = random.saturating_add(is_random(score).into());
    }
    let enough = drawn.values().all(|random| *random >= policy.random_enough.into());
    if enough && !drawn.is_empty() {
        (ObservationsUsed::Random, scores.into_iter().filter(|score| is_random(score)).collect())
    } else {
        (ObservationsUsed::All, scores)
    }
}

/// The mean of people's means.
fn average(scores: Vec<&PersonScore>, policy: &InsightPolicy) -> TeamAverage {
    let (used, scores) = scores_used(scores, policy);
    let mut by_person: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for score in scores {
        by_person.entry(score.person.as_str()).or_default().push(score.score);
    }
    let samples: Vec<Sample> = by_person.into_values().map(Sample::of_numbers).collect();
    let means = Sample::of_numbers(samples.iter().filter_map(Sample::mean));
    let of_mean = |mean| MeanIntervals::default().around(mean, means.squares(), means.count());
    TeamAverage {
        interval: means.mean().and_then(of_mean).map(|around| around.within(0.0, 100.0)),
        low_evidence: means.count() < FEW,
        mean: means.mean(),
        people: means.count(),
        scores: samples.iter().map(Sample::count).fold(0, u64::saturating_add),
        used,
    }
}
