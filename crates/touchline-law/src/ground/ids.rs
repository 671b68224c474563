//! The ids of things, for those who point at a thing without knowing what it is.

use touchline_kernel::id::{Id, Named};

/// Marks the id of a bundle.
#[derive(Debug)]
pub enum BundleMark {}

impl Named for BundleMark {
    const THING: &'static str = "bundle";
}

/// The id of a bundle.
pub type BundleId = Id<BundleMark>;

/// Marks the id of a disposition.
#[derive(Debug)]
pub enum DispositionMark {}

impl Named for DispositionMark {
    const THING: &'static str = "disposition";
}

/// The id of a disposition: a child of its call, by the check.
pub type DispositionId = Id<DispositionMark>;

/// Marks the id of a sampling.
#[derive(Debug)]
pub enum SamplingMark {}

impl Named for SamplingMark {
    const THING: &'static str = "sampling";
}

/// The id of a sampling.
pub type SamplingId = Id<SamplingMark>;

/// Marks the id of a training item.
#[derive(Debug)]
pub enum TrainingItemMark {}

impl Named for TrainingItemMark {
    const THING: &'static str = "training_item";
}

/// The id of a training item: a child of its call, by the check.
pub type TrainingItemId = Id<TrainingItemMark>;

/// Marks the id of somebody's settings of notifications.
#[derive(Debug)]
pub enum NotificationSettingsMark {}

impl Named for NotificationSettingsMark {
    const THING: &'static str = "notification_settings";
}

/// The id of somebody's settings of notifications: a child of the person, without a key.
pub type NotificationSettingsId = Id<NotificationSettingsMark>;

/// Marks the id of what a metric counted on a day.
#[derive(Debug)]
pub enum MetricDayMark {}

impl Named for MetricDayMark {
    const THING: &'static str = "metric_day";
}

/// The id of what a metric counted on a day: a child of the person, by metric, stage if it has one, and day.
pub type MetricDayId = Id<MetricDayMark>;

/// Marks the id of an escalation.
#[derive(Debug)]
pub enum EscalationMark {}

impl Named for EscalationMark {
    const THING: &'static str = "escalation";
}

/// The id of an escalation.
pub type EscalationId = Id<EscalationMark>;

/// Marks the id of a goal.
#[derive(Debug)]
pub enum GoalMark {}

impl Named for GoalMark {
    const THING: &'static str = "goal";
}

/// The id of a goal: of a bundle's goal a child of the bundle, by what is aimed at.
pub type GoalId = Id<GoalMark>;

/// Marks the id of a team's goal.
#[derive(Debug)]
pub enum TeamGoalMark {}

impl Named for TeamGoalMark {
    const THING: &'static str = "team_goal";
}

/// The id of a team's goal.
pub type TeamGoalId = Id<TeamGoalMark>;

/// Marks the id of a skill report.
#[derive(Debug)]
pub enum SkillReportMark {}

impl Named for SkillReportMark {
    const THING: &'static str = "skill_report";
}

/// The id of a skill report.
pub type SkillReportId = Id<SkillReportMark>;
