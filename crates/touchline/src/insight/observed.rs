//! What stands on one side of coaching: how many observations, their mean and how far they lie apart.

use schemars::JsonSchema;
use serde::Serialize;

use crate::kernel::math::Sample;
use crate::metric::FEW;

/// What stands on one side of coaching.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EffectObserved {
    /// How many: observations, or the people of whom each is one.
    pub count: u64,
    /// Their standard deviation; null of fewer than two.
    pub deviation: Option<f64>,
    /// Whether there are fewer than five.
    pub low_evidence: bool,
    /// Their mean; null where there are none.
    pub mean: Option<f64>,
}

impl EffectObserved {
    pub(super) fn of(sample: &Sample) -> Self {
        let count = sample.count();
        let deviation = sample.variance().map(f64::sqrt);
        EffectObserved { count, deviation, low_evidence: count < FEW, mean: sample.mean() }
    }
}
