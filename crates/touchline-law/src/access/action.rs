//! What somebody may want to do or see, and what each of it is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::about::About;

/// Of each action what it says, what it is about, and whether it reaches what one does not see.
macro_rules! actions {
    ($($(#[$doc:meta])+ $Action:ident: $About:ident $($unseen:ident)?;)+) => {
        /// What somebody may want to do or see.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum Action {
            $($(#[$doc])+ $Action,)+
        }

        impl Action {
            /// Whether it is for some who do not see the thing: author and owner put away what they know of, and bring it back,
            /// wherever the one whom it coaches stands now, and learn of it no more than where it stands; and the host carries out
            /// what somebody ordered.
            #[must_use]
            pub fn reaches_unseen(self) -> bool {
                match self {
                    $(Action::$Action => actions!(@ $($unseen)?),)+
                }
            }

            /// What it is about.
            #[must_use]
            pub fn about(self) -> About {
                match self {
                    $(Action::$Action => About::$About,)+
                }
            }
        }
    };
    (@) => { false };
    (@ unseen) => { true };
}

actions! {
    /// Enter or change what the organisation knows of a person.
    RecordPerson: Organisation;
    /// Enter or change what the organisation knows of a call.
    RecordCall: Organisation;
    /// See a call and point at it.
    SeeCall: Person;
    /// See a bundle as those do who prepare and follow it.
    SeeBundle: Person;
    /// See a bundle that was released to oneself.
    SeeOwnBundle: Person;
    /// Make a bundle.
    CreateBundle: Person;
    /// Change a draft.
    EditBundle: Person;
    /// Release a bundle to its agent.
    ReleaseBundle: Person;
    /// Answer a bundle: respond, acknowledge a session, deny it.
    AnswerBundle: Person;
    /// Record that the bundle was gone through in person.
    RecordBundleSession: Person;
    /// Conclude a bundle.
    ConcludeBundle: Person;
    /// Cancel a bundle.
    CancelBundle: Person;
    /// Archive a bundle or bring it back.
    ArchiveBundle: Person unseen;
    /// Give a check of a call, or the call as a whole, a disposition.
    GiveDisposition: Person;
    /// See the dispositions that were given.
    SeeDisposition: Person;
    /// See an item of the training queue, with its note.
    SeeTrainingItem: Person;
    /// Move a training item, as follows from something else.
    MoveTrainingItem: Person;
    /// See a delivered review, its scorecard and its inline comments.
    SeeReview: Review;
    /// See a review that was not delivered yet.
    SeeDraftReview: Review;
    /// Make a review of a call.
    CreateReview: Review;
    /// Change a draft of a review.
    EditReview: Review;
    /// Deliver a review to whoever handled the call.
    DeliverReview: Review;
    /// Answer a delivered review: mark it reviewed, acknowledge it, ask, respond, dispute it.
    AnswerReview: Review;
    /// Decide a dispute about a review.
    DecideDispute: Review;
    /// Archive a review or bring it back.
    ArchiveReview: Review;
    /// See an action item.
    SeeActionItem: ActionItem;
    /// Make an action item and assign it.
    AssignActionItem: ActionItem;
    /// Work on an action item: start it, note progress, complete it, ask for a later date.
    WorkOnActionItem: ActionItem;
    /// Decide on an action item: verify it, ask for a revision, answer the request for a later date, cancel it.
    DecideOnActionItem: ActionItem;
    /// Archive an action item or bring it back.
    ArchiveActionItem: ActionItem;
    /// Set a performance goal for a person, or cancel it.
    SetGoal: Person;
    /// See a person's goals and their progress.
    SeeGoal: Person;
    /// Archive a goal or bring it back.
    ArchiveGoal: Person unseen;
    /// Set a performance goal for a team, or cancel it.
    SetTeamGoal: Team;
    /// Raise an escalation to an agent.
    RaiseEscalation: Person;
    /// See an escalation and the agent's response.
    SeeEscalation: Person;
    /// Answer an escalation.
    AnswerEscalation: Person;
    /// Close an escalation, or send it back.
    CloseEscalation: Person;
    /// Archive an escalation or bring it back.
    ArchiveEscalation: Person unseen;
    /// See a coaching plan and its sessions.
    SeePlan: Plan;
    /// Make a coaching plan.
    CreatePlan: Plan;
    /// Change a coaching plan, its milestones, where it stands.
    EditPlan: Plan;
    /// Schedule the sessions of a plan, hold and record them.
    RecordPlanSession: Plan;
    /// Add a note or feedback to a plan.
    WritePlanNote: Plan;
    /// Assign a plan's coaches.
    AssignCoach: Plan;
    /// See the confidential notes of a plan's sessions.
    SeeConfidentialNote: Plan;
    /// Approve or reject an improvement track.
    ApproveTrack: Plan;
    /// Archive a coaching plan or bring it back.
    ArchivePlan: Plan unseen;
    /// Keep the templates of coaching plans.
    KeepPlanTemplates: Organisation;
    /// See a person's individual skill scores.
    SeeSkillScores: Person;
    /// See the figures of a team or a peer group, which are averages.
    SeeTeamFigures: Team;
    /// Export one's own record.
    ExportOwnRecord: Person;
    /// Export a team's records.
    ExportTeamRecords: Team;
    /// Export everything that one may see.
    ExportEverything: Organisation;
    /// Lead a calibration: draft it, open it, end it.
    LeadCalibration: Review;
    /// Keep the templates of scorecards.
    KeepScorecards: Organisation;
    /// Set what is sampled for review.
    SetSampling: Organisation;
    /// Assess a person's skills.
    AssessSkills: Person;
    /// Certify a person's skill.
    CertifySkill: Person;
    /// Keep a team's coaching programme.
    KeepProgramme: Team;
    /// Redact personal text, by an order.
    Redact: Organisation;
    /// Verify a log.
    VerifyLog: Organisation;
    /// Ask how things stood at a past moment.
    AskAsOf: Organisation;
    /// Put a policy in force.
    AdoptPolicy: Organisation;
    /// Move a bundle, as follows from something else.
    MoveBundle: Person;
    /// See what another person still has to do.
    SeeDuties: Person;
    /// Choose how one is told, and see what one has chosen.
    SetNotifications: Person;
    /// Be told what is due, to send it or to carry it out.
    SeeDue: Organisation;
    /// Move an escalation, as follows from something else.
    MoveEscalation: Person;
    /// Set a goal or call it off, as follows from something else.
    MoveGoal: Person;
    /// See the goals of a team and how far it has come.
    SeeTeamGoal: Team;
    /// Archive a team's goal or bring it back.
    ArchiveTeamGoal: Team unseen;
    /// Hand in a person's published skill scores.
    RecordSkillReport: Person;
    /// Release a skill report in which a score is critical to whose scores they are, or hold it.
    ReviewSkillReport: ScoreReport;
    /// Enter or change what a success metric counted for somebody on a day.
    RecordMetricDay: Organisation;
    /// See who somebody is: their name, their roles, their team and whom they report to.
    SeePerson: Profile;
    /// See of somebody what coaching, reviewing and enabling them takes, such as their campaigns and working days.
    SeePersonAtWork: Profile;
    /// See all that is known of somebody: since when they work there, when they are away, what they are to achieve.
    SeeEmployment: Profile;
    /// See the scorecards that were published.
    SeeScorecard: Organisation;
    /// Move a scorecard, as follows from something else.
    MoveScorecard: Organisation;
    /// Assign an action item, hand it over or call it off, as follows from something else.
    MoveActionItem: ActionItem;
    /// Move a review, as follows from something else.
    MoveReview: Review unseen;
    /// Follow up on one's own review: answer, add to it, take it back, or drop its draft.
    FollowReview: Review;
    /// See a calibration that one was asked to score in.
    SeeCalibration: Review;
    /// Score in a calibration.
    RateInCalibration: Review;
    /// Move a calibration, as follows from something else.
    MoveCalibration: Review;
    /// See the assignment of a review, or what one asked for oneself.
    SeeReviewAssignment: Person;
    /// Have somebody review a call: assign it, reassign it, recall it.
    AssignReview: Person;
    /// Ask for feedback on a call of one's own, and take that back.
    RequestReview: Person;
    /// Answer a request for feedback: take it up, or decline it.
    AnswerReviewRequest: Person;
    /// Move the assignment of a review, as follows from something else.
    MoveReviewAssignment: Person;
    /// Score a call of one's own, and see how one did: the one thing that one decides on one's own case.
    ScoreOwnCall: Person;
    /// See how somebody scored a call of their own, once they say so.
    SeeSelfReview: Person;
    /// Take a plan back up that was called off.
    ReinstatePlan: Plan;
    /// Take part in a session of a plan: add a topic to its agenda, and agree with the other side on what of its notes is
    /// confidential.
    TakePartInSession: Plan;
    /// Note down what a session brought, and how far milestones have come in it, as follows from holding it; and call it off with
    /// its plan, have it told of as that goes on, and have whoever comes to coach take part in it.
    FollowSession: Plan;
    /// See a progress note that is kept among those who coach.
    SeeKeptNote: Plan;
    /// Correct a progress note of one's own, share it, or take it back.
    KeepProgressNote: Plan;
    /// Keep a note for oneself alone, and see it.
    KeepPrivateNote: Person;
    /// See a feedback round as those do who coach or manage coaching, or once it is released as whom it is about.
    SeeFeedbackRound: FeedbackRound;
    /// Ask people for feedback on whom a plan coaches.
    AskForFeedback: FeedbackRound;
    /// Close a feedback round that one began, or call it off.
    EndFeedbackRound: FeedbackRound;
    /// See what one is asked for feedback on, and answer or decline.
    AnswerFeedbackRound: FeedbackRound;
    /// Close a feedback round whose last day is over.
    ExpireFeedbackRound: FeedbackRound unseen;
    /// Sign what a plan says that coaches one.
    SignPlan: Plan;
    /// Propose a plan for oneself, or a milestone of one that coaches one, and take that back.
    ProposePlan: Plan;
    /// See a plan that somebody proposed for themselves.
    SeePlanProposal: Plan;
    /// Create a plan, as follows from accepting one that was proposed.
    FollowProposal: Plan;
    /// Give feedback to one of those who coach oneself.
    GiveCoachFeedback: Plan;
    /// Rate coaching that one was given, and see one's own rating.
    RateCoaching: Person;
    /// See the mean of what those whom somebody coached make of it.
    SeeCoachingMean: Person;
    /// Share what one sees by a link, see how often that was looked at, and revoke it.
    ShareByLink: Person;
    /// Show what a share link shows to whoever holds its token.
    OpenShareLink: Person unseen;
    /// Answer somebody who asks for all that is kept of them.
    AnswerSubjectAccess: Person;
    /// See how somebody's skills were assessed, and in what they are certified.
    SeeAssessedSkills: Person;
    /// Rate one's own skills in an assessment.
    RateOwnSkills: Person;
    /// Move an assessment, as follows from something else.
    MoveAssessment: Person;
    /// See a meeting of a programme that was for oneself.
    SeeOwnMeeting: Team;
    /// See how severe somebody is in what they review.
    SeeSeverity: Person;
    /// See the templates of coaching plans that were published.
    SeePlanTemplate: Organisation;
    /// Move a template of coaching plans, as follows from something else.
    MovePlanTemplate: Organisation;
    /// Move a coaching plan, as follows from something else.
    MovePlan: Plan;
    /// Archive an assessment or bring it back.
    ArchiveAssessment: Person unseen;
    /// Archive the assignment of a review or bring it back.
    ArchiveReviewAssignment: Person unseen;
    /// Archive a self-review or bring it back.
    ArchiveSelfReview: Person unseen;
    /// Archive a session of a plan, or a series of them, or bring it back.
    ArchiveSession: Plan unseen;
    /// Archive a feedback round or bring it back.
    ArchiveFeedbackRound: FeedbackRound unseen;
    /// Archive a plan that was proposed or bring it back.
    ArchivePlanProposal: Plan unseen;
    /// Archive a certification or bring it back.
    ArchiveCertification: Person unseen;
    /// Archive a programme or bring it back.
    ArchiveProgramme: Team unseen;
    /// Archive a meeting of a programme or bring it back.
    ArchiveMeeting: Team unseen;
}
