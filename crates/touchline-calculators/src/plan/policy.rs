//! The policy's section on development plans.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Switches for development plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PlanPolicy {
    /// By how many points a plan's progress may lie under the elapsed share of its days before it is behind.
    #[schemars(range(min = 0, max = 100))]
    pub behind_points: u32,
}

impl Default for PlanPolicy {
    fn default() -> Self {
        PlanPolicy { behind_points: 10 }
    }
}
