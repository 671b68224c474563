//! The policy's section on feedback.
//!
//! Rules: FBK-03, FBK-04.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Switches for feedback.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FeedbackPolicy {
    /// How many answers of a 360 have to stand together before anything is shown of them.
    #[schemars(range(min = 3, max = 1_000))]
    pub group_minimum: usize,
    /// How many different people have to stand together before their ratings of somebody's coaching count in the mean that is shown
    /// of it. What was given before this changed waits for as many as there had to be then.
    #[schemars(range(min = 5, max = 1_000))]
    pub rating_minimum: u32,
}

impl Default for FeedbackPolicy {
    fn default() -> Self {
        FeedbackPolicy { group_minimum: 3, rating_minimum: 5 }
    }
}
