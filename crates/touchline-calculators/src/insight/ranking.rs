//! A fair ranking: people in the order of an estimate that is drawn towards the mean of all, the more the less is known of
//! somebody, so that one lucky call leads no table.
//!
//! How far is estimated from the figures themselves, by the method of moments: how much people differ is what is left of how
//! far they lie apart, once what chance alone does is taken from it. Every observation weighs the same.
//!
//! Rules: INS-07, INS-08, INS-16.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::InsightPolicy;
use crate::metric::{Better, FEW, Interval, Proportion};
use touchline_kernel::math::{NORMAL_95, Sample, fisher_quantile, quotient, student_quantile, sum};
use touchline_kernel::rejection::{BadInput, Faults, Reason};
use touchline_kernel::text::Key;

/// How what was observed came to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ObservationDrawn")]
pub enum Drawn {
    /// Somebody asked for it.
    Asked,
    /// Somebody chose it on purpose.
    Chosen,
    /// It was drawn at random.
    Random,
}

/// So many hits of so many, of a person.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct RankedRate {
    /// How these came to be looked at; null where that is not known.
    #[serde(default)]
    pub drawn: Option<Drawn>,
    /// How many are hits.
    #[schemars(range(min = 0, max = 1_000_000_000))]
    pub hits: u64,
    /// How many there are.
    #[schemars(range(min = 0, max = 1_000_000_000))]
    pub of: u64,
    /// Whose.
    pub person: Key,
}

/// A value that was observed of a person.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct RankedValue {
    /// How it came to be looked at; null where that is not known.
    #[serde(default)]
    pub drawn: Option<Drawn>,
    /// Whose.
    pub person: Key,
    /// The value. It counts to a trillionth.
    #[schemars(range(min = -1_000_000_000_000_i64, max = 1_000_000_000_000_i64))]
    pub value: f64,
}

/// Rates to be ranked.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct RankedRates {
    /// Hits, in any order and in as many parts as there are.
    #[schemars(length(max = 100_000))]
    pub rates: Vec<RankedRate>,
}

/// Means to be ranked.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct RankedMeans {
    /// Values, in any order.
    #[schemars(length(max = 100_000))]
    pub values: Vec<RankedValue>,
}

/// What people are ranked by.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum RankingOf {
    /// The mean of values.
    Means(RankedMeans),
    /// A rate.
    Rates(RankedRates),
}

/// Which observations were used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObservationsUsed {
    /// All of them: not everybody has enough that were drawn at random.
    All,
    /// Those alone that were drawn at random, of which everybody has enough.
    Random,
}

/// How far estimates are drawn to the mean of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pooling {
    /// Wholly: people do not differ more than chance makes them, or nobody can say whether they do.
    Full,
    /// Not at all: there are too few people, or chance does nothing.
    None,
    /// The more the less is known of somebody.
    Partial,
}

/// Somebody's place.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RankedPerson {
    /// Between which bounds the estimate lies with a probability of 95 %, taking what is known of all for granted; null
    /// where nobody can say.
    pub interval: Option<Interval>,
    /// Whether it rests on fewer than five observations.
    pub low_evidence: bool,
    /// How many observations there are of the person.
    pub observations: u64,
    /// How much what is known of the person counts in the estimate, beside the mean of all: from 0 to 1.
    pub own_weight: f64,
    /// Who.
    pub person: Key,
    /// The place, from 1: people with the same estimate have the same one.
    pub rank: u64,
    /// The figure as it was observed.
    pub raw: f64,
    /// Between which bounds that lies: Wilson's interval of a rate, Student's of a mean; null where nobody can say.
    pub raw_interval: Option<Interval>,
    /// The estimate by which people are in order.
    pub shrunken: f64,
}

/// A fair ranking.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Ranking {
    /// How much people differ, as a variance; null where nobody can say. At most 0 where chance explains all.
    pub between_variance: Option<f64>,
    /// The mean of all observations; null where there are none.
    pub mean: Option<f64>,
    /// How many observations there are.
    pub observations: u64,
    /// The people: the best first, then whoever has more observations, then in the order of their keys.
    pub people: Vec<RankedPerson>,
    /// How far estimates are drawn to the mean.
    pub pooling: Pooling,
    /// Which observations were used.
    pub used: ObservationsUsed,
    /// Who has no observation that was used, in the order of their keys.
    pub without: Vec<Key>,
}

