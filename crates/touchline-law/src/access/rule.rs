//! The rules, as rows: an action is allowed where a rule's capability and relations all hold, and to nobody else.
//!
//! Rules: ACC-01, ACC-02, ACC-03, ACC-04, ACC-05, ACC-06, ACC-07, ACC-08, ACC-09, ACC-10, ACC-11, ACC-12, ACC-13,
//! ACC-14, ACC-15, ACC-16, ACC-17, ACC-21, ACC-22.

use strum::{IntoStaticStr, VariantArray};

use super::action::Action;
use super::policy::Capability;
use super::relation::{Relation, Relations};

/// The rules' ids, as the documentation of the domain has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[expect(missing_docs, reason = "the table below says what each allows")]
pub enum RuleId {
    #[strum(serialize = "ACC-03")]
    Acc03,
    #[strum(serialize = "ACC-04")]
    Acc04,
    #[strum(serialize = "ACC-05")]
    Acc05,
    #[strum(serialize = "ACC-06")]
    Acc06,
    #[strum(serialize = "ACC-07")]
    Acc07,
    #[strum(serialize = "ACC-21")]
    Acc21,
    #[strum(serialize = "ACC-01")]
    Acc01,
    #[strum(serialize = "ACC-02")]
    Acc02,
    #[strum(serialize = "ACC-08")]
    Acc08,
    #[strum(serialize = "ACC-09")]
    Acc09,
    #[strum(serialize = "ACC-10")]
    Acc10,
    #[strum(serialize = "ACC-11")]
    Acc11,
    #[strum(serialize = "ACC-12")]
    Acc12,
    #[strum(serialize = "ACC-13")]
    Acc13,
    #[strum(serialize = "ACC-14")]
    Acc14,
    #[strum(serialize = "ACC-15")]
    Acc15,
    #[strum(serialize = "ACC-16")]
    Acc16,
    #[strum(serialize = "ACC-22")]
    Acc22,
}

impl RuleId {
    /// The rule by which what has no row is denied.
    pub const OF_WHAT_HAS_NO_ROW: RuleId = RuleId::Acc21;
}

/// One way to be allowed an action.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The rule's id.
    pub id: RuleId,
    /// What it allows.
    pub action: Action,
    /// The capability that one of the actor's roles must carry.
    pub capability: Option<Capability>,
    /// The relations that must all hold.
    pub relations: &'static [Relation],
    /// The same, as a set.
    pub(super) set: Relations,
    /// The id's number, for decisions without JSON.
    pub number: u64,
}

#[expect(clippy::as_conversions, reason = "a variant's place is a small number, and this is the only way to it")]
const fn rule(id: RuleId, action: Action, capability: Option<Capability>, relations: &'static [Relation]) -> Rule {
    Rule { id, action, capability, relations, set: Relations::of(relations), number: (id as u64).saturating_add(1) }
}

const PIPELINE: Option<Capability> = Some(Capability::CoachPipeline);
const REVIEW: Option<Capability> = Some(Capability::ReviewCalls);
const REVIEW_ALL: Option<Capability> = Some(Capability::ReviewEverywhere);
const KEEP: Option<Capability> = Some(Capability::KeepOrganisation);
const OWN: Option<Capability> = Some(Capability::OwnOrganisation);
const WRITE: Option<Capability> = Some(Capability::CoachingWrite);
const MANAGE: Option<Capability> = Some(Capability::CoachingManage);
const CONFIDENTIAL: Option<Capability> = Some(Capability::CoachingViewConfidential);
const APPROVE: Option<Capability> = Some(Capability::ApproveTracks);
const HR: Option<Capability> = Some(Capability::HumanResources);
const QUALITY: Option<Capability> = Some(Capability::KeepQuality);
const AUDIT: Option<Capability> = Some(Capability::AuditRecords);
const PROGRAMME: Option<Capability> = Some(Capability::RunProgrammes);
const ENABLE: Option<Capability> = Some(Capability::EnableTeams);
const EXPORT: Option<Capability> = Some(Capability::ExportEverything);

