//! How long something takes, where it has not happened yet of some: the curve of Kaplan and Meier with Greenwood's standard
//! error, and its median with the bounds that Brookmeyer and Crowley read off the log-log interval.
//!
//! Rules: INS-03, INS-11.

use schemars::JsonSchema;
use serde::Serialize;

use crate::metric::Interval;
use touchline_kernel::look_up::LookUp;
use touchline_kernel::math::{NORMAL_95, exp, ln, pow, quotient};

/// How long it took, in whole units, or how long it has not happened yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasted {
    /// Whether it happened then; else it was not known any longer.
    pub happened: bool,
    /// After how many units.
    pub units: i64,
}

/// A step of the curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SurvivalStep")]
pub struct Step {
    /// After how long.
    pub after: f64,
    /// Of how many it was known just before that it had not happened yet.
    pub at_risk: u64,
    /// How many left then without its having happened.
    pub censored: u64,
    /// How many it happened of.
    pub happened: u64,
    /// Between which bounds the share lies with a probability of 95 %: the log-log interval; null at 1 and at 0.
    pub interval: Option<Interval>,
    /// Of which share it has not happened after that.
    pub share: f64,
    /// The share's standard error after Greenwood; null at 0.
    pub standard_error: Option<f64>,
}

/// The median of how long it takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SurvivalMedian")]
pub struct Median {
    /// The upper bound, with a probability of 95 %; null where it was not reached, or nobody was left before it was.
    pub high: Option<f64>,
    /// The lower bound; null likewise.
    pub low: Option<f64>,
    /// The median: after how long it has happened of half; null where it was not reached.
    pub median: Option<f64>,
}

/// A share of a half may miss it by what rounding leaves.
const HALF: f64 = 0.5 + 1e-12;

/// The curve of what lasted so long, in units of which so many make one of those in which it is told.
#[must_use]
pub fn curve(lasted: &[Lasted], unit: i64) -> Vec<Step> {
    let mut places: LookUp<i64, usize> = LookUp::default();
    let mut at: Vec<(i64, u64, u64)> = Vec::new();
    for one in lasted {
        let place = *places.entry(one.units).or_insert(at.len());
        if place == at.len() {
            at.push((one.units, 0, 0));
        }
        let Some((_, happened, censored)) = at.get_mut(place) else { continue };
        let count = if one.happened { happened } else { censored };
        *count = count.saturating_add(1);
    }
    at.sort_unstable();
    let mut at_risk = u64::try_from(lasted.len()).unwrap_or(u64::MAX);
    let (mut share, mut spread) = (1.0, Some(0.0));
    let mut steps = Vec::new();
    for (units, happened, censored) in at {
        let left = at_risk.saturating_sub(happened);
        share *= quotient(left.into(), at_risk.into()).unwrap_or_default();
        let below = i128::from(at_risk).saturating_mul(left.into());
        spread = spread.zip(quotient(happened.into(), below)).map(|(spread, more)| spread + more);
        let share = if left == 0 { 0.0 } else { share };
        steps.push(Step {
            after: quotient(units.into(), unit.into()).unwrap_or_default(),
            at_risk,
            censored,
            happened,
            interval: spread.and_then(|spread| interval(share, spread)),
            share,
            standard_error: spread.map(|spread| share * spread.sqrt()),
        });
        at_risk = left.saturating_sub(censored);
    }
    steps
}

/// The log-log interval of a share between 0 and 1.
fn interval(share: f64, spread: f64) -> Option<Interval> {
    if share <= 0.0 || share >= 1.0 || spread <= 0.0 {
        return None;
    }
    let half = NORMAL_95 * spread.sqrt() / ln(share).abs();
    Some(Interval { high: pow(share, exp(-half)), low: pow(share, exp(half)) })
}

/// The median that a curve tells.
#[must_use]
pub fn median(curve: &[Step]) -> Median {
    let first = |bound: &dyn Fn(&Step) -> Option<f64>| {
        // Where nobody is left there is no interval, and so no bound: of how few they were nothing else would tell.
        let is_over = |step: &&Step| bound(step).is_some_and(|bound| bound <= HALF);
        curve.iter().find(is_over).map(|step| step.after)
    };
    Median {
        high: first(&|step| Some(step.interval?.high)),
        low: first(&|step| Some(step.interval?.low)),
        median: first(&|step| Some(step.share)),
    }
}
