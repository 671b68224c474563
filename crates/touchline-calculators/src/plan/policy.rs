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
    /// How long the daily check-in of an improvement track takes, where nothing else is said.
    #[schemars(range(min = 1, max = 1_440))]
    pub check_in_minutes: u32,
    /// After how many days without a session the weekly analysis says so. The default is the longest time between two sessions of
    /// every month, be it by the day or by the weekday.
    #[schemars(range(min = 1, max = 3_650))]
    pub days_without_session: u32,
}

impl Default for PlanPolicy {
    fn default() -> Self {
        PlanPolicy { behind_points: 10, check_in_minutes: 15, days_without_session: 35 }
    }
}
