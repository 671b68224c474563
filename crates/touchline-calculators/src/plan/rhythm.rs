//! How often those who take part in a plan meet.
//!
//! Rules: PLN-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How often those who take part in a plan meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionRhythm {
    /// Every day.
    Daily,
    /// Every other week.
    EveryTwoWeeks,
    /// Every month.
    Monthly,
    /// Every week.
    Weekly,
}
