//! What a review pack holds: views alone, each as its own sight lets the viewer see it.

use schemars::JsonSchema;
use serde::Serialize;

use touchline_kernel::Key;
use touchline_law::things::action_item::ActionItemSight;
use touchline_law::things::assessment::AssessmentSight;
use touchline_law::things::bundle::BundleSight;
use touchline_law::things::certification::CertificationSight;
use touchline_law::things::coaching_meeting::CoachingMeetingSight;
use touchline_law::things::escalation::EscalationSight;
use touchline_law::things::feedback_round::FeedbackRoundSight;
use touchline_law::things::goal::GoalSight;
use touchline_law::things::plan::PlanSight;
use touchline_law::things::plan_feedback::PlanFeedbackSight;
use touchline_law::things::progress_note::ProgressNoteSight;
use touchline_law::things::review::ReviewSight;
use touchline_law::things::self_review::SelfReviewSight;
use touchline_law::things::session::SessionSight;
use touchline_law::things::skill_report::SkillReportSight;
use touchline_law::things::training_item::StaffTrainingItem;

/// A plan, with what was achieved of it on some days.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlanInPack {
    /// The milestones that were achieved on these days, and are so still, in the order in which they were added.
    pub achieved: Vec<Key>,
    /// The plan, as it stands now.
    pub plan: PlanSight,
}

/// What somebody was coached by, as the viewer sees it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum ReviewPackItem {
    /// What they were given to do.
    ActionItem(Box<ActionItemSight>),
    /// How they and somebody who may assess them rated their skills.
    Assessment(Box<AssessmentSight>),
    /// A pack of coaching.
    Bundle(Box<BundleSight>),
    /// An examination of theirs.
    Certification(Box<CertificationSight>),
    /// A meeting of a programme that was for them, or for all of a team in which they are.
    CoachingMeeting(Box<CoachingMeetingSight>),
    /// A question that was put to them.
    Escalation(Box<EscalationSight>),
    /// What was released of the answers of many about them.
    FeedbackRound(Box<FeedbackRoundSight>),
    /// What they were to reach.
    Goal(Box<GoalSight>),
    /// A plan by which they were coached.
    Plan(Box<PlanInPack>),
    /// What a coach said to them under a plan.
    PlanFeedback(Box<PlanFeedbackSight>),
    /// What a coach wrote down between sessions.
    ProgressNote(Box<ProgressNoteSight>),
    /// A review of a call of theirs.
    Review(Box<ReviewSight>),
    /// What they made of a call of their own.
    SelfReview(Box<SelfReviewSight>),
    /// A session, without what was noted down of it.
    Session(Box<SessionSight>),
    /// Their skill scores.
    SkillReport(Box<SkillReportSight>),
    /// What they were to be trained in.
    TrainingItem(Box<StaffTrainingItem>),
}
