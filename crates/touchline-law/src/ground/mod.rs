//! What things are called, and the documents that the law stands on: people and calls.

pub mod calls;
mod ids;
pub mod people;
mod thing_ref;

pub use ids::{
    BundleId, BundleMark, DispositionId, DispositionMark, EscalationId, EscalationMark, GoalId, GoalMark, MetricDayId,
    MetricDayMark, NotificationSettingsId, NotificationSettingsMark, SamplingId, SamplingMark, SkillReportId,
    SkillReportMark, TeamGoalId, TeamGoalMark, TrainingItemId, TrainingItemMark,
};
pub use thing_ref::{ThingKind, ThingRef};
