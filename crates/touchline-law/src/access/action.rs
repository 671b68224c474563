//! What somebody may want to do or see, and what each of it is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::about::About;

/// What somebody may want to do or see.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Action {
    /// Enter or change what the organisation knows of a person.
    RecordPerson,
    /// Enter or change what the organisation knows of a call.
    RecordCall,
    /// See a call and point at it.
    SeeCall,
    /// See a bundle as those do who prepare and follow it.
    SeeBundle,
    /// See a bundle that was released to oneself.
    SeeOwnBundle,
    /// Make a bundle.
    CreateBundle,
    /// Change a draft.
    EditBundle,
    /// Release a bundle to its agent.
    ReleaseBundle,
    /// Answer a bundle: respond, acknowledge a session, deny it.
    AnswerBundle,
    /// Record that the bundle was gone through in person.
    RecordBundleSession,
    /// Conclude a bundle.
    ConcludeBundle,
    /// Cancel a bundle.
    CancelBundle,
    /// Archive a bundle or bring it back.
    ArchiveBundle,
    /// Give a check of a call, or the call as a whole, a disposition.
    GiveDisposition,
    /// See the dispositions that were given.
    SeeDisposition,
    /// See an item of the training queue, with its note.
    SeeTrainingItem,
    /// Move a training item, as follows from something else.
    MoveTrainingItem,
    /// See a delivered review, its scorecard and its inline comments.
    SeeReview,
    /// See a review that was not delivered yet.
    SeeDraftReview,
    /// Make a review of a call.
    CreateReview,
    /// Change a draft of a review.
    EditReview,
    /// Deliver a review to whoever handled the call.
    DeliverReview,
    /// Answer a delivered review: mark it reviewed, acknowledge it, ask, respond, dispute it.
    AnswerReview,
    /// Decide a dispute about a review.
    DecideDispute,
    /// Archive a review or bring it back.
    ArchiveReview,
    /// See an action item.
    SeeActionItem,
    /// Make an action item and assign it.
    AssignActionItem,
    /// Work on an action item: start it, note progress, complete it, ask for a later date.
    WorkOnActionItem,
    /// Decide on an action item: verify it, ask for a revision, answer the request for a later date, cancel it.
    DecideOnActionItem,
    /// Archive an action item or bring it back.
    ArchiveActionItem,
    /// Set a performance goal for a person, or cancel it.
    SetGoal,
    /// See a person's goals and their progress.
    SeeGoal,
    /// Archive a goal or bring it back.
    ArchiveGoal,
    /// Set a performance goal for a team, or cancel it.
    SetTeamGoal,
    /// Raise an escalation to an agent.
    RaiseEscalation,
    /// See an escalation and the agent's response.
    SeeEscalation,
    /// Answer an escalation.
    AnswerEscalation,
    /// Close an escalation, or send it back.
    CloseEscalation,
    /// Archive an escalation or bring it back.
    ArchiveEscalation,
    /// See a coaching plan and its sessions.
    SeePlan,
    /// Make a coaching plan.
    CreatePlan,
    /// Change a coaching plan, its milestones, where it stands.
    EditPlan,
    /// Schedule the sessions of a plan, hold and record them.
    RecordPlanSession,
    /// Add a note or feedback to a plan.
    WritePlanNote,
    /// Assign a plan's coaches.
    AssignCoach,
    /// See the confidential notes of a plan's sessions.
    SeeConfidentialNote,
    /// Approve or reject an improvement track.
    ApproveTrack,
    /// Archive a coaching plan or bring it back.
    ArchivePlan,
    /// Keep the templates of coaching plans.
    KeepPlanTemplates,
    /// See a person's individual skill scores.
    SeeSkillScores,
    /// See the figures of a team or a peer group, which are averages.
    SeeTeamFigures,
    /// Export one's own record.
    ExportOwnRecord,
    /// Export a team's records.
    ExportTeamRecords,
    /// Export everything that one may see.
    ExportEverything,
    /// Lead a calibration: draft it, open it, end it.
    LeadCalibration,
    /// Keep the templates of scorecards.
    KeepScorecards,
    /// Set what is sampled for review.
    SetSampling,
    /// Assess a person's skills.
    AssessSkills,
    /// Certify a person's skill.
    CertifySkill,
    /// Keep a team's coaching programme.
    KeepProgramme,
    /// Redact personal text, by an order.
    Redact,
    /// Verify a log.
    VerifyLog,
    /// Ask how things stood at a past moment.
    AskAsOf,
    /// Put a policy in force.
    AdoptPolicy,
    /// Move a bundle, as follows from something else.
    MoveBundle,
    /// See what another person still has to do.
    SeeDuties,
    /// Choose how one is told, and see what one has chosen.
    SetNotifications,
    /// Be told what is due, to send it or to carry it out.
    SeeDue,
    /// Move an escalation, as follows from something else.
    MoveEscalation,
    /// Set a goal or call it off, as follows from something else.
    MoveGoal,
    /// See the goals of a team and how far it has come.
    SeeTeamGoal,
    /// Archive a team's goal or bring it back.
    ArchiveTeamGoal,
    /// Hand in a person's published skill scores.
    RecordSkillReport,
    /// Release a skill report in which a score is critical to whose scores they are, or hold it.
    ReviewSkillReport,
    /// Enter or change what a success metric counted for somebody on a day.
    RecordMetricDay,
    /// See who somebody is: their name, their roles, their team and whom they report to.
    SeePerson,
    /// See of somebody what coaching, reviewing and enabling them takes, such as their campaigns and working days.
    SeePersonAtWork,
    /// See all that is known of somebody: since when they work there, when they are away, what they are to achieve.
    SeeEmployment,
    /// See the scorecards that were published.
    SeeScorecard,
    /// Move a scorecard, as follows from something else.
    MoveScorecard,
    /// Assign an action item, hand it over or call it off, as follows from something else.
    MoveActionItem,
    /// Move a review, as follows from something else.
    MoveReview,
    /// Follow up on one's own review: answer, add to it, take it back, or drop its draft.
    FollowReview,
    /// See a calibration that one was asked to score in.
    SeeCalibration,
    /// Score in a calibration.
    RateInCalibration,
    /// Move a calibration, as follows from something else.
    MoveCalibration,
    /// See the assignment of a review, or what one asked for oneself.
    SeeReviewAssignment,
    /// Have somebody review a call: assign it, reassign it, recall it.
    AssignReview,
    /// Ask for feedback on a call of one's own, and take that back.
    RequestReview,
    /// Answer a request for feedback: take it up, or decline it.
    AnswerReviewRequest,
    /// Move the assignment of a review, as follows from something else.
    MoveReviewAssignment,
    /// Score a call of one's own, and see how one did: the one thing that one decides on one's own case.
    ScoreOwnCall,
    /// See how somebody scored a call of their own, once they say so.
    SeeSelfReview,
    /// Take a plan back up that was called off.
    ReinstatePlan,
    /// Take part in a session of a plan: add a topic to its agenda, and agree with the other side on what of its notes is
    /// confidential.
    TakePartInSession,
    /// Note down what a session brought, and how far milestones have come in it, as follows from holding it; and call it off with
    /// its plan, have it told of as that goes on, and have whoever comes to coach take part in it.
    FollowSession,
    /// See a progress note that is kept among those who coach.
    SeeKeptNote,
    /// Correct a progress note of one's own, share it, or take it back.
    KeepProgressNote,
    /// Keep a note for oneself alone, and see it.
    KeepPrivateNote,
    /// See a feedback round as those do who coach or manage coaching, or once it is released as whom it is about.
    SeeFeedbackRound,
    /// Ask people for feedback on whom a plan coaches.
    AskForFeedback,
    /// Close a feedback round that one began, or call it off.
    EndFeedbackRound,
    /// See what one is asked for feedback on, and answer or decline.
    AnswerFeedbackRound,
    /// Close a feedback round whose last day is over.
    ExpireFeedbackRound,
    /// Sign what a plan says that coaches one.
    SignPlan,
    /// Propose a plan for oneself, or a milestone of one that coaches one, and take that back.
    ProposePlan,
    /// See a plan that somebody proposed for themselves.
    SeePlanProposal,
    /// Create a plan, as follows from accepting one that was proposed.
    FollowProposal,
    /// Give feedback to one of those who coach oneself.
    GiveCoachFeedback,
    /// Rate coaching that one was given, and see one's own rating.
    RateCoaching,
    /// See the mean of what those whom somebody coached make of it.
    SeeCoachingMean,
    /// Share what one sees by a link, see how often that was looked at, and revoke it.
    ShareByLink,
    /// Show what a share link shows to whoever holds its token.
    OpenShareLink,
    /// Answer somebody who asks for all that is kept of them.
    AnswerSubjectAccess,
    /// See how somebody's skills were assessed, and in what they are certified.
    SeeAssessedSkills,
    /// Rate one's own skills in an assessment.
    RateOwnSkills,
    /// Move an assessment, as follows from something else.
    MoveAssessment,
    /// See a meeting of a programme that was for oneself.
    SeeOwnMeeting,
    /// See how severe somebody is in what they review.
    SeeSeverity,
    /// See the templates of coaching plans that were published.
    SeePlanTemplate,
    /// Move a template of coaching plans, as follows from something else.
    MovePlanTemplate,
    /// Move a coaching plan, as follows from something else.
    MovePlan,
    /// Archive an assessment or bring it back.
    ArchiveAssessment,
    /// Archive the assignment of a review or bring it back.
    ArchiveReviewAssignment,
    /// Archive a self-review or bring it back.
    ArchiveSelfReview,
    /// Archive a session of a plan, or a series of them, or bring it back.
    ArchiveSession,
    /// Archive a feedback round or bring it back.
    ArchiveFeedbackRound,
    /// Archive a plan that was proposed or bring it back.
    ArchivePlanProposal,
    /// Archive a certification or bring it back.
    ArchiveCertification,
    /// Archive a programme or bring it back.
    ArchiveProgramme,
    /// Archive a meeting of a programme or bring it back.
    ArchiveMeeting,
}

