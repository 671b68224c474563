//! What a plan says: its focus areas, goals, links, milestones and coaches, as they are sent and kept.
//!
//! Rules: MIL-01, ORG-03, PLN-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

pub use crate::facts::{CoachKept, ExternalCoach, ExternalCoachRef, InternalCoach, PlanCoach, PlanCoachRef};
pub use touchline_calculators::plan::PlanKind;
use touchline_calculators::plan::{MilestoneMeasure, SessionRhythm};
use touchline_kernel::{DaySpan, Key, LocalDate, Note, Title};

/// How those who take part in a plan meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanSessions {
    /// What they talk about each time.
    #[serde(default)]
    pub agenda: Vec<Note>,
    /// How long it takes.
    #[schemars(range(min = 1, max = 1_440))]
    pub length_minutes: u32,
    /// How often.
    pub rhythm: SessionRhythm,
}

/// The template that a plan was started from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateUsed {
    /// Its key.
    pub key: Key,
    /// Its version.
    pub version: u32,
}

/// A focus area of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanFocusArea {
    /// What tells it from the plan's others.
    pub area: Key,
    /// What it is called.
    pub title: Title,
}

/// A performance review that a plan is linked to, by the keys that it has with the host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PerformanceLink {
    /// The review cycle.
    pub cycle: Key,
    /// The review.
    pub review: Key,
}

/// The finding of a performance review that a goal was derived from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GoalFinding {
    /// The finding, by the key that it has with the host.
    pub finding: Key,
    /// The review, which is one that the plan is linked to.
    pub review: Key,
}

/// A goal of a plan, in words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanGoal {
    /// The finding that it was derived from; null where there is none.
    #[serde(default)]
    pub finding: Option<GoalFinding>,
    /// What is to be reached.
    pub text: Note,
}

/// What a plan says, but for its milestones and its coaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanContent {
    /// Its days, both of them included, where the coachee is.
    pub days: DaySpan,
    /// Whether whom it coaches may give feedback to those who coach.
    #[serde(default)]
    pub feedback_to_coaches: bool,
    /// Its focus areas.
    #[serde(default)]
    pub focus_areas: Vec<PlanFocusArea>,
    /// Its goals.
    #[serde(default)]
    pub goals: Vec<PlanGoal>,
    /// The OKR key results that it is linked to, by the keys that they have with the host.
    #[serde(default)]
    pub key_results: Vec<Key>,
    /// What it is for.
    pub kind: PlanKind,
    /// The performance reviews that it is linked to.
    #[serde(default)]
    pub performance_reviews: Vec<PerformanceLink>,
    /// How those who take part meet; null where that is left to them.
    #[serde(default)]
    pub sessions: Option<PlanSessions>,
    /// What it is called.
    pub title: Title,
}

const fn one() -> u32 {
    1
}

/// What a milestone says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneContent {
    /// What is to be reached.
    pub description: Note,
    /// The focus area of the plan that it is tied to; null where there is none.
    #[serde(default)]
    pub focus_area: Option<Key>,
    /// The OKR key result that it is tied to, by the key that it has with the host; null where there is none.
    #[serde(default)]
    pub key_result: Option<Key>,
    /// How it is measured; null as long as that is open.
    #[serde(default)]
    pub measure: Option<MilestoneMeasure>,
    /// What tells it from the plan's others.
    pub milestone: Key,
    /// The last day on which it is reached in time, where the coachee is; null as long as that is open.
    #[serde(default)]
    pub target_on: Option<LocalDate>,
    /// How much it counts beside the others.
    #[serde(default = "one")]
    #[schemars(range(min = 1, max = 1_000))]
    pub weight: u32,
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