const SYSTEM: &[Relation] = &[Relation::System];
const PERSON: &[Relation] = &[Relation::Person];
const COACHED: &[Relation] = &[Relation::Coached];
/// Nobody decides on their own case (ACC-17): what is not for the one coached asks for this, alone or with more.
const OTHERS: &[Relation] = &[Relation::NotCoached];
const IN_SCOPE: &[Relation] = &[Relation::NotCoached, Relation::InScope];
const MANAGES: &[Relation] = &[Relation::NotCoached, Relation::Manages];
const AUTHOR: &[Relation] = &[Relation::NotCoached, Relation::Author];
/// Whoever is to bring a thing to its end sees it until then, whoever reaches the one coached by now.
const KEEPER: &[Relation] = &[Relation::NotCoached, Relation::Keeper];
const REVIEWER: &[Relation] = &[Relation::NotCoached, Relation::Reviewer];
const REVIEWER_IN_SCOPE: &[Relation] = &[Relation::NotCoached, Relation::InScope, Relation::Reviewer];
const EVERY_REVIEW: &[Relation] = &[Relation::NotCoached, Relation::ReviewsOpen];
/// A dispute is heard by somebody else than the reviewer, who never answered for the review.
const HEARS: &[Relation] =
    &[Relation::NotCoached, Relation::NotReviewer, Relation::NotFormerReviewer, Relation::InScope, Relation::Undecided];
/// An owner sees every review; that they never answered for it is looked at where they decide.
const HEARS_ALL: &[Relation] = &[Relation::NotCoached, Relation::NotReviewer, Relation::Undecided];
const ASSIGNEE: &[Relation] = &[Relation::Assignee];
const ASSIGNER: &[Relation] = &[Relation::NotCoached, Relation::Assigner];
const STANDS_IN: &[Relation] = &[Relation::NotCoached, Relation::StandsIn];
const COACH: &[Relation] = &[Relation::NotCoached, Relation::CoachOf];
const ON_BEHALF: &[Relation] = &[Relation::NotCoached, Relation::OnBehalfOf];
const AUTHOR_AND_COACH: &[Relation] = &[Relation::NotCoached, Relation::CoachOf, Relation::Author];
const AUTHOR_ON_BEHALF: &[Relation] = &[Relation::NotCoached, Relation::OnBehalfOf, Relation::Author];
const ASKED: &[Relation] = &[Relation::NotCoached, Relation::Asked];
const NEITHER: &[Relation] = &[Relation::NotCoached, Relation::NotCoach];
const APPROVES: &[Relation] = &[Relation::NotCoached, Relation::NotCoach, Relation::Undecided];
const AMONG_MANY: &[Relation] = &[Relation::Member, Relation::LargeGroup];
/// For whom something in a team is.
const MEMBER: &[Relation] = &[Relation::Member];
const OF_TEAM: &[Relation] = &[Relation::Manages];
const TEAM_IN_SCOPE: &[Relation] = &[Relation::InScope];
const TEAM_AUTHOR: &[Relation] = &[Relation::Author];
/// Whoever stands above one is no stranger.
const REPORTS_TO: &[Relation] = &[Relation::NotCoached, Relation::ReportsTo];
const UNMANAGED: &[Relation] = &[Relation::NotCoached, Relation::Unmanaged];

// No source has a table of who may see a person (decision 33). So they are seen by whoever needs them for what another
// rule gives them: those who coach, review or enable somebody see what that takes, and whoever may see individual scores
// (ACC-14), or records the organisation's facts, all that is known. Beside these, everybody sees who stands above them,
// since these coach and decide on them; to anybody else somebody is a stranger, and a colleague is, too.