/// What is observed of one person.
trait Observed {
    /// How many observations there are.
    fn count(&self) -> u64;
    /// The figure; nothing of no observation.
    fn raw(&self) -> Option<f64>;
    /// Between which bounds it lies.
    fn interval(&self) -> Option<Interval>;
}

impl Observed for Proportion {
    fn count(&self) -> u64 {
        self.of
    }

    fn raw(&self) -> Option<f64> {
        self.share()
    }

    fn interval(&self) -> Option<Interval> {
        Proportion::interval(*self, NORMAL_95)
    }
}

impl Observed for Sample {
    fn count(&self) -> u64 {
        Sample::count(self)
    }

    fn raw(&self) -> Option<f64> {
        self.mean()
    }

    fn interval(&self) -> Option<Interval> {
        let (mean, variance) = (self.mean()?, self.variance().filter(|variance| *variance > 0.0)?);
        let (count, freedom) = (real(Sample::count(self))?, real(Sample::count(self).checked_sub(1)?)?);
        let half = student_quantile(0.975, freedom) * (variance / count).sqrt();
        Some(Interval { high: mean + half, low: mean - half })
    }
}

fn real(count: u64) -> Option<f64> {
    quotient(count.into(), 1)
}

/// What the method of moments makes of people.
struct Moments {
    between: Option<f64>,
    /// Half of what an observation weighs beside the mean: how much each observation's own variance is of that between
    /// people. Nothing where all is the mean.
    beside: Option<f64>,
}

/// People in the order of their keys, with what is used of them.
struct People<T> {
    used: ObservationsUsed,
    with: Vec<(Key, T)>,
    without: Vec<Key>,
}

/// Gathers observations by person: those that were drawn at random where everybody has enough of them, else all.
fn gather<O, T: Observed>(
    observations: &[O],
    told: fn(&O) -> Told<'_>,
    sum: impl Fn(Vec<&O>) -> T,
    enough: u32,
) -> People<T> {
    let mut by_person: BTreeMap<&str, (&Key, Vec<&O>)> = BTreeMap::new();
    for one in observations {
        let (person, _, _) = told(one);
        by_person.entry(person.as_str()).or_insert_with(|| (person, Vec::new())).1.push(one);
    }
    let is_random = |one: &&&O| told(one).1 == Some(Drawn::Random);
    let random = |those: &Vec<&O>| those.iter().filter(is_random).map(|one| told(one).2).fold(0, u64::saturating_add);
    let counts = |those: &Vec<&O>| those.iter().map(|one| told(one).2).fold(0, u64::saturating_add);
    let all_have =
        by_person.values().filter(|(_, those)| counts(those) > 0).all(|(_, those)| random(those) >= enough.into());
    let any = by_person.values().any(|(_, those)| counts(those) > 0);
    let used = if any && all_have { ObservationsUsed::Random } else { ObservationsUsed::All };
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for (person, those) in by_person.into_values() {
        let those = those.into_iter().filter(|one| used == ObservationsUsed::All || is_random(&one));
        let observed = sum(those.collect());
        if observed.count() > 0 {
            with.push((person.clone(), observed));
        } else {
            without.push(person.clone());
        }
    }
    People { used, with, without }
}

/// How far counts are from being all of one person: what a variance between people is divided by.
fn spread_of_counts(counts: &[u64]) -> Option<f64> {
    let all: i128 = counts.iter().map(|count| i128::from(*count)).sum();
    let squares: i128 = counts.iter().map(|count| i128::from(*count).saturating_mul((*count).into())).sum();
    quotient(all.saturating_mul(all).saturating_sub(squares), all)
}

/// The squares of how far people lie from the mean, each as often as it has observations.
fn apart<T: Observed>(people: &[(Key, T)], mean: f64) -> f64 {
    sum(people.iter().filter_map(|(_, observed)| {
        let apart = observed.raw()? - mean;
        Some(real(observed.count())? * apart * apart)
    }))
}

fn one_less(count: usize) -> Option<f64> {
    real(u64::try_from(count).ok()?.checked_sub(1)?)
}

