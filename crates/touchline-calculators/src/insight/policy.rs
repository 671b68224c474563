//! The policy's section on insight.
//!
//! Rules: INS-04, INS-08, INS-11, INS-13, INS-16.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Switches for insight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct InsightPolicy {
    /// How many days are looked at before coaching, and how many after it, where none are named.
    #[schemars(range(min = 1, max = 3_650))]
    pub effect_days: u32,
    /// After how many days without coaching somebody needs it.
    #[schemars(range(min = 1, max = 3_650))]
    pub no_coaching_days: u32,
    /// From which published score on somebody is proficient.
    #[schemars(range(min = 1, max = 100))]
    pub proficient_score: u8,
    /// How many observations that were drawn at random everybody has to have, so that rankings and averages use these alone.
    #[schemars(range(min = 1, max = 100_000))]
    pub random_enough: u32,
    /// Of fewer than how many people estimates are not shrunk.
    #[schemars(range(min = 2, max = 100_000))]
    pub ranking_people: u32,
    /// Within how many hours coaching is to be read.
    #[schemars(range(min = 1, max = 87_600))]
    pub read_hours: u32,
}

impl Default for InsightPolicy {
    fn default() -> Self {
        InsightPolicy {
            effect_days: 90,
            no_coaching_days: 30,
            proficient_score: 75,
            random_enough: 5,
            ranking_people: 5,
            read_hours: 24,
        }
    }
}
