//! What a goal can measure, for hosts.

use schemars::JsonSchema;

use super::{MeasureEntry, measures};
use touchline_kernel::operation::{Entry, Failure, Nothing, Operation};

/// The operations of this folder.
pub const OPERATIONS: &[Entry] = &[Entry::of::<GoalMeasures>()];

/// Every type of goal, and of the type `metric` each metric, with its unit, its range and how it is reckoned.
#[derive(JsonSchema)]
pub struct GoalMeasures;

impl Operation for GoalMeasures {
    const NAME: &'static str = "goal.measures";
    type Input = Nothing;
    type Output = Vec<MeasureEntry>;

    fn run(_: Nothing) -> Result<Vec<MeasureEntry>, Failure> {
        Ok(measures())
    }
}
