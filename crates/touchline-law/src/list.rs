//! The one list of things: what is joined, walked, kept, redacted, printed and numbered comes from here.
//!
//! A row's place is its number on the wire, in C and in snapshots: a new one comes last. A row says how the thing is
//! called in Rust, what marks its ids and what they are called, its name on the wire, what its table is called, and
//! where its type stands. All else the thing says of itself, as [`Thing`](crate::life::Thing).

/// Hands the rows of the list to a macro that makes one arm, variant or field of each.
#[doc(hidden)]
#[macro_export]
macro_rules! things {
    ($then:path) => {
        $then! {
            /// A person.
            Person: PersonMark, PersonId, "person", people, $crate::life::Recorded<$crate::ground::people::Person>;
            /// A call.
            Call: CallMark, CallId, "call", calls, $crate::life::Recorded<$crate::ground::calls::Call>;
            /// A coaching bundle.
            Bundle: BundleMark, BundleId, "bundle", bundles, $crate::things::bundle::Bundle;
            /// What a reviewer made of one check of a call, or of the call as a whole.
            Disposition: DispositionMark, DispositionId, "disposition", dispositions,
                $crate::things::disposition::Disposition;
            /// A need for training that a disposition showed.
            TrainingItem: TrainingItemMark, TrainingItemId, "training_item", training_items,
                $crate::things::training_item::TrainingItem;
            /// The tenant's policy: one, whose id is the same everywhere.
            Policy: PolicyMark, PolicyId, "policy", policies, $crate::things::policy::InForce;
            /// How somebody wants to be told: one for each person.
            NotificationSettings: NotificationSettingsMark, NotificationSettingsId, "notification_settings",
                notification_settings, $crate::things::notification_settings::NotificationSettings;
            /// A question that a manager or reviewer puts to an agent.
            Escalation: EscalationMark, EscalationId, "escalation", escalations,
                $crate::things::escalation::Escalation;
            /// What a person is to reach, in which days.
            Goal: GoalMark, GoalId, "goal", goals, $crate::things::goal::Goal;
            /// Calls drawn at random for review.
            Sampling: SamplingMark, SamplingId, "sampling", samplings, $crate::things::sampling::Sampling;
            /// What the team of a manager is to reach together, in which days.
            TeamGoal: TeamGoalMark, TeamGoalId, "team_goal", team_goals, $crate::things::team_goal::TeamGoal;
            /// Somebody's published skill scores in a window.
            SkillReport: SkillReportMark, SkillReportId, "skill_report", skill_reports,
                $crate::things::skill_report::SkillReport;
            /// What a success metric counted for somebody on a day.
            MetricDay: MetricDayMark, MetricDayId, "metric_day", metric_days,
                $crate::life::Recorded<$crate::things::metric_day::MetricDay>;
            /// A version of a template by which calls are judged.
            Scorecard: ScorecardMark, ScorecardId, "scorecard", scorecards, $crate::things::scorecard::Scorecard;
            /// What a person is to do.
            ActionItem: ActionItemMark, ActionItemId, "action_item", action_items,
                $crate::things::action_item::ActionItem;
            /// What a reviewer says about a call to whoever handled it.
            Review: ReviewMark, ReviewId, "review", reviews, $crate::things::review::Review;
            /// A call that several score by themselves, to see whether they judge alike.
            Calibration: CalibrationMark, CalibrationId, "calibration", calibrations,
                $crate::things::calibration::Calibration;
            /// A call that somebody is to review, by a day.
            ReviewAssignment: ReviewAssignmentMark, ReviewAssignmentId, "review_assignment", review_assignments,
                $crate::things::review_assignment::ReviewAssignment;
            /// What somebody makes of a call that they handled themselves.
            SelfReview: SelfReviewMark, SelfReviewId, "self_review", self_reviews,
                $crate::things::self_review::SelfReview;
            /// What somebody is coached towards over some days, by whom, in milestones.
            Plan: PlanMark, PlanId, "plan", plans, $crate::things::plan::Plan;
            /// A meeting of those who take part in a plan.
            Session: SessionMark, SessionId, "session", sessions, $crate::things::session::Session;
            /// A paragraph of what was noted down of a session.
            SessionNote: SessionNoteMark, SessionNoteId, "session_note", session_notes,
                $crate::things::session_note::SessionNote;
            /// What a coach writes down of a plan between its sessions.
            ProgressNote: ProgressNoteMark, ProgressNoteId, "progress_note", progress_notes,
                $crate::things::progress_note::ProgressNote;
            /// What somebody notes down of a session for themselves alone.
            PrivateNote: PrivateNoteMark, PrivateNoteId, "private_note", private_notes,
                $crate::things::private_note::PrivateNote;
            /// What people are asked about somebody whom a plan coaches, and what is released of their answers.
            FeedbackRound: FeedbackRoundMark, FeedbackRoundId, "feedback_round", feedback_rounds,
                $crate::things::feedback_round::FeedbackRound;
            /// A plan that somebody proposed for themselves.
            PlanProposal: PlanProposalMark, PlanProposalId, "plan_proposal", plan_proposals,
                $crate::things::plan_proposal::PlanProposal;
            /// What a coach and whom a plan coaches say to one another of how it goes.
            PlanFeedback: PlanFeedbackMark, PlanFeedbackId, "plan_feedback", plan_feedbacks,
                $crate::things::plan_feedback::PlanFeedback;
            /// What somebody makes of coaching that they were given.
            CoachingRating: CoachingRatingMark, CoachingRatingId, "coaching_rating", coaching_ratings,
                $crate::things::coaching_rating::CoachingRating;
            /// Sessions of a plan that recur by one rule.
            SessionSeries: SessionSeriesMark, SessionSeriesId, "session_series", session_series,
                $crate::things::session_series::SessionSeries;
            /// What somebody shows to whoever holds a token.
            ShareLink: ShareLinkMark, ShareLinkId, "share_link", share_links, $crate::things::share_link::ShareLink;
            /// What a person and somebody who may assess them make of the same skills in the same month.
            Assessment: AssessmentMark, AssessmentId, "assessment", assessments, $crate::things::assessment::Assessment;
            /// An examination of somebody in a skill, and the level that they reached.
            Certification: CertificationMark, CertificationId, "certification", certifications,
                $crate::things::certification::Certification;
            /// In which meetings a team is coached, how often and to what end, version by version.
            Programme: ProgrammeMark, ProgrammeId, "programme", programmes, $crate::things::programme::Programme;
            /// A meeting of a programme, for one person or for the whole team.
            CoachingMeeting: CoachingMeetingMark, CoachingMeetingId, "coaching_meeting", coaching_meetings,
                $crate::things::coaching_meeting::CoachingMeeting;
            /// A version of a template from which plans are started.
            PlanTemplate: PlanTemplateMark, PlanTemplateId, "plan_template", plan_templates,
                $crate::things::plan_template::PlanTemplateVersion;
        }
    };
}
