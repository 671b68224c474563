//! The policy's section on calibrations.
//!
//! Rules: REV-13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Switches for calibrations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CalibrationPolicy {
    /// How many points may lie between the highest and the lowest score of a question; one with more between them is
    /// flagged. Of each calibration what was so when its scoring ended.
    #[schemars(range(min = 0, max = 100))]
    pub spread_limit: u32,
}

impl Default for CalibrationPolicy {
    fn default() -> Self {
        CalibrationPolicy { spread_limit: 10 }
    }
}
