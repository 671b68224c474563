//! The kinds of notifications, as somebody switches them off.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// A kind of notification, as somebody switches it off.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "NotificationKind")]
pub enum Kind {
    /// A bundle was released to its agent.
    BundleReleased,
    /// A bundle was answered: in writing, or as to a session in person.
    BundleAnswered,
    /// A session in person was recorded, for its agent to acknowledge.
    InPersonRecorded,
    /// A bundle was concluded.
    BundleConcluded,
    /// A finding that a bundle trains was corrected.
    TrainingItemSuperseded,
    /// A question was put to an agent, or put again.
    EscalationRaised,
    /// A question was answered.
    EscalationAnswered,
    /// The answer to a question was found to do.
    EscalationClosed,
    /// A last day comes near, and what is to be done by then is not done.
    DueSoon,
    /// A last day has passed, and what was to be done by then is not done.
    Overdue,
    /// Somebody's skill report waits for a manager.
    ReportHeld,
    /// A report of one's own skill scores is there.
    CoachingReport,
    /// Some days after somebody was shown their report: what came of it?
    ReportFollowUp,
    /// Somebody was given something to do.
    ActionAssigned,
    /// Somebody did what they were given to do.
    ItemCompleted,
    /// What somebody did is to be revised.
    RevisionRequested,
    /// What somebody did was verified.
    ItemVerified,
    /// Somebody asks for a later due date.
    ExtensionRequested,
    /// The request for a later due date was answered.
    ExtensionAnswered,
    /// A review of a call of one's own was delivered.
    CoachingReceived,
    /// A review was acknowledged.
    CoachingAcknowledged,
    /// Something was added to a review that was delivered.
    Addendum,
    /// Whoever handled a call wrote something on a review of it.
    ResponseReceived,
    /// A clarification of a review was asked for.
    ClarificationAsked,
    /// A clarification was given.
    ClarificationAnswered,
    /// What one wrote on a review was replied to.
    ReplyReceived,
    /// A review was disputed.
    DisputeOpened,
    /// A dispute about a review was decided.
    DisputeDecided,
    /// One is asked to score a call in a calibration.
    CalibrationAsked,
    /// Scoring in a calibration is over, and what came of it is there.
    CalibrationScored,
    /// A calibration was closed, or called off.
    CalibrationEnded,
    /// Somebody was given a call to review, or it was taken back.
    ReviewAssigned,
    /// Somebody asks for feedback on a call of theirs or, as a coach, on whom they coach, or does so no more.
    FeedbackRequested,
    /// A request of one's own for feedback was taken up, or declined.
    FeedbackAnswered,
    /// A session of a plan comes near.
    SessionSoon,
    /// A session of a plan has passed, and nobody has said what became of it.
    SessionOverdue,
    /// So many of a plan's days are over that it is to be reviewed in its middle.
    MidpointDue,
    /// A plan has fallen behind.
    PlanBehind,
    /// A coach shared a note on one's progress.
    ProgressNoteShared,
    /// What may be shown of the answers of many about one is there.
    FeedbackReleased,
    /// What an improvement track says waits for one's approval.
    ApprovalRequested,
    /// An approval that one asked for was given, or declined.
    ApprovalDecided,
    /// What one's plan says waits for one's signature.
    SignatureWanted,
    /// Somebody whom one coaches signed what their plan says.
    SignatureGiven,
    /// Somebody proposes what one may decide on for them.
    ProposalMade,
    /// What one proposed was accepted, or declined.
    ProposalDecided,
    /// A coach gave one feedback, or whom one coaches did.
    PlanFeedbackGiven,
    /// One is asked to rate one's own skills in an assessment, or is so no more.
    AssessmentAsked,
    /// Both sides of an assessment are in, and what came of it is there.
    AssessmentCompleted,
    /// A certification expires soon: one's own, or that of somebody whom one manages.
    CertificationExpiring,
}
