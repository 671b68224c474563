//! Improvement: the mean of a window against that of the window before it, in percent and in points.
//!
//! Rules: INS-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::tally::{Counted, ONE, Tally};
use super::window::Window;
use crate::skill::Arrow;
use touchline_kernel::math::quotient;
use touchline_kernel::time::Instant;

/// Why there is no improvement in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NoImprovement {
    /// There is nothing in the window.
    NothingNow,
    /// There is nothing in the window before it.
    NothingBefore,
    /// It was 0 before, of which nothing is a part.
    ZeroBefore,
}

/// How much changed from one window to the next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Improvement {
    /// The change in points: now less before. Null without both.
    pub change: Option<f64>,
    /// The change in percent of what it was before.
    pub percent: Option<f64>,
    /// Why there is no percent; null where there is.
    pub undefined: Option<NoImprovement>,
}

impl Improvement {
    /// How much changed.
    #[must_use]
    pub fn between(before: Option<f64>, now: Option<f64>) -> Self {
        let none = |change, why| Improvement { change, percent: None, undefined: Some(why) };
        match (before, now) {
            (_, None) => none(None, NoImprovement::NothingNow),
            (None, Some(_)) => none(None, NoImprovement::NothingBefore),
            (Some(before), Some(now)) if before.abs() > 0.0 => {
                let change = now - before;
                Improvement { change: Some(change), percent: Some(change / before * 100.0), undefined: None }
            }
            (Some(_), Some(now)) => none(Some(now), NoImprovement::ZeroBefore),
        }
    }
}

/// Something that was measured.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
pub struct MeasuredValue {
    /// When.
    pub at: Instant,
    /// What came of it. It counts to a trillionth.
    pub value: f64,
}

/// The mean of a window.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct WindowMean {
    /// Whether it rests on fewer than five observations.
    pub low_evidence: bool,
    /// The mean; null where there is nothing of which to take one.
    pub mean: Option<f64>,
    /// How many observations there are.
    pub observations: u64,
    /// The window.
    pub window: Window,
    /// The mean as a fraction of whole numbers.
    #[serde(skip)]
    tally: Tally,
}

impl WindowMean {
    /// The mean of what was measured in a window, and up to a moment.
    #[must_use]
    pub fn of(values: &[MeasuredValue], window: Window, at: Instant) -> Self {
        let bounds = window.moments();
        let within = |value: &&MeasuredValue| bounds.since <= value.at && value.at < bounds.until && value.at <= at;
        let tally: Tally = values.iter().filter(within).map(|value| Counted::number(Some(value.value))).collect();
        let mean = quotient(tally.sum, ONE.saturating_mul(tally.observations.into()));
        let (low_evidence, observations) = (tally.observations < super::FEW, tally.observations);
        WindowMean { low_evidence, mean, observations, tally, window }
    }

    /// Which way it went since the mean of the window before; none without both.
    #[must_use]
    pub fn arrow_since(&self, before: &WindowMean, percent: u32) -> Option<Arrow> {
        let exact = |mean: &WindowMean| mean.mean.map(|_| (mean.tally.sum, i128::from(mean.tally.observations)));
        Some(Arrow::of_fractions(exact(self)?, exact(before)?, percent))
    }
}
