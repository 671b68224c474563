//! The policy's section on success metrics.
//!
//! Rules: MET-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::money::Currency;

/// Switches for success metrics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MetricPolicy {
    /// The currency in which amounts are recorded for days, and aimed at by goals; null where there are none. Where it
    /// changes, goals that were set in the one before still count what was recorded in that, until the day is recorded anew.
    pub currency: Option<Currency>,
    /// Within how many days, of 24 hours each, one thing follows another; what is younger is pending.
    #[schemars(range(min = 1, max = 3_650))]
    pub follow_days: u32,
    /// How many days a window has where none is named: the last ones before the day of the question.
    #[schemars(range(min = 1, max = 3_650))]
    pub window_days: u32,
}

impl Default for MetricPolicy {
    fn default() -> Self {
        MetricPolicy { currency: None, follow_days: 30, window_days: 90 }
    }
}
