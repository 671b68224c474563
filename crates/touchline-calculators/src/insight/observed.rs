//! What stands on one side of coaching: how many observations, their mean and how far they lie apart.

use schemars::JsonSchema;
use serde::Serialize;

use crate::metric::FEW;
use touchline_kernel::math::Sample;

/// What stands on one side of coaching.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EffectObserved {
    /// How many: observations, or the people of whom each is one.
    pub count: u64,
    /// Their standard deviation; null of fewer than two.
    pub deviation: Option<f64>,
    /// Whether there are fewer than five, or some of them are silent.
    pub low_evidence: bool,
    /// Their mean; null where there are none.
    pub mean: Option<f64>,
    /// How many of them are weeks or periods before the first record of this kind that there is of the person, or after
    /// the last one: they count as they would if nothing had happened then, which nobody says (`known`). Where each is a
    /// person, how many people have such.
    pub silent: u64,
}

impl EffectObserved {
    pub(super) fn of(sample: &Sample, silent: u64) -> Self {
        let count = sample.count();
        let deviation = sample.variance().map(f64::sqrt);
        EffectObserved { count, deviation, low_evidence: count < FEW || silent > 0, mean: sample.mean(), silent }
    }
}
