//! How far two means lie apart, and how sure that is: Welch's t over two samples, Student's t over differences, and
//! Hedges' g.
//!
//! Rules: INS-05.

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use touchline_kernel::math::{Sample, quotient, student_quantile};

/// Why no change is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NoEffect {
    /// There is nothing before the coaching.
    NothingBefore,
    /// There is nothing after the coaching.
    NothingAfter,
    /// There is one observation before the coaching, and two are needed.
    OneBefore,
    /// There is one observation after the coaching, and two are needed.
    OneAfter,
    /// Fewer than two people who were coached have a mean before and after it.
    TooFewPeople,
    /// Fewer than two people to compare with have a mean before and after it.
    TooFewCompared,
    /// Nothing varies, so that nothing says how sure a difference is.
    NothingVaries,
}

/// Between which bounds a difference lies with a probability of 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ChangeInterval {
    /// The upper bound.
    pub high: f64,
    /// The lower bound.
    pub low: f64,
}

/// How far two means lie apart, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct EffectChange {
    /// The degrees of freedom of Student's t distribution that the interval is taken from.
    pub degrees_of_freedom: f64,
    /// The later mean less the earlier one.
    pub difference: f64,
    /// Hedges' g: the difference in standard deviations, made smaller by 1 − 3 ÷ (4 × degrees of freedom − 1). Of two
    /// samples the standard deviation is that of both together, over differences that of the differences. Null with one
    /// degree of freedom, of which nothing would be left.
    pub effect_size: Option<f64>,
    /// Between which bounds the difference lies with a probability of 95 %. Where it holds 0, it may well be chance.
    pub interval: ChangeInterval,
    /// The difference's standard error.
    pub standard_error: f64,
}

impl EffectChange {
    /// One mean less another, by Welch's t; nothing where neither sample varies, or one of both has fewer than two.
    pub(super) fn between(earlier: &Sample, later: &Sample) -> Option<Self> {
        let (of_earlier, of_later) = (freedom(earlier)?, freedom(later)?);
        let (one, other) = (variance_of_mean(earlier)?, variance_of_mean(later)?);
        let variance = one + other;
        let degrees_of_freedom = variance * variance / (one * one / of_earlier + other * other / of_later);
        let pooled = (earlier.squares() + later.squares()) / (of_earlier + of_later);
        let difference = later.less(earlier)?;
        let effect_size = hedges(difference, pooled.sqrt(), of_earlier + of_later);
        EffectChange::of(difference, variance.sqrt(), degrees_of_freedom, effect_size)
    }

    /// The mean of differences, by Student's t; nothing where they do not vary, or are fewer than two.
    pub(super) fn over(differences: &Sample) -> Option<Self> {
        let freedom = freedom(differences)?;
        let difference = differences.mean()?;
        let effect_size = hedges(difference, differences.variance()?.sqrt(), freedom);
        EffectChange::of(difference, variance_of_mean(differences)?.sqrt(), freedom, effect_size)
    }

    fn of(difference: f64, standard_error: f64, degrees_of_freedom: f64, effect_size: Option<f64>) -> Option<Self> {
        if standard_error <= 0.0 {
            return None;
        }
        let half = student_quantile(0.975, degrees_of_freedom) * standard_error;
        let interval = ChangeInterval { high: difference + half, low: difference - half };
        Some(EffectChange { degrees_of_freedom, difference, effect_size, interval, standard_error })
    }
}

/// One less than there are, where that is something.
fn freedom(sample: &Sample) -> Option<f64> {
    quotient(i128::from(sample.count()).saturating_sub(1), 1).filter(|freedom| *freedom > 0.0)
}

fn variance_of_mean(sample: &Sample) -> Option<f64> {
    Some(sample.variance()? / quotient(sample.count().into(), 1)?)
}

/// Hedges' g: a difference in standard deviations, without the bias of a small sample.
fn hedges(difference: f64, deviation: f64, freedom: f64) -> Option<f64> {
    let correction = 1.0 - 3.0 / (4.0 * freedom - 1.0);
    (correction > 0.0 && deviation > 0.0).then(|| correction * difference / deviation)
}
