//! The policy's section on development plans.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SessionRhythm;

/// Switches for development plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PlanPolicy {
    /// By how many points a plan's progress may lie under the elapsed share of its days before it is behind.
    #[schemars(range(min = 0, max = 100))]
    pub behind_points: u32,
    /// How long a check-in of an improvement track takes, where nothing else is said.
    #[schemars(range(min = 1, max = 1_440))]
    pub check_in_minutes: u32,
    /// How often an improvement track has a check-in, where nothing else is said.
    pub check_in_rhythm: SessionRhythm,
    /// After how many days without a session the weekly analysis says so. The default is the longest time between two sessions of
    /// every month, be it by the day or by the weekday.
    #[schemars(range(min = 1, max = 3_650))]
    pub days_without_session: u32,
    /// After how many hundredths of its days, those on hold left out, a plan's mid-point review is due.
    #[schemars(range(min = 1, max = 99))]
    pub midpoint_percent: u32,
    /// How many letters of a milestone's description say something specific, in scripts that put no spaces between words.
    #[schemars(range(min = 1, max = 1_000))]
    pub smart_letters: u32,
    /// How many words of it do, in other scripts.
    #[schemars(range(min = 1, max = 100))]
    pub smart_words: u32,
}

impl Default for PlanPolicy {
    fn default() -> Self {
        PlanPolicy {
            behind_points: 10,
            check_in_minutes: 15,
            check_in_rhythm: SessionRhythm::Daily,
            days_without_session: 35,
            midpoint_percent: 50,
            smart_letters: 10,
            smart_words: 3,
        }
    }
}
