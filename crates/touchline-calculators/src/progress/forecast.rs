//! Where it leads if it goes on like this.
//!
//! Rules: GOL-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::figure::Scale;
use super::reckoned::Reckoned;
use super::{Direction, Measure, Reckoning};
use touchline_kernel::math::Millionths;

/// Where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Forecast {
    /// Of a count, and of how near a forecast comes: where the straight line ends.
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
    /// What they must average to reach the target, if as many come each day as on each whole day so far: at least, or
    /// where less is better at most. Of training items, the share of those not resolved yet. Never less than the
    /// measure's least, and where less is better never more than its most: then anything will do.
    pub average: f64,
    /// Whether they can.
    pub possible: bool,
}

/// A pass, in millionths of a percent.
const PASS: i128 = 100_000_000;

impl Forecast {
    /// The forecast on a day on which the goal is running and a whole day has passed; none where there is nothing
    /// to go by, or nothing to come.
    pub(super) fn of(measure: &Measure, reckoned: &Reckoned) -> Option<Self> {
        let figures = reckoned.figures;
        match (figures.reckoning, figures.scale) {
            (Reckoning::Average | Reckoning::Rate, Scale::Linear { times, over }) => {
                needed(measure, reckoned, (times, over)).map(Forecast::Needed)
            }
            _ => {
                let end = reckoned.at_end();
                let reaches = figures.reach(end)?;
                let at_end = Millionths::quotient_value(end.above, end.below)?;
                Some(Forecast::Projection(Projection { at_end, reaches }))
            }
        }
    }
}

/// What is lacking, over what is to come.
fn needed(measure: &Measure, reckoned: &Reckoned, (times, over): (i128, i128)) -> Option<Needed> {
    let Reckoned { count, elapsed, figures, sum } = *reckoned;
    let unit = measure.entry().unit;
    // A fraction whose divisor is over zero.
    let (lacking, to_come) = if *measure == Measure::TrainingCompleted {
        // No further items need come: what is to come is that those which there are get resolved.
        let open = count.saturating_mul(PASS).saturating_sub(sum).checked_div(PASS)?;
        (figures.target.saturating_mul(count).saturating_sub(sum), open)
    } else {
        let at_end = figures.target.saturating_mul(elapsed.days).saturating_mul(count).saturating_mul(over);
        let so_far = sum.saturating_mul(times).saturating_mul(elapsed.whole);
        (at_end.saturating_sub(so_far), elapsed.left.saturating_mul(count).saturating_mul(over))
    };
    let least = to_come.saturating_mul(unit.least());
    let most = unit.most().map(|most| to_come.saturating_mul(most));
    let (asked, possible) = match figures.direction {
        Direction::Higher => (lacking.max(least), most.is_none_or(|most| lacking <= most)),
        Direction::Lower => (most.map_or(lacking, |most| lacking.min(most)), lacking >= least),
    };
    Some(Needed { average: Millionths::quotient_value(asked, to_come)?, possible })
}
