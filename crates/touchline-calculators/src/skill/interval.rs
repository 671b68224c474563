//! Between which bounds a score lies.
//!
//! Rules: SKL-10.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::math::rounded;

/// Between which bounds a score lies with a probability of 95 %. To a millionth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SkillInterval")]
pub struct Interval {
    /// The upper bound, 100 at the most.
    pub high: f64,
    /// The lower bound, 0 at the least.
    pub low: f64,
}

impl Interval {
    /// As far as a score reaches, to a millionth.
    pub(crate) fn of_bounds(low: f64, high: f64) -> Self {
        let [low, high] = [low, high].map(|bound| rounded(bound.clamp(0.0, 100.0), 6));
        Interval { high, low }
    }
}
