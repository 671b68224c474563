//! How far a development plan has come: pure arithmetic over milestones and days, over whole numbers alone.
//!
//! It knows neither people nor plans as things: only what is measured, on which days, and which of these were on hold.

mod ahead;
mod days;
mod measure;
mod operations;
mod policy;
mod progress;
mod rhythm;
mod smart;
mod template;
#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "what overflows in a test fails the test, as it should")]
mod tests;
mod weekly;

pub use days::{Elapsed, HoldDays, PlanDays};
pub use measure::{MilestoneMeasure, NumberMeasure};
pub use operations::OPERATIONS;
pub use policy::PlanPolicy;
pub use progress::{
    BehindReason, MidpointDue, MilestoneProgress, MilestoneStanding, MilestoneTaken, PlanProgress, PlanTaken, Running,
};
pub use rhythm::SessionRhythm;
pub use smart::{SmartVerdict, Specified, says_something};
pub use template::{
    PlanKind, PlanTemplate, ShippedTemplate, TemplateFocusArea, TemplateMilestone, TemplateSessions, templates,
};
pub use weekly::{DaysWithoutSession, FallingBehind, LaggingPace, OverdueMilestone, PlanWeek};
