//! Between which bounds a score lies.
//!
//! Rules: SKL-10.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Between which bounds a score lies with a probability of 95 %. To a millionth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillInterval")]
pub struct Interval {
    /// The upper bound, 100 at the most.
    pub high: f64,
    /// The lower bound, 0 at the least.
    pub low: f64,
}
