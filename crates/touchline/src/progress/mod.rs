//! How far somebody has come towards a goal: pure arithmetic over what was observed, over whole numbers alone, so
//! that it does not matter in which order the observations came, were corrected or taken back.
//!
//! It knows neither people nor goals as things: only what is measured, what is aimed at, and on which days.

mod aim;
mod calculate;
mod forecast;
mod measure;
mod observed;
mod operations;
mod period;
mod policy;
#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "what overflows or is cut off in a test fails the test, as it should"
)]
mod tests;

pub use aim::Aim;
pub use calculate::{Progress, ProgressState, has_ended};
pub use forecast::{Forecast, Needed, Projection};
pub use measure::{CheckMeasure, Direction, MEASURES, Measure, MeasureEntry, Observation, Reckoning, Unit};
pub use observed::Observed;
pub use operations::{GoalDays, GoalMeasures, GoalProgress, OPERATIONS};
pub use period::{Period, PeriodStart};
pub use policy::GoalPolicy;
