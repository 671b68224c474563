//! Benchmarks: a person beside their team, its best and their own past, as far as the viewer may see it.
//!
//! Rules: ACC-15, MET-03.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::account::WindowFigures;
use super::figure::{FEW, Figure};
use super::improvement::Improvement;
use super::measure::Who;
use super::table::Better;
use crate::skill::{Arrow, Meaning};
use touchline_kernel::math::{quotient, sum};
use touchline_kernel::text::Key;

/// Why a figure of others is withheld from a viewer who may not see theirs one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WithheldBecause {
    /// Too few others are in it: it would tell of somebody.
    GroupTooSmall,
    /// The window is not over: what changes from day to day would tell of somebody.
    WindowOpen,
}

/// What others come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Benchmark {
    /// So much.
    Shown(BenchmarkShown),
    /// The viewer may not see it.
    Withheld(BenchmarkWithheld),
    /// Nobody has a value, or of the top performance nobody with enough observations.
    Nothing,
}

/// What others come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BenchmarkShown {
    /// How many people are in it.
    pub people: u64,
    /// Whose it is, where it is one person's and the viewer may know.
    pub person: Option<Key>,
    /// The value.
    pub value: f64,
}

/// Why it is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BenchmarkWithheld {
    /// Why.
    pub because: WithheldBecause,
}

/// A person's figure of one metric, beside those of others and of the time before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Benchmarks {
    /// Which way it went since the window before; null without both. Up or down is what differs by so many percent of
    /// what it was as the policy's `skill.arrow_percent` says, or more.
    pub arrow: Option<Arrow>,
    /// Whether the change since the window before is one for the better; null without both or without a change.
    pub better: Option<bool>,
    /// What the arrow means, by the metric's direction; null without one.
    pub meaning: Option<Meaning>,
    /// The person's own figure.
    pub own: Figure,
    /// The person's own figure of the window before.
    pub previous: Figure,
    /// The change since then.
    pub since_previous: Improvement,
    /// The mean of the members' values, the person's among them.
    pub team_average: Benchmark,
    /// The best value of the team, of members with at least five observations; to a viewer who may not see theirs one
    /// by one the mean of the best quarter of all who have a value, if at least three others are in it, and those others whom
    /// the average is over besides are none or as many as a group needs.
    pub top_performer: Benchmark,
}

/// How many others have to be in the best quarter.
const OTHERS_AT_THE_TOP: usize = 3;

/// Who looks, and when.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// By how many percent of the earlier one a figure must differ for an arrow.
    pub arrow_percent: u32,
    /// With how many others a group's figure tells of nobody.
    pub group_minimum: usize,
    /// Whose figures may be seen one by one. They hide nobody in a group: who knows all values but one and the mean knows
    /// that one too.
    pub seen: &'a BTreeSet<&'a Key>,
    /// Whether the window is not over yet.
    pub window_is_open: bool,
}

/// What the members of a team come to in a window, gathered once, to put each of them beside it.
pub struct Team<'a> {
    look: Look<'a>,
    /// Each metric's.
    peers: Vec<Peers<'a>>,
    /// Whether the members' figures may be seen one by one.
    sees_individuals: bool,
}

/// What the members come to of one metric.
struct Peers<'a> {
    all: Group<'a>,
    top: Top<'a>,
}

enum Top<'a> {
    Best(Option<(f64, &'a Key)>),
    Quarter(Group<'a>),
}

/// Some members, and the mean of their values.
struct Group<'a> {
    mean: Option<f64>,
    members: BTreeSet<&'a Key>,
}

/// A member's figure that has a value.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Whether it rests on enough to be a best one by itself.
    pub counts_at_the_top: bool,
    /// Who.
    pub person: &'a Key,
    /// The value.
    pub value: f64,
}

impl<'a> Group<'a> {
    fn of(members: &[Member<'a>]) -> Self {
        let people = i128::try_from(members.len()).ok().and_then(|people| quotient(people, 1));
        let total = sum(members.iter().map(|member| member.value));
        let mean = people.filter(|people| *people > 0.0).map(|people| total / people);
        Group { mean, members: members.iter().map(|member| member.person).collect() }
    }
}

impl<'a> Peers<'a> {
    fn of(mut members: Vec<Member<'a>>, better: Better, sees_individuals: bool) -> Self {
        let all = Group::of(&members);
        // A single one at the top needs enough observations; a quarter of the team is one of all who have a value.
        members.retain(|member| !sees_individuals || member.counts_at_the_top);
        // The members come in the order of their keys, which stays among equals.
        members.sort_by(|one, other| match better {
            Better::Higher => other.value.total_cmp(&one.value),
            Better::Lower => one.value.total_cmp(&other.value),
        });
        if sees_individuals {
            return Peers { all, top: Top::Best(members.first().map(|best| (best.value, best.person))) };
        }
        members.truncate(members.len().div_ceil(4));
        Peers { all, top: Top::Quarter(Group::of(&members)) }
    }
}

impl<'a> Team<'a> {
    /// The members of a team, as their figures were counted in a window.
    #[must_use]
    pub fn of(look: Look<'a>, members: &BTreeSet<&'a Key>, now: &WindowFigures<'_>) -> Self {
        let sees_individuals = members.is_subset(look.seen);
        let peers = now.counts.iter().map(|counts| {
            let member = |person: &&'a Key| {
                let figure = now.measure.figure(counts, Who::One(Some(person)));
                let counts_at_the_top = figure.observations >= FEW;
                figure.value.map(|value| Member { counts_at_the_top, person, value })
            };
            Peers::of(members.iter().filter_map(member).collect(), counts.entry.better, sees_individuals)
        });
        Team { look, peers: peers.collect(), sees_individuals }
    }

