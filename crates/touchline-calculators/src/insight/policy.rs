//! The policy's section on insight.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Switches for insight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct InsightPolicy {
    /// How many days are looked at before coaching, and how many after it, where none are named.
    #[schemars(range(min = 1, max = 3_650))]
    pub effect_days: u32,
}

impl Default for InsightPolicy {
    fn default() -> Self {
        InsightPolicy { effect_days: 90 }
    }
}
