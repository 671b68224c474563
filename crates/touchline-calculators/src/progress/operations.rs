//! What a goal can measure, for hosts.

use super::{MeasureEntry, measures};
use touchline_kernel::operation::{Failure, Nothing};

touchline_kernel::operations! {
    /// Every type of goal, and of the type `metric` each metric, with its unit, its range and how it is reckoned.
    "goal.measures": goal_measures;
}

fn goal_measures(_: Nothing) -> Result<Vec<MeasureEntry>, Failure> {
    Ok(measures())
}