impl Action {
    /// Whether it is for some who do not see the thing: author and owner put away what they know of, and bring it back,
    /// wherever the one whom it coaches stands now, and learn of it no more than where it stands; and the host carries out
    /// what somebody ordered.
    #[must_use]
    pub fn reaches_unseen(self) -> bool {
        matches!(
            self,
            Action::ArchiveBundle
                | Action::ArchiveGoal
                | Action::ArchiveEscalation
                | Action::ArchiveTeamGoal
                | Action::ArchivePlan
                | Action::ArchiveAssessment
                | Action::ArchiveReviewAssignment
                | Action::ArchiveSelfReview
                | Action::ArchiveSession
                | Action::ArchiveFeedbackRound
                | Action::ArchivePlanProposal
                | Action::ArchiveCertification
                | Action::ArchiveProgramme
                | Action::ArchiveMeeting
                | Action::MoveReview
                | Action::ExpireFeedbackRound
                | Action::OpenShareLink
        )
    }

    /// What it is about.
    #[must_use]
    pub fn about(self) -> About {
        match self {
            Action::RecordPerson
            | Action::RecordCall
            | Action::RecordMetricDay
            | Action::KeepPlanTemplates
            | Action::ExportEverything
            | Action::KeepScorecards
            | Action::SetSampling
            | Action::Redact
            | Action::VerifyLog
            | Action::AskAsOf
            | Action::AdoptPolicy
            | Action::SeeDue
            | Action::SeeScorecard
            | Action::MoveScorecard
            | Action::SeePlanTemplate
            | Action::MovePlanTemplate => About::Organisation,
            Action::SeeCall
            | Action::SeeBundle
            | Action::SeeOwnBundle
            | Action::CreateBundle
            | Action::EditBundle
            | Action::ReleaseBundle
            | Action::AnswerBundle
            | Action::RecordBundleSession
            | Action::ConcludeBundle
            | Action::CancelBundle
            | Action::ArchiveBundle
            | Action::GiveDisposition
            | Action::SeeDisposition
            | Action::SeeTrainingItem
            | Action::MoveTrainingItem
            | Action::MoveBundle
            | Action::SeeDuties
            | Action::SetNotifications
            | Action::MoveEscalation
            | Action::MoveGoal
            | Action::SetGoal
            | Action::SeeGoal
            | Action::ArchiveGoal
            | Action::RaiseEscalation
            | Action::SeeEscalation
            | Action::AnswerEscalation
            | Action::CloseEscalation
            | Action::ArchiveEscalation
            | Action::SeeSkillScores
            | Action::RecordSkillReport
            | Action::ExportOwnRecord
            | Action::AssessSkills
            | Action::CertifySkill
            | Action::SeeReviewAssignment
            | Action::AssignReview
            | Action::RequestReview
            | Action::AnswerReviewRequest
            | Action::MoveReviewAssignment
            | Action::ScoreOwnCall
            | Action::SeeSelfReview
            | Action::KeepPrivateNote
            | Action::RateCoaching
            | Action::SeeCoachingMean
            | Action::ShareByLink
            | Action::OpenShareLink
            | Action::AnswerSubjectAccess
            | Action::SeeAssessedSkills
            | Action::RateOwnSkills
            | Action::MoveAssessment
            | Action::SeeSeverity
            | Action::ArchiveAssessment
            | Action::ArchiveReviewAssignment
            | Action::ArchiveSelfReview
            | Action::ArchiveCertification => About::Person,
            Action::SeeReview
            | Action::SeeDraftReview
            | Action::CreateReview
            | Action::EditReview
            | Action::DeliverReview
            | Action::AnswerReview
            | Action::DecideDispute
            | Action::ArchiveReview
            | Action::MoveReview
            | Action::FollowReview
            | Action::LeadCalibration
            | Action::SeeCalibration
            | Action::RateInCalibration
            | Action::MoveCalibration => About::Review,
            Action::SeeActionItem
            | Action::AssignActionItem
            | Action::WorkOnActionItem
            | Action::DecideOnActionItem
            | Action::ArchiveActionItem
            | Action::MoveActionItem => About::ActionItem,
            Action::SeePlan
            | Action::CreatePlan
            | Action::EditPlan
            | Action::RecordPlanSession
            | Action::WritePlanNote
            | Action::AssignCoach
            | Action::SeeConfidentialNote
            | Action::ApproveTrack
            | Action::ArchivePlan
            | Action::ReinstatePlan
            | Action::TakePartInSession
            | Action::SignPlan
            | Action::ProposePlan
            | Action::SeePlanProposal
            | Action::FollowProposal
            | Action::FollowSession
            | Action::MovePlan
            | Action::SeeKeptNote
            | Action::KeepProgressNote
            | Action::GiveCoachFeedback
            | Action::ArchiveSession
            | Action::ArchivePlanProposal => About::Plan,
            Action::SetTeamGoal
            | Action::SeeTeamGoal
            | Action::ArchiveTeamGoal
            | Action::SeeTeamFigures
            | Action::ExportTeamRecords
            | Action::KeepProgramme
            | Action::SeeOwnMeeting
            | Action::ArchiveProgramme
            | Action::ArchiveMeeting => About::Team,
            Action::ReviewSkillReport => About::ScoreReport,
            Action::SeePerson | Action::SeePersonAtWork | Action::SeeEmployment => About::Profile,
            Action::SeeFeedbackRound
            | Action::AskForFeedback
            | Action::EndFeedbackRound
            | Action::AnswerFeedbackRound
            | Action::ExpireFeedbackRound
            | Action::ArchiveFeedbackRound => About::FeedbackRound,
        }
    }
}