    /// The members of a team, as they did in some things of which more is better: for each those who have a value, in the
    /// order of their keys.
    #[must_use]
    pub fn of_scores(
        look: Look<'a>,
        members: &BTreeSet<&'a Key>,
        scores: impl IntoIterator<Item = Vec<Member<'a>>>,
    ) -> Self {
        let sees_individuals = members.is_subset(look.seen);
        let peers = scores.into_iter().map(|scored| Peers::of(scored, Better::Higher, sees_individuals));
        Team { look, peers: peers.collect(), sees_individuals }
    }

    /// The benchmarks of one of its members, metric by metric, in the same window and in the one before.
    #[must_use]
    pub fn beside(&self, person: &Key, now: &WindowFigures<'_>, before: &WindowFigures<'_>) -> Vec<Benchmarks> {
        let (own, previous) = (now.of_one(Some(person)), before.of_one(Some(person)));
        let figures = self.peers.iter().zip(own).zip(previous);
        figures.map(|((peers, own), previous)| self.put(person, peers, own, previous)).collect()
    }

    fn put(&self, person: &Key, peers: &Peers<'_>, own: Figure, previous: Figure) -> Benchmarks {
        let Since { arrow, improvement, meaning } = Since::of(&own, &previous, self.look.arrow_percent);
        let way = improvement.change.and_then(|change| change.partial_cmp(&0.0)).filter(|way| way.is_ne());
        Benchmarks {
            arrow,
            better: way.map(|way| way.is_gt() == (own.better == Better::Higher)),
            meaning,
            team_average: self.average(person, peers),
            top_performer: self.top(person, peers),
            own,
            previous,
            since_previous: improvement,
        }
    }

    /// The team's average and its best beside one of its members, as the viewer may see them, in the order in which they were given.
    pub fn others(&self, person: &Key) -> impl Iterator<Item = (Benchmark, Benchmark)> {
        self.peers.iter().map(|peers| (self.average(person, peers), self.top(person, peers)))
    }

    fn average(&self, person: &Key, peers: &Peers<'_>) -> Benchmark {
        self.of_group(person, &peers.all, self.look.group_minimum)
    }

    fn top(&self, person: &Key, peers: &Peers<'_>) -> Benchmark {
        match &peers.top {
            Top::Quarter(group) => {
                let tells_of_few = self.tells_of_few_beside(person, &peers.all, group);
                self.of_group(person, group, if tells_of_few { usize::MAX } else { OTHERS_AT_THE_TOP })
            }
            Top::Best(None) => Benchmark::Nothing,
            Top::Best(Some((value, best))) => {
                Benchmark::Shown(BenchmarkShown { people: 1, person: Some((*best).clone()), value: *value })
            }
        }
    }

    /// How many of a group the viewer of somebody's benchmarks sees nowhere one by one.
    fn hidden(&self, person: &Key, group: &Group<'_>) -> usize {
        group.members.iter().filter(|member| **member != person && !self.look.seen.contains(**member)).count()
    }

    /// Whether the best quarter and the team's average, both shown, would tell of the few between them.
    fn tells_of_few_beside(&self, person: &Key, all: &Group<'_>, quarter: &Group<'_>) -> bool {
        let (all, quarter) = (self.hidden(person, all), self.hidden(person, quarter));
        let between = all.saturating_sub(quarter);
        all >= self.look.group_minimum && (1..self.look.group_minimum).contains(&between)
    }

    /// The mean of a group, as far as it may be shown to one of the team.
    fn of_group(&self, person: &Key, group: &Group<'_>, others_needed: usize) -> Benchmark {
        let because = match () {
            () if self.sees_individuals => None,
            () if self.look.window_is_open => Some(WithheldBecause::WindowOpen),
            () if self.hidden(person, group) < others_needed => Some(WithheldBecause::GroupTooSmall),
            () => None,
        };
        if let Some(because) = because {
            return Benchmark::Withheld(BenchmarkWithheld { because });
        }
        let people = group.members.len();
        let people = u64::try_from(people).unwrap_or(u64::MAX);
        let shown = |value| Benchmark::Shown(BenchmarkShown { people, person: None, value });
        group.mean.map_or(Benchmark::Nothing, shown)
    }
}

/// How a figure stands against that of the window before.
#[derive(Clone, Copy, Debug)]
pub struct Since {
    /// Which way it went; nothing without both.
    pub arrow: Option<Arrow>,
    /// The change.
    pub improvement: Improvement,
    /// What the arrow means, by the metric's direction.
    pub meaning: Option<Meaning>,
}

impl Since {
    /// A figure against the one before, which differ where they do so by so many percent.
    #[must_use]
    pub fn of(now: &Figure, before: &Figure, arrow_percent: u32) -> Self {
        let both = now.exact.zip(before.exact);
        let arrow = both.map(|(now, before)| Arrow::of_fractions(now, before, arrow_percent));
        let meaning = arrow.map(|arrow| arrow.meaning(now.better == Better::Higher));
        Since { arrow, improvement: Improvement::between(before.value, now.value), meaning }
    }
}