/// Every rule: action by action in the order of the actions, for each action in the order in which its rules are
/// tried.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    rule(RuleId::Acc21, Action::RecordPerson,        None,         SYSTEM),
    rule(RuleId::Acc21, Action::RecordPerson,        KEEP,         PERSON),
    rule(RuleId::Acc21, Action::RecordCall,          None,         SYSTEM),
    rule(RuleId::Acc21, Action::RecordCall,          KEEP,         PERSON),
    rule(RuleId::Acc04, Action::SeeCall,             PIPELINE,     &[Relation::InScope]),
    rule(RuleId::Acc07, Action::SeeCall,             None,         COACHED),
    rule(RuleId::Acc21, Action::SeeCall,             REVIEW,       IN_SCOPE),
    rule(RuleId::Acc21, Action::SeeCall,             REVIEW_ALL,   OTHERS),
    rule(RuleId::Acc21, Action::SeeCall,             None,         SYSTEM),
    rule(RuleId::Acc04, Action::SeeBundle,           PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc03, Action::SeeBundle,           None,         KEEPER),
    rule(RuleId::Acc06, Action::SeeOwnBundle,        None,         COACHED),
    rule(RuleId::Acc04, Action::CreateBundle,        PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc04, Action::EditBundle,          PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc04, Action::ReleaseBundle,       PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc05, Action::AnswerBundle,        None,         COACHED),
    rule(RuleId::Acc04, Action::RecordBundleSession, PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc04, Action::ConcludeBundle,      PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc03, Action::ConcludeBundle,      PIPELINE,     KEEPER),
    rule(RuleId::Acc04, Action::CancelBundle,        PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc21, Action::ArchiveBundle,       None,         AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveBundle,       OWN,          OTHERS),
    rule(RuleId::Acc21, Action::GiveDisposition,     REVIEW,       IN_SCOPE),
    rule(RuleId::Acc21, Action::GiveDisposition,     REVIEW_ALL,   OTHERS),
    rule(RuleId::Acc21, Action::GiveDisposition,     None,         SYSTEM),
    rule(RuleId::Acc21, Action::SeeDisposition,      REVIEW,       IN_SCOPE),
    rule(RuleId::Acc21, Action::SeeDisposition,      REVIEW_ALL,   OTHERS),
    rule(RuleId::Acc04, Action::SeeTrainingItem,     PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc21, Action::MoveTrainingItem,    None,         SYSTEM),
    rule(RuleId::Acc01, Action::SeeReview,           None,         COACHED),
    rule(RuleId::Acc01, Action::SeeReview,           None,         REVIEWER),
    rule(RuleId::Acc01, Action::SeeReview,           OWN,          OTHERS),
    rule(RuleId::Acc01, Action::SeeReview,           PIPELINE,     EVERY_REVIEW),
    rule(RuleId::Acc22, Action::SeeReview,           PIPELINE,     HEARS),
    rule(RuleId::Acc03, Action::SeeDraftReview,      None,         REVIEWER),
    rule(RuleId::Acc21, Action::CreateReview,        REVIEW,       IN_SCOPE),
    rule(RuleId::Acc21, Action::CreateReview,        REVIEW_ALL,   OTHERS),
    rule(RuleId::Acc21, Action::EditReview,          REVIEW,       REVIEWER_IN_SCOPE),
    rule(RuleId::Acc21, Action::EditReview,          REVIEW_ALL,   REVIEWER),
    rule(RuleId::Acc21, Action::DeliverReview,       REVIEW,       REVIEWER_IN_SCOPE),
    rule(RuleId::Acc21, Action::DeliverReview,       REVIEW_ALL,   REVIEWER),
    rule(RuleId::Acc21, Action::AnswerReview,        None,         COACHED),
    rule(RuleId::Acc21, Action::DecideDispute,       PIPELINE,     HEARS),
    rule(RuleId::Acc21, Action::DecideDispute,       OWN,          HEARS_ALL),
    rule(RuleId::Acc21, Action::ArchiveReview,       None,         REVIEWER),
    rule(RuleId::Acc21, Action::ArchiveReview,       OWN,          OTHERS),
    rule(RuleId::Acc02, Action::SeeActionItem,       None,         ASSIGNEE),
    rule(RuleId::Acc02, Action::SeeActionItem,       None,         ASSIGNER),
    rule(RuleId::Acc02, Action::SeeActionItem,       OWN,          OTHERS),
    rule(RuleId::Acc02, Action::SeeActionItem,       None,         COACH),
    rule(RuleId::Acc02, Action::SeeActionItem,       None,         STANDS_IN),
    rule(RuleId::Acc21, Action::AssignActionItem,    PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc08, Action::AssignActionItem,    WRITE,        COACH),
    rule(RuleId::Acc02, Action::WorkOnActionItem,    None,         ASSIGNEE),
    rule(RuleId::Acc02, Action::DecideOnActionItem,  None,         ASSIGNER),
    rule(RuleId::Acc02, Action::DecideOnActionItem,  None,         STANDS_IN),
    rule(RuleId::Acc21, Action::ArchiveActionItem,   None,         ASSIGNER),
    rule(RuleId::Acc02, Action::ArchiveActionItem,   None,         STANDS_IN),
    rule(RuleId::Acc21, Action::ArchiveActionItem,   OWN,          OTHERS),
    rule(RuleId::Acc04, Action::SetGoal,             PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc04, Action::SeeGoal,             PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc06, Action::SeeGoal,             None,         COACHED),
    rule(RuleId::Acc21, Action::ArchiveGoal,         None,         AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveGoal,         OWN,          OTHERS),
    rule(RuleId::Acc04, Action::SetTeamGoal,         PIPELINE,     TEAM_IN_SCOPE),
    rule(RuleId::Acc21, Action::RaiseEscalation,     REVIEW,       IN_SCOPE),
    rule(RuleId::Acc21, Action::RaiseEscalation,     REVIEW_ALL,   OTHERS),
    rule(RuleId::Acc04, Action::SeeEscalation,       PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc06, Action::SeeEscalation,       None,         COACHED),
    rule(RuleId::Acc21, Action::SeeEscalation,       REVIEW,       IN_SCOPE),
    rule(RuleId::Acc21, Action::SeeEscalation,       REVIEW_ALL,   OTHERS),
    rule(RuleId::Acc21, Action::AnswerEscalation,    None,         COACHED),
    rule(RuleId::Acc21, Action::CloseEscalation,     REVIEW,       IN_SCOPE),
    rule(RuleId::Acc21, Action::CloseEscalation,     REVIEW_ALL,   OTHERS),
    rule(RuleId::Acc21, Action::ArchiveEscalation,   None,         AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveEscalation,   OWN,          OTHERS),
    rule(RuleId::Acc07, Action::SeePlan,             None,         COACHED),
    rule(RuleId::Acc11, Action::SeePlan,             None,         COACH),
    rule(RuleId::Acc11, Action::SeePlan,             MANAGE,       OTHERS),
    rule(RuleId::Acc08, Action::SeePlan,             HR,           ON_BEHALF),
    rule(RuleId::Acc22, Action::SeePlan,             APPROVE,      APPROVES),
    rule(RuleId::Acc08, Action::CreatePlan,          WRITE,        MANAGES),
    rule(RuleId::Acc08, Action::CreatePlan,          HR,           OTHERS),
    rule(RuleId::Acc08, Action::EditPlan,            WRITE,        COACH),
    rule(RuleId::Acc08, Action::EditPlan,            HR,           ON_BEHALF),
    rule(RuleId::Acc08, Action::RecordPlanSession,   WRITE,        COACH),
    rule(RuleId::Acc08, Action::RecordPlanSession,   HR,           ON_BEHALF),
    rule(RuleId::Acc08, Action::WritePlanNote,       WRITE,        COACH),
    rule(RuleId::Acc08, Action::WritePlanNote,       HR,           ON_BEHALF),
    rule(RuleId::Acc09, Action::AssignCoach,         MANAGE,       OTHERS),
    rule(RuleId::Acc08, Action::AssignCoach,         WRITE,        COACH),
    rule(RuleId::Acc12, Action::SeeConfidentialNote, None,         COACHED),
    rule(RuleId::Acc12, Action::SeeConfidentialNote, None,         COACH),
    rule(RuleId::Acc10, Action::SeeConfidentialNote, CONFIDENTIAL, OTHERS),
    rule(RuleId::Acc13, Action::ApproveTrack,        APPROVE,      NEITHER),
    rule(RuleId::Acc21, Action::ArchivePlan,         None,         AUTHOR),
    rule(RuleId::Acc21, Action::ArchivePlan,         OWN,          OTHERS),
    rule(RuleId::Acc09, Action::KeepPlanTemplates,   MANAGE,       PERSON),
    rule(RuleId::Acc14, Action::SeeSkillScores,      None,         COACHED),
    rule(RuleId::Acc14, Action::SeeSkillScores,      None,         MANAGES),
    rule(RuleId::Acc14, Action::SeeSkillScores,      OWN,          OTHERS),
    rule(RuleId::Acc14, Action::SeeSkillScores,      HR,           OTHERS),
    rule(RuleId::Acc15, Action::SeeTeamFigures,      None,         AMONG_MANY),
    rule(RuleId::Acc14, Action::SeeTeamFigures,      None,         OF_TEAM),
    rule(RuleId::Acc14, Action::SeeTeamFigures,      OWN,          PERSON),
    rule(RuleId::Acc14, Action::SeeTeamFigures,      HR,           PERSON),
    rule(RuleId::Acc16, Action::ExportOwnRecord,     None,         COACHED),
    rule(RuleId::Acc16, Action::ExportTeamRecords,   None,         OF_TEAM),
    rule(RuleId::Acc16, Action::ExportEverything,    EXPORT,       PERSON),
    rule(RuleId::Acc21, Action::LeadCalibration,     QUALITY,      OTHERS),
    rule(RuleId::Acc21, Action::KeepScorecards,      QUALITY,      PERSON),
    rule(RuleId::Acc21, Action::SetSampling,         QUALITY,      PERSON),
    rule(RuleId::Acc21, Action::AssessSkills,        None,         MANAGES),
    rule(RuleId::Acc21, Action::AssessSkills,        ENABLE,       OTHERS),
    rule(RuleId::Acc21, Action::CertifySkill,        None,         MANAGES),
    rule(RuleId::Acc21, Action::CertifySkill,        ENABLE,       OTHERS),
    rule(RuleId::Acc21, Action::KeepProgramme,       PROGRAMME,    TEAM_IN_SCOPE),
    rule(RuleId::Acc21, Action::KeepProgramme,       ENABLE,       PERSON),
    rule(RuleId::Acc21, Action::Redact,              OWN,          PERSON),
    rule(RuleId::Acc21, Action::VerifyLog,           AUDIT,        PERSON),
    rule(RuleId::Acc21, Action::AskAsOf,             AUDIT,        PERSON),
    rule(RuleId::Acc21, Action::AdoptPolicy,         None,         SYSTEM),
    rule(RuleId::Acc21, Action::AdoptPolicy,         QUALITY,      PERSON),
    rule(RuleId::Acc21, Action::MoveBundle,          None,         SYSTEM),
    rule(RuleId::Acc21, Action::SeeDuties,           KEEP,         OTHERS),
    rule(RuleId::Acc21, Action::SeeDuties,           None,         MANAGES),
    rule(RuleId::Acc07, Action::SetNotifications,    None,         COACHED),
    rule(RuleId::Acc21, Action::SeeDue,              None,         SYSTEM),
    rule(RuleId::Acc21, Action::MoveEscalation,      None,         SYSTEM),
    rule(RuleId::Acc21, Action::MoveGoal,            None,         SYSTEM),
    rule(RuleId::Acc04, Action::SeeTeamGoal,         PIPELINE,     TEAM_IN_SCOPE),
    rule(RuleId::Acc21, Action::ArchiveTeamGoal,     None,         TEAM_AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveTeamGoal,     OWN,          PERSON),
    rule(RuleId::Acc21, Action::RecordSkillReport,   None,         SYSTEM),
    rule(RuleId::Acc21, Action::ReviewSkillReport,   None,         MANAGES),
    rule(RuleId::Acc21, Action::ReviewSkillReport,   OWN,          UNMANAGED),
    rule(RuleId::Acc21, Action::ReviewSkillReport,   HR,           UNMANAGED),
    rule(RuleId::Acc21, Action::RecordMetricDay,     None,         SYSTEM),
    rule(RuleId::Acc21, Action::RecordMetricDay,     KEEP,         PERSON),
    rule(RuleId::Acc07, Action::SeePerson,          None,         COACHED),
    rule(RuleId::Acc04, Action::SeePerson,          PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc14, Action::SeePerson,          None,         MANAGES),
    rule(RuleId::Acc14, Action::SeePerson,          OWN,          OTHERS),
    rule(RuleId::Acc14, Action::SeePerson,          HR,           OTHERS),
    rule(RuleId::Acc21, Action::SeePerson,          KEEP,         OTHERS),
    rule(RuleId::Acc21, Action::SeePerson,          REVIEW,       IN_SCOPE),
    rule(RuleId::Acc21, Action::SeePerson,          REVIEW_ALL,   OTHERS),
    rule(RuleId::Acc21, Action::SeePerson,          ENABLE,       OTHERS),
    rule(RuleId::Acc21, Action::SeePerson,          None,         REPORTS_TO),
    rule(RuleId::Acc07, Action::SeePersonAtWork,    None,         COACHED),
    rule(RuleId::Acc04, Action::SeePersonAtWork,    PIPELINE,     IN_SCOPE),
    rule(RuleId::Acc14, Action::SeePersonAtWork,    None,         MANAGES),
    rule(RuleId::Acc14, Action::SeePersonAtWork,    OWN,          OTHERS),
    rule(RuleId::Acc14, Action::SeePersonAtWork,    HR,           OTHERS),
    rule(RuleId::Acc21, Action::SeePersonAtWork,    KEEP,         OTHERS),
    rule(RuleId::Acc21, Action::SeePersonAtWork,    REVIEW,       IN_SCOPE),
    rule(RuleId::Acc21, Action::SeePersonAtWork,    REVIEW_ALL,   OTHERS),
    rule(RuleId::Acc21, Action::SeePersonAtWork,    ENABLE,       OTHERS),
    rule(RuleId::Acc07, Action::SeeEmployment,      None,         COACHED),
    rule(RuleId::Acc14, Action::SeeEmployment,      None,         MANAGES),
    rule(RuleId::Acc14, Action::SeeEmployment,      OWN,          OTHERS),
    rule(RuleId::Acc14, Action::SeeEmployment,      HR,           OTHERS),
    rule(RuleId::Acc21, Action::SeeEmployment,      KEEP,         OTHERS),
    rule(RuleId::Acc21, Action::SeeScorecard,        None,         PERSON),
    rule(RuleId::Acc21, Action::MoveScorecard,       None,         SYSTEM),
    rule(RuleId::Acc21, Action::MoveActionItem,      None,         SYSTEM),
    rule(RuleId::Acc21, Action::MoveReview,         None,         SYSTEM),
    rule(RuleId::Acc21, Action::FollowReview,       None,         REVIEWER),
    rule(RuleId::Acc21, Action::SeeCalibration,     None,         REVIEWER),
    rule(RuleId::Acc21, Action::RateInCalibration,  REVIEW,       REVIEWER_IN_SCOPE),
    rule(RuleId::Acc21, Action::RateInCalibration,  REVIEW_ALL,   REVIEWER),
    rule(RuleId::Acc21, Action::MoveCalibration,    None,         SYSTEM),
    rule(RuleId::Acc06, Action::SeeReviewAssignment,  None,       COACHED),
    rule(RuleId::Acc21, Action::SeeReviewAssignment,  REVIEW,     IN_SCOPE),
    rule(RuleId::Acc21, Action::SeeReviewAssignment,  REVIEW_ALL, OTHERS),
    rule(RuleId::Acc21, Action::SeeReviewAssignment,  None,       KEEPER),
    rule(RuleId::Acc21, Action::SeeReviewAssignment,  None,       AUTHOR),
    rule(RuleId::Acc21, Action::AssignReview,         REVIEW,     IN_SCOPE),
    rule(RuleId::Acc21, Action::AssignReview,         REVIEW_ALL, OTHERS),
    rule(RuleId::Acc06, Action::RequestReview,        None,       COACHED),
    rule(RuleId::Acc21, Action::AnswerReviewRequest,  REVIEW,     IN_SCOPE),
    rule(RuleId::Acc21, Action::AnswerReviewRequest,  REVIEW_ALL, OTHERS),
    rule(RuleId::Acc21, Action::AnswerReviewRequest,  None,       KEEPER),
    rule(RuleId::Acc21, Action::MoveReviewAssignment, None,       SYSTEM),
    rule(RuleId::Acc21, Action::ScoreOwnCall,        None,         COACHED),
    rule(RuleId::Acc21, Action::SeeSelfReview,       REVIEW,       IN_SCOPE),
    rule(RuleId::Acc21, Action::SeeSelfReview,       REVIEW_ALL,   OTHERS),
    rule(RuleId::Acc09, Action::ReinstatePlan,       MANAGE,       OTHERS),
    rule(RuleId::Acc07, Action::TakePartInSession,   None,         COACHED),
    rule(RuleId::Acc08, Action::TakePartInSession,   WRITE,        COACH),
    rule(RuleId::Acc08, Action::TakePartInSession,   HR,           ON_BEHALF),
    rule(RuleId::Acc21, Action::FollowSession,       None,         SYSTEM),
    rule(RuleId::Acc12, Action::SeeKeptNote,         None,         COACH),
    rule(RuleId::Acc08, Action::SeeKeptNote,         HR,           AUTHOR_ON_BEHALF),
    rule(RuleId::Acc10, Action::SeeKeptNote,         CONFIDENTIAL, OTHERS),
    rule(RuleId::Acc08, Action::KeepProgressNote,    WRITE,        AUTHOR_AND_COACH),
    rule(RuleId::Acc08, Action::KeepProgressNote,    HR,           AUTHOR_ON_BEHALF),
    rule(RuleId::Acc07, Action::KeepPrivateNote,     None,         COACHED),
    rule(RuleId::Acc07, Action::SeeFeedbackRound,    None,         COACHED),
    rule(RuleId::Acc11, Action::SeeFeedbackRound,    None,         COACH),
    rule(RuleId::Acc11, Action::SeeFeedbackRound,    MANAGE,       OTHERS),
    rule(RuleId::Acc08, Action::SeeFeedbackRound,    HR,           ON_BEHALF),
    rule(RuleId::Acc08, Action::AskForFeedback,      WRITE,        COACH),
    rule(RuleId::Acc08, Action::AskForFeedback,      HR,           ON_BEHALF),
    rule(RuleId::Acc08, Action::EndFeedbackRound,    WRITE,        AUTHOR_AND_COACH),
    rule(RuleId::Acc08, Action::EndFeedbackRound,    HR,           AUTHOR_ON_BEHALF),
    rule(RuleId::Acc21, Action::AnswerFeedbackRound, None,         ASKED),
    rule(RuleId::Acc21, Action::ExpireFeedbackRound, None,         SYSTEM),
    rule(RuleId::Acc07, Action::SignPlan,            None,         COACHED),
    rule(RuleId::Acc07, Action::ProposePlan,         None,         COACHED),
    rule(RuleId::Acc07, Action::SeePlanProposal,     None,         COACHED),
    rule(RuleId::Acc08, Action::SeePlanProposal,     WRITE,        MANAGES),
    rule(RuleId::Acc08, Action::SeePlanProposal,     HR,           OTHERS),
    rule(RuleId::Acc21, Action::FollowProposal,      None,         SYSTEM),
    rule(RuleId::Acc07, Action::GiveCoachFeedback,   None,         COACHED),
    rule(RuleId::Acc07, Action::RateCoaching,        None,         COACHED),
    rule(RuleId::Acc14, Action::SeeCoachingMean,     None,         COACHED),
    rule(RuleId::Acc14, Action::SeeCoachingMean,     None,         MANAGES),
    rule(RuleId::Acc14, Action::SeeCoachingMean,     HR,           OTHERS),
    rule(RuleId::Acc21, Action::ShareByLink,         None,         COACHED),
    rule(RuleId::Acc21, Action::OpenShareLink,       None,         SYSTEM),
    rule(RuleId::Acc16, Action::AnswerSubjectAccess, MANAGE,       OTHERS),
    rule(RuleId::Acc14, Action::SeeAssessedSkills,   None,         COACHED),
    rule(RuleId::Acc14, Action::SeeAssessedSkills,   None,         MANAGES),
    rule(RuleId::Acc14, Action::SeeAssessedSkills,   OWN,          OTHERS),
    rule(RuleId::Acc14, Action::SeeAssessedSkills,   HR,           OTHERS),
    rule(RuleId::Acc22, Action::SeeAssessedSkills,   ENABLE,       OTHERS),
    rule(RuleId::Acc21, Action::RateOwnSkills,       None,         COACHED),
    rule(RuleId::Acc21, Action::MoveAssessment,      None,         SYSTEM),
    rule(RuleId::Acc07, Action::SeeOwnMeeting,       None,         MEMBER),
    rule(RuleId::Acc21, Action::SeeSeverity,         None,         COACHED),
    rule(RuleId::Acc21, Action::SeeSeverity,         None,         MANAGES),
    rule(RuleId::Acc21, Action::SeeSeverity,         OWN,          OTHERS),
    rule(RuleId::Acc08, Action::SeePlanTemplate,     WRITE,        PERSON),
    rule(RuleId::Acc08, Action::SeePlanTemplate,     HR,           PERSON),
    rule(RuleId::Acc21, Action::MovePlanTemplate,    None,         SYSTEM),
    rule(RuleId::Acc21, Action::MovePlan,            None,         SYSTEM),
    rule(RuleId::Acc21, Action::ArchiveAssessment,   None,         AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveAssessment,   OWN,          OTHERS),
    rule(RuleId::Acc21, Action::ArchiveReviewAssignment,  None,        AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveReviewAssignment,  OWN,         OTHERS),
    rule(RuleId::Acc21, Action::ArchiveSelfReview,        None,        COACHED),
    rule(RuleId::Acc21, Action::ArchiveSelfReview,        OWN,         OTHERS),
    rule(RuleId::Acc21, Action::ArchiveSession,           None,        AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveSession,           OWN,         OTHERS),
    rule(RuleId::Acc21, Action::ArchiveFeedbackRound,     None,        AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveFeedbackRound,     OWN,         OTHERS),
    rule(RuleId::Acc21, Action::ArchivePlanProposal,      None,        COACHED),
    rule(RuleId::Acc21, Action::ArchivePlanProposal,      OWN,         OTHERS),
    rule(RuleId::Acc21, Action::ArchiveCertification,     None,        AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveCertification,     OWN,         OTHERS),
    rule(RuleId::Acc21, Action::ArchiveProgramme,         None,        TEAM_AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveProgramme,         OWN,         PERSON),
    rule(RuleId::Acc21, Action::ArchiveMeeting,           None,        TEAM_AUTHOR),
    rule(RuleId::Acc21, Action::ArchiveMeeting,           OWN,         PERSON),
];