/// Of rates: the correlation within people by Kleinman's weighted moments, each observation weighing one.
fn of_rates(people: &[(Key, Proportion)], all: Proportion) -> Option<Moments> {
    let mean = all.share()?;
    let chance = mean * (1.0 - mean);
    let fewer = one_less(people.len())?;
    let counts: Vec<u64> = people.iter().map(|(_, rate)| rate.of).collect();
    let below = spread_of_counts(&counts)? - fewer;
    if chance <= 0.0 || below <= 0.0 {
        let between = (chance <= 0.0 && below > 0.0).then_some(0.0);
        return Some(Moments { between, beside: None });
    }
    let within = (apart(people, mean) / chance - fewer) / below;
    let beside = (within > 0.0).then(|| ((1.0 - within) / within).max(0.0));
    Some(Moments { between: Some(within * chance), beside })
}

/// Of means: the variance between people by the analysis of variance, each observation weighing one.
fn of_means(people: &[(Key, Sample)], all: &Sample) -> Option<Moments> {
    let (mean, fewer) = (all.mean()?, one_less(people.len())?);
    let counts: Vec<u64> = people.iter().map(|(_, sample)| sample.count()).collect();
    let freedom = real(all.count().checked_sub(u64::try_from(people.len()).ok()?)?)?;
    let below = spread_of_counts(&counts)?;
    if freedom <= 0.0 || below <= 0.0 {
        return Some(Moments { between: None, beside: None });
    }
    let within = sum(people.iter().map(|(_, sample)| sample.squares())) / freedom;
    let between = (apart(people, mean) - fewer * within) / below;
    Some(Moments { between: Some(between), beside: (between > 0.0).then(|| within / between) })
}

impl RankingOf {
    /// Refuses more hits than there are. It stands at `path`.
    ///
    /// # Errors
    /// All of them.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        if let RankingOf::Rates(RankedRates { rates }) = self {
            for (place, rate) in rates.iter().enumerate().filter(|(_, rate)| rate.hits > rate.of) {
                faults.add(format!("{path}/body/rates/{place}/hits"), Reason::out_of_range(rate.hits, 0, rate.of));
            }
        }
        faults.told()
    }

    /// The ranking.
    #[must_use]
    pub fn ranking(&self, better: Better, policy: &InsightPolicy) -> Ranking {
        match self {
            RankingOf::Rates(RankedRates { rates }) => {
                let together = |rates: &[&RankedRate]| Proportion {
                    hits: rates.iter().map(|rate| rate.hits).fold(0, u64::saturating_add),
                    of: rates.iter().map(|rate| rate.of).fold(0, u64::saturating_add),
                };
                let people = gather(rates, rate_told, |rates| together(&rates), policy.random_enough);
                let sums = |of: fn(&Proportion) -> u64| {
                    people.with.iter().map(|(_, rate)| of(rate)).fold(0, u64::saturating_add)
                };
                let all = Proportion { hits: sums(|rate| rate.hits), of: sums(|rate| rate.of) };
                let moments = of_rates(&people.with, all);
                let interval = |rate: &Proportion, beside: f64| {
                    let (mean, hits, of) = (all.share()?, real(rate.hits)?, real(rate.of)?);
                    beta_interval(hits + beside * mean, of - hits + beside * (1.0 - mean))
                };
                ranked(people, (&all, moments, &interval), better, policy)
            }
            RankingOf::Means(RankedMeans { values }) => {
                let sample =
                    |values: Vec<&RankedValue>| Sample::of_numbers(values.into_iter().map(|value| value.value));
                let people = gather(values, value_told, sample, policy.random_enough);
                let is_random =
                    |value: &&RankedValue| people.used == ObservationsUsed::All || value.drawn == Some(Drawn::Random);
                let all = Sample::of_numbers(values.iter().filter(is_random).map(|value| value.value));
                let moments = of_means(&people.with, &all);
                let between = moments.as_ref().and_then(|moments| moments.between);
                let interval = |sample: &Sample, beside: f64| {
                    let count = real(sample.count())?;
                    let mean = estimate(sample.raw()?, all.mean()?, count / (count + beside));
                    // What is left of the variance between people, once so many observations are known.
                    let half = NORMAL_95 * (between? * beside / (count + beside)).sqrt();
                    Some(Interval { high: mean + half, low: mean - half })
                };
                ranked(people, (&all, moments, &interval), better, policy)
            }
        }
    }
}

