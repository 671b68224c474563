//! What can be done with a sampling, and what can happen to one.

use super::Verb;
use crate::ground::{SamplingId, SamplingMark};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::calls::CallId;
use touchline_kernel::random::{Generator, Seed};
use touchline_kernel::{DaySpan, Key, PersonId};

/// Which calls can be drawn. Where nothing is said, any can that has neither a disposition nor a delivered review yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SamplingFilters")]
pub struct Filters {
    /// Only calls of these kinds; null for all.
    #[serde(default)]
    pub call_types: Option<Vec<Key>>,
    /// Only calls of these campaigns; null for all.
    #[serde(default)]
    pub campaigns: Option<Vec<Key>>,
    /// Only calls that took so long at the most, in milliseconds.
    #[serde(default)]
    pub longest_ms: Option<u64>,
    /// Whether calls that have a disposition or a delivered review can be drawn too.
    #[serde(default)]
    pub reviewed_too: bool,
    /// Only calls that took so long at the least, in milliseconds.
    #[serde(default)]
    pub shortest_ms: Option<u64>,
}

/// So many calls of each person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SomeCalls {
    /// How many, or all where there are fewer.
    #[schemars(range(min = 1, max = 10_000))]
    pub calls: u32,
}

/// A share of the calls of each person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// How many at the least, or all where there are fewer.
    #[serde(default)]
    #[schemars(range(min = 0, max = 10_000))]
    pub minimum: u32,
    /// How many of a hundred, rounded up to whole calls.
    #[schemars(range(min = 1, max = 100))]
    pub percent: u32,
}

/// How many calls are drawn of each person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "SamplingSize")]
pub enum Size {
    /// So many of each.
    Calls(SomeCalls),
    /// A share of each.
    Share(Share),
}

/// Calls to be drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "DrawSampling")]
pub struct Draw {
    /// Which calls can be drawn.
    #[serde(default)]
    pub filters: Filters,
    /// Of whose calls it is drawn; null for all who handled any.
    #[serde(default)]
    pub people: Option<Vec<PersonId>>,
    /// On which days, in the organisation's zone, the calls began.
    pub period: DaySpan,
    /// Who is to review what is drawn: each as many calls as any other, or one more.
    pub reviewers: Vec<PersonId>,
    /// The id that the host chose for it.
    pub sampling: SamplingId,
    /// 64 bits of the host's randomness, which stay on record: with them the draw can be made again.
    pub seed: Seed,
    /// How many calls are drawn of each person.
    pub size: Size,
}

crate::life::acts! {
    /// What can be done with a sampling.
    Act as "SamplingAct": SamplingMark, body => body.sampling, Verb;

    /// Draw calls for review, and spread them over the reviewers. Nobody is given their own.
    "sampling.draw": Draw(Draw),
}

/// A call that was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DrawnCall {
    /// The call.
    pub call: CallId,
    /// Who handled it.
    pub handler: PersonId,
    /// Who is to review it.
    pub reviewer: PersonId,
}

/// A sampling as it was drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SamplingDrawn {
    /// The calls that were drawn, by whoever handled them and then by id, and who is to review each.
    pub drawn: Vec<DrawnCall>,
    /// What drew them.
    pub generator: Generator,
    /// What was asked for, with the seed.
    pub request: Draw,
    /// The sampling.
    pub sampling: SamplingId,
}

crate::life::changes! {
    /// What can happen to a sampling.
    Change as "SamplingChange": SamplingMark of sampling;

    /// It was drawn.
    "sampling.drawn": Drawn(SamplingDrawn),
}