/// Where the rules of each action begin, and after the last action where all end.
const FIRST: [usize; Action::VARIANTS.len() + 1] = first_places();

#[expect(clippy::indexing_slicing, reason = "the compiler does this once, and would refuse a place that is not there")]
const fn first_places() -> [usize; Action::VARIANTS.len() + 1] {
    let mut first = [RULES.len(); Action::VARIANTS.len() + 1];
    let mut place = RULES.len();
    while place > 0 {
        place = place.saturating_sub(1);
        first[number(RULES[place].action)] = place;
    }
    first
}

/// An action's place in their order.
#[expect(clippy::as_conversions, reason = "a variant's place is a small number, and this is the only way to it")]
const fn number(action: Action) -> usize {
    action as usize
}

/// The rules of an action, and the place of the first of them.
pub(super) fn rules_of(action: Action) -> (usize, &'static [Rule]) {
    let range = FIRST.get(number(action)..).unwrap_or_default();
    let [first, end, ..] = range else { return (RULES.len(), &[]) };
    (*first, RULES.get(*first..*end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_stand_in_the_order_of_their_actions_and_every_action_has_one() {
        assert!(RULES.is_sorted_by_key(|rule| rule.action), "a decision reads the rows of its action alone");
        for action in Action::VARIANTS {
            assert!(rules_of(*action).1.iter().all(|rule| rule.action == *action));
            assert!(!rules_of(*action).1.is_empty(), "{action:?}");
        }
    }
}
