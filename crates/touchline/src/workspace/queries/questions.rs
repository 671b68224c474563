//! The one list of questions: the joined one, the names on the wire, the shapes of the answers and who answers come
//! from here.
//!
//! A row says what is asked, the variant, the type of the body, the name on the wire, and where that type stands. A
//! new one may stand anywhere: a question has no number.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{Asking, Asks, Listed};
use crate::workspace::Workspace;
use touchline_kernel::operation::Failure;
use touchline_law::facts::Refusal;

macro_rules! questions {
    ($($(#[$doc:meta])* $Kind:ident: $Of:ident, $name:literal, $($at:ident)::+;)*) => {
        $(pub use crate::workspace::$($at)::+::$Of;)*

        /// What can be asked.
        #[derive(Clone, Debug, Deserialize, JsonSchema)]
        #[serde(tag = "type", content = "body")]
        pub enum Query {
            $($(#[$doc])* #[serde(rename = $name)] $Kind($Of),)*
        }

        $(impl Listed for $Of {
            const NAME: &'static str = $name;
        })*

        /// What is answered, by what was asked.
        #[derive(Serialize, JsonSchema)]
        #[serde(tag = "type", content = "body")]
        pub enum Answered {
            $($(#[$doc])* #[serde(rename = $name)] $Kind(Box<<$Of as Asks>::View>),)*
        }

        /// The name of each query.
        pub const QUESTIONS: &[&str] = &[$($name),*];

        /// The name of each query and the shape of its view.
        pub fn views(generator: &mut SchemaGenerator) -> Vec<(&'static str, Schema)> {
            vec![$(($name, generator.subschema_for::<<$Of as Asks>::View>())),*]
        }

        impl Workspace {
            /// Answers a query with its view.
            pub(in crate::workspace) fn answered(&self, asking: Asking, query: &Query) -> Result<Answered, Refusal> {
                Ok(match query {
                    $(Query::$Kind(query) => Answered::$Kind(Box::new(query.ask(asking, self)?)),)*
                })
            }

            /// Answers a query with a view in its canonical form.
            pub fn ask(&self, asking: Asking, query: &Query) -> Result<String, Failure> {
                self.whole()?;
                self.may_be_asked(asking.asked_by)?;
                match query {
                    $(Query::$Kind(query) => self.answer(asking, query),)*
                }
            }
        }
    };
}

questions! {
    /// How many action items wait for the viewer: of their own to be done, and of others' to be decided on.
    ActionItemBadge: ActionItemBadge, "action_item.badge", things::action_item::badge;
    /// How its assignee fared in the check that an action item is to better, and in the area of skill for whose gap its course
    /// was recommended, before it was assigned and after it was verified, for those who assigned and follow it.
    ActionItemEffect: ActionItemEffect, "action_item.effect", things::action_item::effect;
    /// How much of what was due on some days was done, and done in time, of the action items that the viewer sees.
    ActionItemFigures: ActionItemFigures, "action_item.figures", things::action_item::figures;
    /// One action item, as the viewer sees it.
    ActionItemGet: ActionItemGet, "action_item.get", things::action_item;
    /// The action items of others that the viewer sees: those on which they decide, or whoever may see all, all.
    ActionItemList: ActionItemsOf, "action_item.list", things::action_item::lists;
    /// What the viewer is to do.
    ActionItemMine: ActionItemMine, "action_item.mine", things::action_item::lists;
    /// What an agent sees first: what needs their action, their packs, what is asked of them, how they were coached.
    AgentDashboard: AgentDashboard, "agent.dashboard", queries::agent_dashboard;
    /// All that there is of one agent, for those who coach them.
    AgentDetail: AgentDetail, "agent.detail", queries::agent_detail;
    /// An agent's packs that were concluded or cancelled, as the viewer sees them; the one last ended first.
    AgentHistory: AgentHistory, "agent.history", queries::agent_history;
    /// The assessments in which the viewer is still to rate: themselves, or somebody whose assessment they opened; the one that
    /// was opened first first.
    AssessmentAwaiting: AssessmentAwaiting, "assessment.awaiting", things::assessment::lists;
    /// One assessment, as the viewer sees it.
    AssessmentGet: AssessmentGet, "assessment.get", things::assessment;
    /// The assessments of a person, for themselves and for those who see them; the newest first.
    AssessmentList: AssessmentList, "assessment.list", things::assessment::lists;
    /// How many packs wait for the viewer, as their releaser and as their agent.
    BundleBadge: BundleBadge, "bundle.badge", things::bundle::badge;
    /// How many packs the viewer prepares and follows, by where they stand.
    BundleFigures: BundleFigures, "bundle.figures", things::bundle::figures;
    /// One bundle, as the viewer sees it.
    BundleGet: BundleGet, "bundle.get", things::bundle;
    /// The packs that were released to the viewer, by release.
    BundleMyPacks: BundleMyPacks, "bundle.my_packs", things::bundle::my_packs;
    /// The packs that the viewer prepares and follows: what is released by its release, drafts by their creation.
    BundlePacks: BundlePacks, "bundle.packs", things::bundle::packs;
    /// How the agent fared in a bundle's checks before it and after it, for those who prepare and follow it.
    BundleResults: BundleResults, "bundle.results", things::bundle::results;
    /// Why an agent does not see a bundle, for those who prepare and follow it.
    BundleWhyUnseen: BundleWhyUnseen, "bundle.why_unseen", things::bundle::why_unseen;
    /// How far raters agree, over the calibrations that were closed on some days, for those who may lead them.
    CalibrationAgreement: CalibrationAgreementOf, "calibration.agreement", things::calibration::agreement;
    /// How many calibrations wait for the viewer to score in.
    CalibrationBadge: CalibrationBadge, "calibration.badge", things::calibration::badge;
    /// One calibration, as the viewer sees it.
    CalibrationGet: CalibrationGet, "calibration.get", things::calibration;
    /// The calibrations that there are, for those who may lead them.
    CalibrationList: CalibrationList, "calibration.list", things::calibration::lists;
    /// The calibrations in which the viewer was asked to score.
    CalibrationMine: CalibrationMine, "calibration.mine", things::calibration::lists;
    /// What came of a calibration, once scoring is over: for its raters, and those who may lead it.
    CalibrationResult: CalibrationOutcome, "calibration.result", things::calibration::outcome;
    /// One call, with what was said about it, as the viewer sees it.
    CallFeedback: CallFeedback, "call.feedback", things::review::of_call;
    /// One call, as the viewer sees it.
    CallGet: CallGet, "call.get", things::call;
    /// The calls that the viewer may see, with what was made of them: the newest first.
    CallList: CallList, "call.list", things::call::list;
    /// The calls that the viewer may see whose names have words that begin so.
    CallSearch: CallSearch, "call.search", things::call::search;
    /// What expires soon of those whom the viewer manages, or of everybody for who sees that; what expires first first.
    CertificationExpiring: CertificationExpiring, "certification.expiring", things::certification::expiring;
    /// One certification, as the viewer sees it.
    CertificationGet: CertificationGet, "certification.get", things::certification;
    /// How a person's certifications stand today, for themselves and for those who see them.
    CertificationHeld: CertificationHeld, "certification.held", things::certification::held;
    /// The certifications of a person, for themselves and for those who see them; the one whose day is the latest first.
    CertificationList: CertificationList, "certification.list", things::certification::list;
    /// One's own rating of coaching that one was given.
    CoachingRatingGet: CoachingRatingGet, "coaching_rating.get", things::coaching_rating;
    /// The mean of what those whom somebody coached make of it: for that one, those above them in line, and human resources.
    CoachingRatingMean: CoachingRatingMean, "coaching_rating.mean", things::coaching_rating::mean;
    /// What the viewer made of coaching that they were given: the newest first.
    CoachingRatingMine: CoachingRatingMine, "coaching_rating.mine", things::coaching_rating::list;
    /// What was made of a call, check by check, for those who review.
    DispositionOfCall: DispositionOfCall, "disposition.of_call", things::disposition::of_call;
    /// How often a check was passed in one person's calls on some days, of the results that the viewer sees.
    CheckRateOf: CheckRateOf, "disposition.check_rate", things::disposition::history;
    /// The results of a check in one person's calls: the newest call first.
    DispositionOfCheck: DispositionOfCheck, "disposition.of_check", things::disposition::history;
    /// All that somebody coached with, of what the viewer sees; the newest first.
    HistoryGiven: HistoryGiven, "history.given", queries::report::history;
    /// All that somebody was coached by, of what the viewer sees; the newest first.
    HistoryReceived: HistoryReceived, "history.received", queries::report::history;
    /// What is to be done after a moment and up to that of the question: the messages that are to be told, in the
    /// product and by e-mail. For the host alone, as `system`.
    JobsDue: JobsDue, "jobs.due", queries::jobs_due;
    /// What a log is to be verified against, for whoever may verify it.
    LogHead: LogHead, "log.head", queries::log_head;
    /// What the viewer was told in the product, the newest first.
    NotificationsMine: NotificationsMine, "notifications.mine", queries::notifications_mine;
    /// How the viewer has chosen to be told.
    NotificationsSettings: NotificationsSettings, "notifications.settings", things::notification_settings::get;
    /// One escalation, as the viewer sees it.
    EscalationGet: EscalationGet, "escalation.get", things::escalation;
    /// The escalations that the viewer follows: those that await their agent first, by when they were last
    /// asked, then the others, by when they were raised.
    EscalationList: EscalationsOf, "escalation.list", things::escalation::lists;
    /// The escalations that the viewer is to answer, or was: those that await them first, by when they were last
    /// asked, then the others, by when they were raised.
    EscalationMine: EscalationMine, "escalation.mine", things::escalation::lists;
    /// All that there is, or all of one kind, as one document, for those who may export everything: of what they see.
    ExportEverything: ExportEverything, "export.everything", queries::export::everything;
    /// What is somebody's, as one document: one's own as one sees it in the product; another's for those who may export everything,
    /// of what they see.
    ExportPerson: ExportPerson, "export.person", queries::export::person;
    /// The answer to somebody who asks for all that is kept of them, with what is withheld and why.
    ExportSubjectAccess: ExportSubjectAccess, "export.subject_access", queries::export::subject_access;
    /// What a team was given, did and scored on some days, under pseudonyms and without a word that somebody wrote.
    ExportTeam: ExportTeam, "export.team", queries::export::team;
    /// One feedback round, as the viewer sees it.
    FeedbackRoundGet: FeedbackRoundGet, "feedback_round.get", things::feedback_round;
    /// The feedback rounds of a plan, as far as the viewer sees them.
    FeedbackRoundList: FeedbackRoundsOf, "feedback_round.list", things::feedback_round::lists;
    /// What the viewer is asked for feedback on, or was.
    FeedbackRoundMine: FeedbackRoundMine, "feedback_round.mine", things::feedback_round::lists;
    /// One goal, with how far its person has come.
    GoalGet: GoalGet, "goal.get", things::goal;
    /// A person's goals, for those who set and follow them.
    GoalList: GoalsOf, "goal.list", things::goal::lists;
    /// The viewer's own goals.
    GoalMine: GoalMine, "goal.mine", things::goal::lists;
    /// One person, as the viewer sees them.
    PersonGet: PersonGet, "person.get", things::person;
    /// The people whom the viewer may see, by name.
    PersonList: PersonList, "person.list", things::person::list;
    /// One person, where they stand in the organisation, and how they are coached, as far as the viewer sees it.
    PersonProfile: PersonProfile, "person.profile", things::person::profile;
    /// How much somebody was coached on some days, section by section, of what the viewer sees.
    PersonReviewPack: PersonReviewPack, "person.review_pack", queries::review_pack;
    /// One section of what somebody was coached by on some days, of what the viewer sees: the newest first.
    PersonReviewPackSection: PersonReviewPackSection, "person.review_pack_section", queries::review_pack;
    /// The people whom the viewer may see, by what they are called.
    PersonSearch: PersonSearch, "person.search", things::person::search;
    /// The improvement tracks whose approval, or amendment, awaits the viewer's decision: what was asked for first first.
    PlanApprovals: PlanApprovals, "plan.approvals", things::plan::approvals;
    /// How many approvals of improvement tracks await the viewer's decision.
    PlanBadge: PlanBadge, "plan.badge", things::plan::approvals;
    /// What an improvement track comes to that was closed, with what proves it.
    PlanCompliance: PlanCompliance, "plan.compliance", things::plan::compliance;
    /// The plans that the viewer coaches, or writes in for an external coach.
    PlanCoached: PlanCoached, "plan.coached", things::plan::lists;
    /// One feedback between a coach and whom a plan coaches, as the viewer sees it.
    PlanFeedbackGet: PlanFeedbackGet, "plan_feedback.get", things::plan_feedback;
    /// What coaches and whom a plan coaches said to one another under it, of what the viewer sees: the newest first.
    PlanFeedbackList: PlanFeedbackOf, "plan_feedback.list", things::plan_feedback::lists;
    /// What the viewer gave or was given as feedback under plans, of what they see: the newest first.
    PlanFeedbackMine: PlanFeedbackMine, "plan_feedback.mine", things::plan_feedback::lists;
    /// What changed with the coaching under a plan: the scores of its coachee and the goals that they reached, before it against after it,
    /// with what has to be said beside that.
    PlanEffect: PlanEffect, "plan.effect", things::plan::effect;
    /// One plan, as the viewer sees it, with how far it has come.
    PlanGet: PlanGet, "plan.get", things::plan;
    /// Plans, for those who manage coaching and those who coach.
    PlanList: PlansOf, "plan.list", things::plan::lists;
    /// The plans that coach the viewer.
    PlanMine: PlanMine, "plan.mine", things::plan::lists;
    /// The plans that the viewer coaches in which a milestone awaits a decision that was proposed: what was first first.
    PlanProposed: PlanProposed, "plan.proposed", things::plan::proposed;
    /// The plans that are linked to a performance review cycle, of those that the viewer sees.
    PlanReviewCycle: PlanReviewCycle, "plan.review_cycle", things::plan::review_cycle;
    /// The viewer's own plans that wait for their signature: what came to say first what it says first.
    PlanToSign: PlanToSign, "plan.to_sign", things::plan::to_sign;
    /// What proves what was noted down of the sessions of an improvement track, for whoever is shown all of that.
    PlanTrackProof: PlanTrackProof, "plan.track_proof", things::plan::track_proof;
    /// The weekly analysis of the plans whose days run, that the viewer coaches or sees: how far each has come, and why it falls
    /// behind.
    PlanWeekOf: PlanWeekOf, "plan.week", things::plan::week;
    /// One plan that was proposed, as the viewer sees it.
    PlanProposalGet: PlanProposalGet, "plan_proposal.get", things::plan_proposal;
    /// The plans that others proposed for themselves, as far as the viewer may decide on them.
    PlanProposalList: PlanProposalsOf, "plan_proposal.list", things::plan_proposal::lists;
    /// The plans that the viewer proposed for themselves.
    PlanProposalMine: PlanProposalMine, "plan_proposal.mine", things::plan_proposal::lists;
    /// One version of a template of plans, as the viewer sees it.
    PlanTemplateGet: PlanTemplateGet, "plan_template.get", things::plan_template;
    /// The versions of templates of plans, by where they stand.
    PlanTemplateList: PlanTemplateList, "plan_template.list", things::plan_template::list;
    /// The templates of plans that ship and from which plans are started here.
    PlanTemplateShipped: PlanTemplateShipped, "plan_template.shipped", things::plan_template::shipped;
    /// One note that the viewer keeps for themselves alone.
    PrivateNoteGet: PrivateNoteGet, "private_note.get", things::private_note;
    /// What the viewer noted down of a session for themselves alone: in the order in which it was written.
    PrivateNoteList: PrivateNotesOf, "private_note.list", things::private_note::list;
    /// One progress note of a plan, as the viewer sees it.
    ProgressNoteGet: ProgressNoteGet, "progress_note.get", things::progress_note;
    /// What the coaches of a plan wrote down between its sessions, of what the viewer sees: the newest first.
    ProgressNoteList: ProgressNotesOf, "progress_note.list", things::progress_note::list;
    /// What another person still has to do, for whoever may record them, and for their managers.
    PersonDuties: PersonDuties, "person.duties", things::person::duties;
    /// A bundle from its contents to its end, with how its agent fared in its checks before and after.
    ReportBundle: ReportBundle, "report.bundle", queries::report::bundle;
    /// Who below a manager needs coaching, and why: what waits in training, proposals, low levels, no coaching for long.
    ReportNeedsCoaching: ReportNeedsCoaching, "report.needs_coaching", queries::report::needs_coaching;
    /// How somebody did on some days: their coaching, how their scores went, what there is to improve, what they did of what they
    /// were given to do.
    ReportPerformance: ReportPerformance, "report.performance", queries::report::performance;
    /// Those below a manager in the order of what the reviews of some days come to, drawn to the mean the less is known of somebody.
    ReportRanking: ReportRanking, "report.ranking", queries::report::ranking;
    /// The team of a manager on some days: who coaches it, what its scores come to, what there is to improve, what is answered.
    ReportTeam: ReportTeam, "report.team", queries::report::team;
    /// How the scores of reviews go by windows of the calendar, of one person or of a team.
    ReportTrend: ReportTrend, "report.trend", queries::report::trend;
    /// How many responses of agents await a manager.
    ResponsesBadge: ResponsesBadge, "responses.badge", queries::responses_badge;
    /// What agents have answered, bundles and escalations together, the newest first.
    ResponsesList: ResponsesList, "responses.list", queries::responses_list;
    /// What the reviews of one person's calls come to on average, of those that the viewer sees.
    AveragesOf: AveragesOf, "review.averages", things::review::averages;
    /// How many reviews the viewer is to give.
    ReviewAssignmentBadge: ReviewAssignmentBadge, "review_assignment.badge", things::review_assignment::badge;
    /// One assignment of a review, or one's own request for one, as the viewer sees it.
    ReviewAssignmentGet: ReviewAssignmentGet, "review_assignment.get", things::review_assignment;
    /// What is to be reviewed, of what the viewer may assign or assigned: what is due first first.
    ReviewAssignmentList: ReviewAssignmentsOf, "review_assignment.list", things::review_assignment::lists;
    /// What the viewer is to review, assigned or asked for: what has waited longest first.
    ReviewAssignmentMine: ReviewAssignmentMine, "review_assignment.mine", things::review_assignment::lists;
    /// The feedback that the viewer asked for.
    ReviewAssignmentRequested: ReviewAssignmentRequested, "review_assignment.requested", things::review_assignment::lists;
    /// A review, and beside it what whoever handled the call made of it themselves, question by question.
    ReviewBeside: ReviewBeside, "review.beside", things::self_review::beside;
    /// How many reviews wait for the viewer: of their own calls, of those that they reviewed, and with disputes on which they decide.
    ReviewBadge: ReviewBadge, "review.badge", things::review::badge;
    /// The reviews with a dispute on which the viewer may decide: the oldest first.
    ReviewDisputed: ReviewDisputed, "review.disputed", things::review::disputed;
    /// How many calls wait for review, of those that the viewer may review.
    ReviewFigures: ReviewFigures, "review.figures", things::review_queue::figures;
    /// One review, as the viewer sees it.
    ReviewGet: ReviewGet, "review.get", things::review;
    /// The reviews that the viewer gave, with their drafts.
    ReviewGiven: ReviewGiven, "review.given", things::review::lists;
    /// The reviews of the viewer's own calls: what they have before them, and all that they were ever given.
    ReviewMine: ReviewMine, "review.mine", things::review::lists;
    /// The reviews in which the viewer owes a clarification: the oldest first.
    ReviewOwed: ReviewOwed, "review.owed", things::review::lists;
    /// How a review stands to the five habits of good practice, for who wrote it and those who see all that reviewers do.
    ReviewPractice: ReviewPractice, "review.practice", things::review::practice;
    /// How many reviews somebody delivered on some days, and how many of them met each habit of good practice, as far as the
    /// viewer sees it.
    ReviewPracticeFigures: ReviewPracticeFigures, "review.practice_figures", things::review::practice;
    /// The calls that wait for review, each with its reasons, of those that the viewer may review: the oldest first.
    ReviewQueue: ReviewQueue, "review.queue", things::review_queue::queue;
    /// How severe reviewers are, by the scores of their reviews of the same people on some days: each reviewer for themselves, those
    /// whom somebody leads, and all for owners.
    ReviewSeverity: ReviewSeverity, "review.severity", things::review::severity;
    /// What was said about others' calls, of what the viewer sees: their own reviews, and others'.
    ReviewTeam: ReviewTeam, "review.team", things::review::team;
    /// How many reviews were delivered, of those that the viewer sees, by what is awaited.
    ReviewTeamFigures: ReviewTeamFigures, "review.team_figures", things::review::team;
    /// One sampling, for whoever may set what is sampled.
    SamplingGet: SamplingGet, "sampling.get", things::sampling;
    /// One version of a scorecard, as the viewer sees it.
    ScorecardGet: ScorecardGet, "scorecard.get", things::scorecard;
    /// The versions of scorecards, by where they stand.
    ScorecardList: ScorecardList, "scorecard.list", things::scorecard::list;
    /// One self-review, as the viewer sees it.
    SelfReviewGet: SelfReviewGet, "self_review.get", things::self_review;
    /// What the viewer made of their own calls.
    SelfReviewMine: SelfReviewMine, "self_review.mine", things::self_review::lists;
    /// What a session begins with: what is still to be done from the sessions of its plan, the milestones that are due before the
    /// session after it, and the topics that were added.
    SessionAgenda: SessionAgenda, "session.agenda", things::session::agenda;
    /// The calendar file of a session that the viewer sees, as an invitation or called off. Nothing that is said in it is in the
    /// file.
    SessionCalendar: SessionCalendar, "session.calendar", things::session::calendar;
    /// One session, as the viewer sees it.
    SessionGet: SessionGet, "session.get", things::session;
    /// The sessions of a plan, as far as the viewer sees them.
    SessionList: SessionsOf, "session.list", things::session::lists;
    /// The sessions in which the viewer takes part.
    SessionMine: SessionMine, "session.mine", things::session::lists;
    /// What a calendar file asks to be done with the sessions that the viewer sees, as commands for the host to execute: answers,
    /// other times, and that one is called off.
    SessionReadCalendar: SessionReadCalendar, "session.read_calendar", things::session::read_calendar;
    /// One note of a session, as the viewer sees it.
    SessionNoteGet: SessionNoteGet, "session_note.get", things::session_note;
    /// What was noted down of a session, of what the viewer sees, in its order.
    SessionNoteList: SessionNotesOf, "session_note.list", things::session_note::list;
    /// The calendar file of a series that the viewer sees, with what of it was moved and called off, or of one of its sessions as one
    /// of several. Nothing that is said in them is in the file.
    SessionSeriesCalendar: SessionSeriesCalendar, "session_series.calendar", things::session_series::calendar;
    /// One series of sessions, as the viewer sees it.
    SessionSeriesGet: SessionSeriesGet, "session_series.get", things::session_series;
    /// The series of sessions of a plan, of what the viewer sees: the one started last first.
    SessionSeriesList: SessionSeriesOf, "session_series.list", things::session_series::lists;
    /// One's own share link.
    ShareLinkGet: ShareLinkGet, "share_link.get", things::share_link;
    /// What the viewer shares, and how often it was looked at.
    ShareLinkMine: ShareLinkMine, "share_link.mine", things::share_link::list;
    /// What a share link shows to whoever opened it, as its maker sees it. For the host alone.
    ShareLinkShown: ShareLinkShown, "share_link.shown", queries::shared;
    /// One skill report, as the viewer sees it.
    SkillReportGet: SkillReportGet, "skill_report.get", things::skill_report;
    /// A person's skill reports, for those who see their scores: the newest first.
    SkillReportList: SkillReportsOf, "skill_report.list", things::skill_report::lists;
    /// The viewer's own skill reports, as far as they were released: the newest first.
    SkillReportMine: SkillReportMine, "skill_report.mine", things::skill_report::lists;
    /// What a team's scores of a month that is over come to: for those who lead it, and as far as there are enough others for those
    /// who are in it.
    SkillReportTeamMeans: SkillReportTeamMeans, "skill_report.team_means", things::skill_report::team_means;
    /// How a person's recorded scores go by windows of the calendar, overall and area by area, of the reports that the viewer sees.
    SkillReportTrend: SkillReportTrend, "skill_report.trend", queries::report::skill_trend;
    /// The skill reports that those whom the viewer manages are not shown: the oldest first.
    SkillReportWithheld: SkillReportWithheld, "skill_report.withheld", things::skill_report::lists;
    /// One goal of a team, with how far all of it have come together.
    TeamGoalGet: TeamGoalGet, "team_goal.get", things::team_goal;
    /// The goals of a manager's team, for those who set and follow them.
    TeamGoalList: TeamGoalsOf, "team_goal.list", things::team_goal::list;
    /// How many training items there are of those whom the viewer coaches, by where they stand.
    TrainingFigures: TrainingFigures, "training.figures", things::training_item::figures;
    /// One training item, for those who keep the queue.
    TrainingItem: TrainingItemGet, "training.item", things::training_item;
    /// The agents who need attention, of those whom the viewer coaches: with what waits of theirs, what they were
    /// given lately, and why they stand where they do.
    TrainingPool: TrainingPool, "training.pool", things::training_item::pool;
    /// The agents for whom coaching is suggested, of those whom the viewer coaches, though nobody asked for training:
    /// the newest first, with the reasons.
    TrainingProposals: TrainingProposals, "training.proposals", things::training_item::proposals;
    /// The training items of those whom the viewer coaches.
    TrainingQueue: TrainingQueue, "training.queue", things::training_item::queue;
    /// Why nothing waits in the viewer's training queue, with how much was looked at.
    TrainingWhyEmpty: TrainingWhyEmpty, "training.why_empty", things::training_item::why_empty;
    /// One programme of a team with all its versions, for those who keep it.
    ProgrammeGet: ProgrammeGet, "programme.get", things::programme;
    /// The programmes of a manager's team, for those who keep them: the one that was set up last first.
    ProgrammeList: ProgrammesOf, "programme.list", things::programme::list;
    /// What a one-on-one with somebody in the team is prepared with, for those who keep the programme: last week's figures, what is
    /// open, what is to be reached, what was planned for deals, the last one.
    ProgrammeOneOnOne: ProgrammeOneOnOne, "programme.one_on_one", things::programme::one_on_one;
    /// How a programme was adhered to on some days, version by version: what was held of what was expected of everybody in the
    /// team, and what was not and why.
    ProgrammeTeamAdherence: ProgrammeTeamAdherence, "programme.team_adherence", things::programme::team;
    /// What of a programme is due or overdue on a day, for everybody in the team.
    ProgrammeTeamDue: ProgrammeTeamDue, "programme.team_due", things::programme::team;
    /// How many hours of a programme's meetings served which skill area and focus, by which methods, on some days.
    ProgrammeTeamHours: ProgrammeTeamHours, "programme.team_hours", things::programme::team;
    /// One meeting of a programme, as the viewer sees it.
    CoachingMeetingGet: CoachingMeetingGet, "coaching_meeting.get", things::coaching_meeting;
    /// The meetings of a programme, for those who keep it: the newest day first.
    CoachingMeetingList: CoachingMeetingsOf, "coaching_meeting.list", things::coaching_meeting::lists;
    /// The meetings of programmes that were for the viewer: the newest day first.
    CoachingMeetingMine: CoachingMeetingMine, "coaching_meeting.mine", things::coaching_meeting::lists;
}