/// Whose something is, how it came to be looked at, and how many observations it is.
type Told<'a> = (&'a Key, Option<Drawn>, u64);

fn rate_told(rate: &RankedRate) -> Told<'_> {
    (&rate.person, rate.drawn, rate.of)
}

fn value_told(value: &RankedValue) -> Told<'_> {
    (&value.person, value.drawn, 1)
}

/// The middle 95 % of the beta distribution.
fn beta_interval(above: f64, below: f64) -> Option<Interval> {
    let at = |share: f64| {
        let f = fisher_quantile(share, 2.0 * above, 2.0 * below);
        // Written so that a point of Fisher's distribution at 0, or beyond all numbers, is one of the beta distribution at an end.
        let bound = 1.0 / (1.0 + below / (above * f));
        bound.is_finite().then_some(bound)
    };
    Some(Interval { high: at(0.975)?, low: at(0.025)? })
}

/// An estimate between a figure and a mean: never beyond either of them, whatever rounding does.
fn estimate(raw: f64, mean: f64, weight: f64) -> f64 {
    (mean + weight * (raw - mean)).clamp(raw.min(mean), raw.max(mean))
}

/// What all observations together come to, what the moments are, and between which bounds an estimate lies that is drawn
/// to the mean in part.
type Whole<'a, T> = (&'a T, Option<Moments>, &'a dyn Fn(&T, f64) -> Option<Interval>);

fn ranked<T: Observed>(
    people: People<T>,
    (all, moments, interval): Whole<'_, T>,
    better: Better,
    policy: &InsightPolicy,
) -> Ranking {
    let People { used, with, without } = people;
    let too_few = u64::try_from(with.len()).is_ok_and(|people| people < policy.ranking_people.into());
    let beside = moments.as_ref().and_then(|moments| moments.beside);
    let pooling = match beside {
        _ if too_few => Pooling::None,
        None => Pooling::Full,
        Some(beside) if beside > 0.0 => Pooling::Partial,
        Some(_) => Pooling::None,
    };
    let mean = all.raw();
    // All observations are gone through once for it, however many people there are.
    let of_all = (pooling == Pooling::Full).then(|| all.interval()).flatten();
    let row = |(person, observed): (Key, T)| {
        let (raw, mean, count) = (observed.raw()?, mean?, observed.count());
        let raw_interval = observed.interval();
        let (own_weight, interval) = match (pooling, beside) {
            (Pooling::Partial, Some(beside)) => (real(count)? / (real(count)? + beside), interval(&observed, beside)),
            (Pooling::Full, _) => (0.0, of_all),
            _ => (1.0, raw_interval),
        };
        let shrunken = match pooling {
            Pooling::Full => mean,
            Pooling::None => raw,
            Pooling::Partial => estimate(raw, mean, own_weight),
        };
        Some(RankedPerson {
            interval,
            low_evidence: count < FEW,
            observations: count,
            own_weight,
            person,
            rank: 0,
            raw,
            raw_interval,
            shrunken,
        })
    };
    let mut rows: Vec<RankedPerson> = with.into_iter().filter_map(row).collect();
    rows.sort_by(|one, other| {
        let by_estimate = match better {
            Better::Higher => other.shrunken.total_cmp(&one.shrunken),
            Better::Lower => one.shrunken.total_cmp(&other.shrunken),
        };
        let by_count = other.observations.cmp(&one.observations);
        by_estimate.then(by_count).then_with(|| one.person.as_str().cmp(other.person.as_str()))
    });
    let mut before: Option<(f64, u64)> = None;
    for (place, row) in (1_u64..).zip(&mut rows) {
        row.rank =
            before.filter(|(estimate, _)| estimate.total_cmp(&row.shrunken).is_eq()).map_or(place, |(_, rank)| rank);
        before = Some((row.shrunken, row.rank));
    }
    Ranking {
        between_variance: moments.and_then(|moments| moments.between),
        mean,
        observations: all.count(),
        people: rows,
        pooling,
        used,
        without,
    }
}
