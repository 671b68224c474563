//! What is said of a plan beside its content: the template it was started from, how its milestones are judged, and what became of
//! them.
//!
//! Rules: PLN-02, PLN-06, PLN-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

pub use crate::facts::{
    CoachKept, ExternalCoach, ExternalCoachRef, GoalFinding, InternalCoach, MilestoneContent, PerformanceLink,
    PlanCoach, PlanCoachRef, PlanContent, PlanFocusArea, PlanGoal, PlanSessions,
};
use crate::ground::PlanTemplateId;
pub use touchline_calculators::plan::PlanKind;
use touchline_kernel::{Key, Note};

/// The template that a plan was started from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateUsed {
    /// Its key.
    pub key: Key,
    /// The version of it that the workspace keeps; null where it ships, or the host handed it in.
    #[serde(default)]
    pub plan_template: Option<PlanTemplateId>,
    /// Its version.
    pub version: u32,
}

/// What became of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MilestoneOutcome {
    /// It was achieved.
    Achieved,
    /// It was dropped.
    Dropped,
    /// It was missed.
    Missed,
}

/// What became of a milestone, when its plan is completed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneResult {
    /// The milestone.
    pub milestone: Key,
    /// Why; needed of what is dropped now, and was not before.
    #[serde(default)]
    pub reason: Option<Note>,
    /// What became of it.
    pub result: MilestoneOutcome,
}

/// How a milestone is judged in the middle of its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneOutlook {
    /// It may well be missed.
    AtRisk,
    /// It will be missed as things stand.
    OffTrack,
    /// It is, or will be, achieved.
    OnTrack,
}

/// The assessment of a milestone in the middle of its plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneAssessment {
    /// The milestone.
    pub milestone: Key,
    /// What there is to say; null where there is nothing.
    #[serde(default)]
    pub note: Option<Note>,
    /// How it is judged.
    pub outlook: MilestoneOutlook,
}
