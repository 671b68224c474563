//! The policy's section on goals.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::time::Weekday;

/// Switches for goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct GoalPolicy {
    /// With how many goals in a bundle its release goes through without the warning `many_goals`.
    #[schemars(range(min = 0, max = 1_000))]
    pub few: u32,
    /// The day on which weeks begin. A goal that was set keeps the days that it was set for.
    pub week_start: Weekday,
}

impl Default for GoalPolicy {
    fn default() -> Self {
        GoalPolicy { few: 3, week_start: Weekday::Monday }
    }
}
