//! The policy's section on feedback.
//!
//! Rules: FBK-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Switches for feedback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FeedbackPolicy {
    /// How many answers of a 360 have to stand together before anything is shown of them.
    #[schemars(range(min = 3, max = 1_000))]
    pub group_minimum: usize,
}

impl Default for FeedbackPolicy {
    fn default() -> Self {
        FeedbackPolicy { group_minimum: 3 }
    }
}
