//! How far a score can be trusted: how many calls it rests on, and how much these differ.
//!
//! Rules: SKL-10.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Compiled, Interval, NoInterval};

/// Raw measures by the keys of their components; one that is left out or null is missing.
pub type Raws = BTreeMap<String, Option<f64>>;

/// What a score rests on.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[schemars(rename = "SkillEvidence")]
pub enum Evidence {
    /// So many calls, of whose own measures nothing is known.
    Calls(CallCount),
    /// Calls, each with its own measures.
    PerCall(PerCall),
}

/// How many calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[schemars(rename = "SkillCallCount")]
pub struct CallCount {
    /// How many calls.
    pub calls: u32,
}

/// The calls' own measures.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[schemars(rename = "SkillPerCall")]
pub struct PerCall {
    /// The raw measures of each call. Those that no call has by itself are left out.
    #[schemars(length(max = 10_000))]
    pub calls: Vec<Raws>,
}

/// How many calls one score rests on, and how far it can be trusted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// How many calls have a measure of it.
    pub calls: usize,
    /// Between which bounds it lies, or why nobody can say; nothing where there is no score.
    pub interval: Option<Result<Interval, NoInterval>>,
}

/// The spreads of the areas' scores and of the overall one.
#[derive(Clone, Debug, PartialEq)]
pub struct Spreads {
    /// By area, in the framework's order.
    pub areas: Vec<Spread>,
    /// Overall.
    pub overall: Spread,
}

impl Spread {
    /// So many calls, of which nothing more is known.
    #[must_use]
    pub fn of_calls(calls: usize) -> Self {
        Spread { calls, interval: Some(Err(NoInterval::CallsUnknown)) }
    }
}

impl Spreads {
    /// Of calls that are only counted.
    #[must_use]
    pub fn of_calls(compiled: &Compiled, calls: usize) -> Self {
        let spread = Spread::of_calls(calls);
        Spreads { areas: compiled.areas().iter().map(|_| spread).collect(), overall: spread }
    }
}
