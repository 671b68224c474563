//! How far somebody has come towards a goal: pure arithmetic over what was observed, over whole numbers alone, so
//! that it does not matter in which order the observations came, were corrected or taken back.
//!
//! It knows neither people nor goals as things: only what is measured, what is aimed at, and on which days.

mod aim;
mod bounds;
mod calculate;
mod entry;
mod figure;
mod forecast;
mod measure;
mod observed;
mod of_metric;
mod operations;
mod period;
mod policy;
mod reckoned;
#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "what overflows or is cut off in a test fails the test, as it should"
)]
mod tests;

pub use aim::Aim;
pub use bounds::Bounds;
pub use calculate::{Progress, ProgressState, has_ended};
pub use entry::{Direction, MeasureEntry, Reckoning, Unit};
pub use forecast::{Forecast, Needed, Projection};
pub use measure::{CheckMeasure, Measure, Observation, measures};
pub use observed::Observed;
pub use of_metric::{DayCounted, MOST_MONEY, MetricMeasure, check_terms};
pub use operations::OPERATIONS;
pub use period::{Period, PeriodStart};
pub use policy::GoalPolicy;
