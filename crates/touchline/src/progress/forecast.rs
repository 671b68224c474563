//! Where it leads if it goes on like this.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::calculate::{Elapsed, Reckoned};
use super::{Measure, Reckoning};
use crate::kernel::math::Millionths;

/// Where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Forecast {
    /// Of a count: where the straight line ends.
    Projection(Projection),
    /// Of an average or a rate: what the observations to come must be.
    Needed(Needed),
}

/// Where the straight line ends.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Projection {
    /// What will be reached on the last day, if each day brings as much as each whole day so far.
    pub at_end: f64,
    /// Whether that reaches the target.
    pub reaches: bool,
}

/// What the observations to come must be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Needed {
    /// What they must average to reach the target, if as many come each day as on each whole day so far; of training
    /// items, the share of those not resolved yet. Never less than the measure's least: then anything will do.
    pub average: f64,
    /// Whether they can.
    pub possible: bool,
}

/// A pass, in millionths of a percent.
const PASS: i128 = 100_000_000;

impl Forecast {
    /// The forecast on a day on which the goal is running and a whole day has passed; none where there is nothing
    /// to go by, or nothing to come.
    pub(super) fn of(measure: &Measure, reckoned: Reckoned, elapsed: Elapsed) -> Option<Self> {
        let Reckoned { count, sum, target } = reckoned;
        let entry = measure.entry();
        if entry.reckoning == Reckoning::Count {
            let all = sum.saturating_mul(elapsed.days);
            let at_end = Millionths::quotient(all, elapsed.whole)?.value();
            let reaches = all >= target.saturating_mul(elapsed.whole);
            return Some(Forecast::Projection(Projection { at_end, reaches }));
        }
        // What is lacking, over what is to come: a fraction whose divisor is over zero.
        let (lacking, to_come) = if *measure == Measure::TrainingCompleted {
            // No further items need come: what is to come is that those which there are get resolved.
            let open = count.saturating_mul(PASS).saturating_sub(sum).checked_div(PASS)?;
            (target.saturating_mul(count).saturating_sub(sum), open)
        } else {
            let at_end = target.saturating_mul(elapsed.days).saturating_mul(count);
            (at_end.saturating_sub(sum.saturating_mul(elapsed.whole)), elapsed.left.saturating_mul(count))
        };
        let most: i128 = Millionths::of(entry.maximum).count().into();
        let needed = Millionths::quotient(lacking.max(to_come.saturating_mul(entry.unit.least())), to_come)?;
        Some(Forecast::Needed(Needed { average: needed.value(), possible: lacking <= most.saturating_mul(to_come) }))
    }
}
