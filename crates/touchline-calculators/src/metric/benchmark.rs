//! Benchmarks: a person beside their team, its best and their own past, as far as the viewer may see it.
//!
//! Rules: ACC-15, MET-03.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use super::account::WindowFigures;
use super::figure::{FEW, Figure};
use super::improvement::Improvement;
use super::measure::{Counts, Measure, Who};
use super::table::Better;
use crate::skill::{Arrow, Meaning};
use touchline_kernel::math::{quotient, sum};
use touchline_kernel::text::Key;

/// Why a figure of others is withheld from a viewer who may not see theirs one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WithheldBecause {
    /// Too few others are in it: it would tell of somebody.
    GroupTooSmall,
    /// The window is not over: what changes from day to day would tell of somebody.
    WindowOpen,
}

/// What others come to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BenchmarkShown {
    /// How many people are in it.
    pub people: u64,
    /// Whose it is, where it is one person's and the viewer may know.
    pub person: Option<Key>,
    /// The value.
    pub value: f64,
}

/// Why it is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BenchmarkWithheld {
    /// Why.
    pub because: WithheldBecause,
}

/// A person's figure of one metric, beside those of others and of the time before.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
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
    /// by one the mean of the best quarter, if at least three others are in it.
    pub top_performer: Benchmark,
}

/// How many others have to be in the best quarter.
const OTHERS_AT_THE_TOP: usize = 3;

/// Who looks, and at whom.
pub struct Look<'a> {
    /// With how many others a group's figure tells of nobody.
    pub group_minimum: usize,
    /// By how many percent of the earlier one a figure must differ for an arrow.
    pub arrow_percent: u32,
    /// The person.
    pub person: &'a Key,
    /// Whether the members' figures may be seen one by one.
    pub sees_individuals: bool,
    /// The members, the person among them.
    pub team: BTreeSet<&'a Key>,
    /// Whether the window is not over yet.
    pub window_is_open: bool,
}

/// A member's figure that has a value.
struct Member<'a> {
    counts_at_the_top: bool,
    person: &'a Key,
    value: f64,
}

impl Look<'_> {
    /// The benchmarks of the metrics that were counted, in a window and in the one before.
    #[must_use]
    pub fn at(&self, now: &WindowFigures<'_>, before: &WindowFigures<'_>) -> Vec<Benchmarks> {
        let previous = before.of_one(Some(self.person));
        now.counts.iter().zip(previous).map(|(counts, previous)| self.beside(&now.measure, counts, previous)).collect()
    }

    fn beside(&self, measure: &Measure<'_>, counts: &Counts<'_>, previous: Figure) -> Benchmarks {
        let own = measure.figure(counts, Who::One(Some(self.person)));
        let members: Vec<Member<'_>> = self
            .team
            .iter()
            .filter_map(|person| {
                let figure = measure.figure(counts, Who::One(Some(person)));
                let counts_at_the_top = figure.observations >= FEW;
                figure.value.map(|value| Member { counts_at_the_top, person, value })
            })
            .collect();
        let since_previous = Improvement::between(previous.value, own.value);
        let higher = since_previous.change.filter(|change| change.abs() > 0.0).map(|change| change > 0.0);
        let both = own.exact.zip(previous.exact);
        let arrow = both.map(|(now, before)| Arrow::of_fractions(now, before, self.arrow_percent));
        Benchmarks {
            arrow,
            better: higher.map(|higher| higher == (own.better == Better::Higher)),
            meaning: arrow.map(|arrow| arrow.meaning(own.better == Better::Higher)),
            team_average: self.average(&members),
            top_performer: self.top(members, own.better),
            own,
            previous,
            since_previous,
        }
    }

    fn average(&self, members: &[Member<'_>]) -> Benchmark {
        self.of_group(members, self.group_minimum)
    }

    fn top(&self, mut members: Vec<Member<'_>>, better: Better) -> Benchmark {
        members.retain(|member| member.counts_at_the_top);
        // The members come in the order of their keys, which stays among equals.
        members.sort_by(|one, other| match better {
            Better::Higher => other.value.total_cmp(&one.value),
            Better::Lower => one.value.total_cmp(&other.value),
        });
        if !self.sees_individuals {
            members.truncate(members.len().div_ceil(4));
            return self.of_group(&members, OTHERS_AT_THE_TOP);
        }
        let best = members.first().map(|best| (best.value, best.person));
        best.map_or(Benchmark::Nothing, |(value, person)| {
            Benchmark::Shown(BenchmarkShown { people: 1, person: Some(person.clone()), value })
        })
    }

    /// The mean of a group, as far as it may be shown.
    fn of_group(&self, members: &[Member<'_>], others_needed: usize) -> Benchmark {
        let others = members.iter().filter(|member| member.person != self.person).count();
        let because = match () {
            () if self.sees_individuals => None,
            () if self.window_is_open => Some(WithheldBecause::WindowOpen),
            () if others < others_needed => Some(WithheldBecause::GroupTooSmall),
            () => None,
        };
        if let Some(because) = because {
            return Benchmark::Withheld(BenchmarkWithheld { because });
        }
        let people = u64::try_from(members.len()).unwrap_or(u64::MAX);
        let total = sum(members.iter().map(|member| member.value));
        match quotient(people.into(), 1).filter(|people| *people > 0.0) {
            None => Benchmark::Nothing,
            Some(count) => Benchmark::Shown(BenchmarkShown { people, person: None, value: total / count }),
        }
    }
}
