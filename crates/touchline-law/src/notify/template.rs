//! The messages that there are: the key of each one's text, the kind by which somebody switches it off, and what its
//! words may name. Which event sends it, and to whom, is said where the thing is that it is about.
//!
//! Rules: NTF-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::kind::Kind;

/// What a text may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Placeholder {
    /// What the agent is called.
    Agent,
    /// What the check is called.
    Check,
    /// The day of the session, the last day, or the one that is asked for.
    Date,
    /// What the bundle or the plan is called, or what is to be done.
    Title,
    /// How many messages a digest gathers.
    Count,
}

impl Placeholder {
    /// Its name in a text.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }
}

macro_rules! templates {
    ($($(#[$doc:meta])* $Template:ident: $Kind:ident, [$($name:ident),*];)*) => {
        /// The key of a message's text.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr,
            VariantArray,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        #[schemars(rename = "MessageTemplate")]
        pub enum Template {
            $($(#[$doc])* $Template,)*
        }

        impl Template {
            /// The kind of notification that it is.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self {
                    $(Template::$Template => Kind::$Kind,)*
                }
            }

            /// What its words may name.
            #[must_use]
            pub fn names(self) -> &'static [Placeholder] {
                match self {
                    $(Template::$Template => &[$(Placeholder::$name),*],)*
                }
            }
        }
    };
}

templates! {
    /// To the agent: a bundle waits for a response.
    BundleReleased: BundleReleased, [Title];
    /// To the keeper: the agent has responded.
    BundleResponded: BundleAnswered, [Agent, Title];
    /// To the keeper: the agent has acknowledged the session in person.
    BundleAcknowledged: BundleAnswered, [Agent, Date, Title];
    /// To the keeper: the agent says that there was no session in person.
    SessionDenied: BundleAnswered, [Agent, Title];
    /// To the agent: a session in person is to be acknowledged.
    InPersonRecorded: InPersonRecorded, [Date, Title];
    /// To the agent: the bundle was closed.
    BundleConcluded: BundleConcluded, [Title];
    /// To the keeper of its bundle: the finding behind a training item was corrected.
    TrainingItemSuperseded: TrainingItemSuperseded, [Agent, Check];
    /// To the agent: a question waits for an answer.
    EscalationRaised: EscalationRaised, [];
    /// To the agent: the answer did not do, and the question waits again.
    EscalationSentBack: EscalationRaised, [];
    /// To the keeper: the agent has answered.
    EscalationAnswered: EscalationAnswered, [Agent];
    /// To the agent: the answer did.
    EscalationClosed: EscalationClosed, [];
    /// To whose it is: a goal's last day comes near, and it is not met.
    GoalDueSoon: DueSoon, [Date];
    /// To whose it is: a goal's last day has passed, and it was not met.
    GoalOverdue: Overdue, [Date];
    /// To whoever leads the team: a team's goal comes near its last day, and it is not met.
    TeamGoalDueSoon: DueSoon, [Date];
    /// To whoever leads the team: the last day of a team's goal has passed, and it was not met.
    TeamGoalOverdue: Overdue, [Date];
    /// To the manager: somebody's skill report has a critical score, and waits for the manager to release it.
    ReportHeld: ReportHeld, [Agent];
    /// To whose scores they are: a skill report is there, and they see it.
    CoachingReport: CoachingReport, [];
    /// To the manager: some days ago somebody was shown their skill report, and it is time to ask what came of it.
    ReportFollowUp: ReportFollowUp, [Agent];
    /// To the assignee: there is something to do.
    ActionItemAssigned: ActionAssigned, [Title];
    /// To the assignee: the due date of an action item comes near.
    ActionItemDueSoon: DueSoon, [Date, Title];
    /// To the assignee: the due date of an action item has passed.
    ActionItemOverdue: Overdue, [Date, Title];
    /// To whoever assigned it: an action item was completed, and is to be verified.
    ActionItemCompleted: ItemCompleted, [Agent, Title];
    /// To the assignee: what was done is to be revised.
    ActionItemRevisionRequested: RevisionRequested, [Title];
    /// To the assignee: what was done was verified.
    ActionItemVerified: ItemVerified, [Title];
    /// To whoever assigned it: a later due date is asked for.
    ExtensionRequested: ExtensionRequested, [Agent, Date, Title];
    /// To the assignee: a later due date was granted.
    ExtensionGranted: ExtensionAnswered, [Date, Title];
    /// To the assignee: a later due date was declined.
    ExtensionDeclined: ExtensionAnswered, [Title];
    /// To whoever handled the call: a review of it is there.
    CoachingReceived: CoachingReceived, [];
    /// To the reviewer: a review was acknowledged.
    CoachingAcknowledged: CoachingAcknowledged, [Agent];
    /// To whoever handled the call: something was added to a review of it.
    ReviewAddendum: Addendum, [];
    /// To the reviewer: whoever handled the call wrote something on the review.
    ReviewResponse: ResponseReceived, [Agent];
    /// To the reviewer: whoever handled the call asks for a clarification.
    ClarificationAsked: ClarificationAsked, [Agent];
    /// To whoever handled the call: the clarification that they asked for is there.
    ClarificationAnswered: ClarificationAnswered, [];
    /// To whoever handled the call: the reviewer replied to what they wrote.
    ReviewReply: ReplyReceived, [];
    /// To the reviewer: whoever handled the call disputes a review.
    DisputeOpened: DisputeOpened, [Agent];
    /// To whoever is to decide: a dispute waits for them.
    DisputeToDecide: DisputeOpened, [Agent];
    /// To whoever handled the call: their dispute was decided.
    DisputeDecided: DisputeDecided, [];
    /// To the reviewer: a dispute about their review was decided.
    DisputeOfReviewDecided: DisputeDecided, [Agent];
    /// To everybody who is to score: a calibration was opened.
    CalibrationOpened: CalibrationAsked, [];
    /// To somebody who is to score, too: a calibration that was opened before.
    CalibrationJoined: CalibrationAsked, [];
    /// To everybody who takes part: scoring is over, and what came of it is there.
    CalibrationScored: CalibrationScored, [];
    /// To everybody who takes part: a calibration was closed, with what was concluded.
    CalibrationClosed: CalibrationEnded, [];
    /// To everybody who takes part: a calibration was called off.
    CalibrationCancelled: CalibrationEnded, [];
    /// To the reviewer: a call is theirs to review.
    ReviewAssigned: ReviewAssigned, [Agent];
    /// To the reviewer: the last day of a review comes near, and it is not delivered.
    ReviewDueSoon: DueSoon, [Agent, Date];
    /// To the reviewer: the last day of a review has passed, and it was not delivered.
    ReviewOverdue: Overdue, [Agent, Date];
    /// To the reviewer: a call is not theirs to review any more.
    ReviewRecalled: ReviewAssigned, [Agent];
    /// To whoever is asked: somebody would like feedback on a call of theirs.
    FeedbackRequested: FeedbackRequested, [Agent];
    /// To whoever was asked: the request was taken back.
    FeedbackWithdrawn: FeedbackRequested, [Agent];
    /// To whoever asked for feedback: the request was taken up.
    FeedbackAccepted: FeedbackAnswered, [];
    /// To whoever asked for feedback: the request was declined.
    FeedbackDeclined: FeedbackAnswered, [];
    /// To whom the plan coaches: a session comes near.
    SessionSoon: SessionSoon, [Date];
    /// To the coaches who take part: a session comes near.
    SessionSoonToCoach: SessionSoon, [Agent, Date];
    /// To whom the plan coaches: nobody has said what became of a session.
    SessionOverdue: SessionOverdue, [Date];
    /// To the coaches who take part: nobody has said what became of a session.
    SessionOverdueToCoach: SessionOverdue, [Agent, Date];
    /// To whom the plan coaches: so many of its days are over that it is to be reviewed.
    MidpointDue: MidpointDue, [Title];
    /// To the coaches: so many of a plan's days are over that it is to be reviewed.
    MidpointDueToCoach: MidpointDue, [Agent, Title];
    /// To whom the plan coaches: it has fallen behind.
    PlanBehind: PlanBehind, [Title];
    /// To the coaches: a plan has fallen behind.
    PlanBehindToCoach: PlanBehind, [Agent, Title];
    /// To whom the plan coaches: the target day of a milestone is over, and it was not achieved.
    MilestoneOverdue: Overdue, [Date, Title];
    /// To the coaches: the target day of a milestone is over, and it was not achieved.
    MilestoneOverdueToCoach: Overdue, [Agent, Date, Title];
    /// To whom the plan coaches: a note on their progress is shared with them.
    ProgressNoteShared: ProgressNoteShared, [];
    /// To whoever is asked: a coach would like feedback on somebody.
    FeedbackRoundAsked: FeedbackRequested, [Agent, Date];
    /// To whoever is asked: the last day for answers comes near, and one has neither answered nor declined.
    FeedbackRoundDueSoon: DueSoon, [Agent, Date];
    /// To whoever was still to answer: the round was called off.
    FeedbackRoundCancelled: FeedbackRequested, [Agent];
    /// To whom it is about: what may be shown of the answers is there.
    FeedbackRoundReleased: FeedbackReleased, [];
    /// To whoever asked: what may be shown of the answers is there.
    FeedbackRoundReleasedToCoach: FeedbackReleased, [Agent];
    /// To whoever may decide: what an improvement track says waits for approval.
    TrackToApprove: ApprovalRequested, [Agent, Title];
    /// To whoever asked for the approval: what the improvement track says was approved.
    TrackApproved: ApprovalDecided, [Agent, Title];
    /// To whoever asked for the approval: what the improvement track says was not approved.
    TrackRejected: ApprovalDecided, [Agent, Title];
    /// To whom the plan coaches: what it says waits for their signature.
    PlanToSign: SignatureWanted, [Title];
    /// To the coaches: what a plan says was signed.
    PlanSigned: SignatureGiven, [Agent, Title];
    /// To the coaches: whom the plan coaches proposes a milestone.
    MilestoneProposed: ProposalMade, [Agent, Title];
    /// To whom the plan coaches: the milestone that they proposed was accepted.
    MilestoneAccepted: ProposalDecided, [Title];
    /// To whom the plan coaches: the milestone that they proposed was declined.
    MilestoneDeclined: ProposalDecided, [Title];
    /// To whoever may create plans for somebody: they propose one.
    PlanProposed: ProposalMade, [Agent, Title];
    /// To whoever proposed a plan for themselves: it was accepted.
    PlanProposalAccepted: ProposalDecided, [Title];
    /// To whoever proposed a plan for themselves: it was declined.
    PlanProposalDeclined: ProposalDecided, [Title];
    /// To whom the plan coaches: a coach gave them feedback.
    PlanFeedbackGiven: PlanFeedbackGiven, [];
    /// To the coach, or to whoever writes for them: whom they coach gave them feedback.
    PlanFeedbackGivenToCoach: PlanFeedbackGiven, [Agent];
    /// To whose skills they are: they are asked to rate them.
    AssessmentOpened: AssessmentAsked, [];
    /// To both sides: an assessment was called off.
    AssessmentCancelled: AssessmentAsked, [];
    /// To both sides: both are in, and what came of the assessment is there.
    AssessmentCompleted: AssessmentCompleted, [];
    /// To whoever is certified: that expires soon, and nothing carries it on.
    CertificationExpiring: CertificationExpiring, [Date];
    /// To the manager: a certification of somebody expires soon, and nothing carries it on.
    CertificationExpiringToManager: CertificationExpiring, [Agent, Date];
}

impl Template {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether it is told as nobody's doing: since only the days make it due, or since whoever is told is not to know
    /// whether somebody looked at it before.
    #[must_use]
    pub fn is_nobody_s_doing(self) -> bool {
        matches!(
            self,
            Template::CoachingReport
                | Template::ReportFollowUp
                | Template::SessionSoon
                | Template::SessionSoonToCoach
                | Template::SessionOverdue
                | Template::SessionOverdueToCoach
                | Template::MidpointDue
                | Template::MidpointDueToCoach
                | Template::PlanBehind
                | Template::PlanBehindToCoach
                | Template::MilestoneOverdue
                | Template::MilestoneOverdueToCoach
                | Template::CertificationExpiring
                | Template::CertificationExpiringToManager
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ntf_01_each_kind_has_a_message_at_least() {
        let kinds: BTreeSet<Kind> = Template::VARIANTS.iter().map(|template| template.kind()).collect();
        assert!(kinds.into_iter().eq(Kind::VARIANTS.iter().copied()));
    }
}
