//! A fact that a host has loaded: its key, and what is known.

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use touchline_calculators::feedback::ReleasedRound;
use touchline_calculators::plan::ShippedTemplate;
use touchline_calculators::progress::Observed;
use touchline_kernel::{Instant, LocalDate, PersonId};

use super::joined::AnyThing;
use super::source::Source;
use super::stored::StoredThing;
use crate::facts::{
    AskedReview, AssessedKey, AssessedSkills, BegunCall, CallKey, CallsBegunKey, CoachedBefore, Duties, FactKey,
    Failed, FollowUp, FollowUpKey, GivenReview, ItemKey, Known, ManagesKey, ObservedKey, Office, OfficeKey, PersonKey,
    PlanKey, PlanTemplateKey, Refusal, ReportingLine, ReviewKey, ReviewsGivenKey, SampledIn, ScorecardKey,
    ShippedTemplateKey, TakenCertification, TeamObservedKey, TracksKeptKey, WithheldReport,
};
use crate::ground::calls::Call;
use crate::ground::people::Person;
use crate::ground::{
    CallId, GoalId, PlanId, PlanTemplateId, ReviewAssignmentId, ReviewId, ScorecardId, SessionId, TeamGoalId, ThingRef,
    TrainingItemId,
};

/// A fact that a host has loaded: its key, and its value or null where it is known to be absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// The nearest person above a person who could act.
    ActingManager(ActingManagerFact),
    /// Everybody above a person who could act.
    ActingManagers(ActingManagersFact),
    /// The assessments of a person in a month that were not called off.
    Assessed(AssessedFact),
    /// A call.
    Call(CallFact),
    /// The calls that began between two moments.
    CallsBegun(CallsBegunFact),
    /// The certifications of a person that were not withdrawn.
    Certifications(CertificationsFact),
    /// The coaching that the check of a training item had before.
    CoachedBefore(CoachedBeforeFact),
    /// What a person still has to do.
    Duties(DutiesFact),
    /// What went wrong in a call.
    FailedChecks(FailedChecksFact),
    /// What was released of the feedback rounds about a person.
    FeedbackReleased(FeedbackReleasedFact),
    /// What a reviewer gave somebody before.
    FollowUp(FollowUpFact),
    /// Everybody in an office.
    InOffice(InOfficeFact),
    /// A reporting line.
    Manages(ManagesFact),
    /// What was observed of a goal.
    Observed(ObservedFact),
    /// A person.
    Person(PersonFact),
    /// The published version that has the key of a template of plans that ships.
    PlanTemplateInPlace(PlanTemplateInPlaceFact),
    /// The published versions that have the key of a template of plans.
    PlanTemplatesOfKey(PlanTemplatesOfKeyFact),
    /// How long the reporting lines through a person are.
    ReportingLine(ReportingLineFact),
    /// The skill reports that a person is not shown.
    ReportsWithheld(ReportsWithheldFact),
    /// The assignments that the delivery of a review brings to their end.
    ReviewsAnswered(ReviewsAnsweredFact),
    /// The reviews of a call that somebody is to give.
    ReviewsAsked(ReviewsAskedFact),
    /// The reviews that a reviewer gave, or drafts, of a call.
    ReviewsGiven(ReviewsGivenFact),
    /// The draws that a call came out of.
    Sampled(SampledFact),
    /// The published versions that have the key of a scorecard.
    ScorecardsOfKey(ScorecardsOfKeyFact),
    /// The sessions of a plan that are scheduled.
    SessionsScheduled(SessionsScheduledFact),
    /// What was observed of a team's goal.
    TeamObserved(TeamObservedFact),
    /// A thing's state.
    Thing(ThingFact),
    /// Whom improvement tracks coach that are kept.
    TracksKept(TracksKeptFact),
}

/// Null says that there is nothing. What is left out says nothing: it is a slip of the host's, which nobody who acts is refused for.
fn all_told(schema: &mut Schema) {
    let fields = schema.get("properties").and_then(Value::as_object);
    let fields: Vec<Value> = fields.into_iter().flat_map(Map::keys).map(|name| name.as_str().into()).collect();
    schema.insert("required".to_owned(), fields.into());
}

/// What is known of who could act above a person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(transform = all_told)]
pub struct ActingManagerFact {
    /// The person.
    pub person: PersonId,
    /// The nearest one above who is active and has an account, or null where there is none.
    pub value: Option<PersonId>,
}

/// What is known of everybody who could act above a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActingManagersFact {
    /// The person.
    pub person: PersonId,
    /// Everybody above who is active and has an account, the nearest first.
    #[schemars(length(max = 100_000))]
    pub value: Vec<PersonId>,
}

/// What is known of a person's assessments in a month that were not called off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssessedFact {
    /// The first day of the month.
    pub month: LocalDate,
    /// The person.
    pub person: PersonId,
    /// The assessments, by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<AssessedSkills>,
}

/// What is known of who holds an office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InOfficeFact {
    /// The office.
    pub office: Office,
    /// Everybody who holds it, is active and has an account, by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<PersonId>,
}

/// What is known of the feedback rounds about a person that were released.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FeedbackReleasedFact {
    /// The person.
    pub person: PersonId,
    /// What was released of each, in the order in which it was.
    #[schemars(length(max = 100_000))]
    pub value: Vec<ReleasedRound>,
}

/// What is known of improvement tracks that are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TracksKeptFact {
    /// The first moment at which one may have come to its end.
    pub since: Instant,
    /// Whom they coach, by id, each once.
    #[schemars(length(max = 100_000))]
    pub value: Vec<PersonId>,
}

/// What is known of the reporting lines through a person.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportingLineFact {
    /// The person.
    pub person: PersonId,
    /// How far it is to both ends of the longest.
    pub value: ReportingLine,
}

/// What is known of a person's certifications that were not withdrawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CertificationsFact {
    /// The person.
    pub person: PersonId,
    /// The certifications, by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<TakenCertification>,
}

/// What is known of the skill reports that a person is not shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportsWithheldFact {
    /// The person.
    pub person: PersonId,
    /// The reports, by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<WithheldReport>,
}

/// What is known of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(transform = all_told)]
pub struct CallFact {
    /// The call.
    pub call: CallId,
    /// The call as last recorded, or null where there is none.
    #[schemars(extend("x-stored" = true))]
    pub value: Option<Call>,
}

/// What is known of the calls that began between two moments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CallsBegunFact {
    /// The first moment.
    pub earliest: Instant,
    /// The last moment.
    pub latest: Instant,
    /// The calls, by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<BegunCall>,
}

/// What is known of the coaching that the check of a training item had before.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(transform = all_told)]
pub struct CoachedBeforeFact {
    /// The item.
    pub training_item: TrainingItemId,
    /// The coaching, or null where there was none.
    pub value: Option<CoachedBefore>,
}

/// What is known of a person's duties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DutiesFact {
    /// The person.
    pub person: PersonId,
    /// What they still have to do.
    pub value: Duties,
}

/// What is known of the checks of a call that were not passed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FailedChecksFact {
    /// The call.
    pub call: CallId,
    /// The checks, in their order, the call as a whole first.
    #[schemars(length(max = 100_000))]
    pub value: Vec<Failed>,
}

/// What is known of what a reviewer gave somebody before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FollowUpFact {
    /// Whose calls were reviewed.
    pub person: PersonId,
    /// Who reviewed them.
    pub reviewer: PersonId,
    /// What they gave them.
    pub value: FollowUp,
}

/// What is known of a reporting line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(transform = all_told)]
pub struct ManagesFact {
    /// The steps up the line, or null where the manager does not stand above the report.
    #[schemars(range(min = 1))]
    pub depth: Option<u32>,
    /// The one above.
    pub manager: PersonId,
    /// The one below.
    pub report: PersonId,
}

/// What was observed of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ObservedFact {
    /// The goal.
    pub goal: GoalId,
    /// The first moment that counts.
    pub since: Instant,
    /// The first moment that counts no more.
    pub until: Instant,
    /// How many observations there are, and their sum.
    pub value: Observed,
}

/// What is known of the assignments that the delivery of a review brings to their end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewsAnsweredFact {
    /// The review.
    pub review: ReviewId,
    /// The assignments, by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<ReviewAssignmentId>,
}

/// What is known of the reviews of a call that somebody is to give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewsAskedFact {
    /// The call.
    pub call: CallId,
    /// The reviews, by the ids of their assignments.
    #[schemars(length(max = 100_000))]
    pub value: Vec<AskedReview>,
}

/// What is known of the reviews that a reviewer gave, or drafts, of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReviewsGivenFact {
    /// The call.
    pub call: CallId,
    /// The reviewer.
    pub reviewer: PersonId,
    /// The reviews, by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<GivenReview>,
}

/// What is known of the published versions that have the key of a scorecard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScorecardsOfKeyFact {
    /// The version.
    pub scorecard: ScorecardId,
    /// The others, by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<ScorecardId>,
}

/// What is known of the published versions that have the key of a template of plans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanTemplatesOfKeyFact {
    /// The version.
    pub plan_template: PlanTemplateId,
    /// The others, by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<PlanTemplateId>,
}

/// What is known of the published version that has the key of a template of plans that ships.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(transform = all_told)]
pub struct PlanTemplateInPlaceFact {
    /// The key of the template that ships.
    pub shipped: ShippedTemplate,
    /// The version; null where there is none.
    pub value: Option<PlanTemplateId>,
}

/// What is known of the draws that a call came out of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SampledFact {
    /// The call.
    pub call: CallId,
    /// The draws, by when they were made, then by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<SampledIn>,
}

/// What is known of the sessions of a plan that are scheduled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionsScheduledFact {
    /// The plan.
    pub plan: PlanId,
    /// The sessions, by id.
    #[schemars(length(max = 100_000))]
    pub value: Vec<SessionId>,
}

/// What is known of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(transform = all_told)]
pub struct PersonFact {
    /// The person.
    pub person: PersonId,
    /// The person as last recorded, or null where there is none.
    #[schemars(extend("x-stored" = true))]
    pub value: Option<Person>,
}

/// What was observed of a team's goal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TeamObservedFact {
    /// The first moment that counts.
    pub since: Instant,
    /// The team's goal.
    pub team_goal: TeamGoalId,
    /// The first moment that counts no more.
    pub until: Instant,
    /// How many observations there are, and their sum.
    pub value: Observed,
}

/// What is known of a thing's state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(transform = all_told)]
pub struct ThingFact {
    /// The thing.
    pub thing: ThingRef,
    /// Its state, as `law.decide` or `law.evolve` gave it; null where there is no such thing.
    pub value: Option<Box<StoredThing>>,
}

impl Fact {
    /// What a key comes to where all that it rests on is there.
    ///
    /// # Errors
    /// Where something of it is not loaded.
    pub fn of<S: Source>(key: FactKey, source: &S) -> Result<Self, Refusal> {
        Ok(match key {
            FactKey::ActingManager(PersonKey { person }) => {
                Fact::ActingManager(ActingManagerFact { person, value: source.acting_manager(person).present()? })
            }
            FactKey::ActingManagers(PersonKey { person }) => {
                Fact::ActingManagers(ActingManagersFact { person, value: all(source.acting_managers(person))? })
            }
            FactKey::Assessed(key) => {
                let AssessedKey { month, person } = key;
                Fact::Assessed(AssessedFact { month, person, value: all(source.assessed(key))? })
            }
            FactKey::Call(CallKey { call }) => {
                Fact::Call(CallFact { call, value: source.call(call).present()?.cloned() })
            }
            FactKey::CallsBegun(key) => {
                let CallsBegunKey { earliest, latest } = key;
                Fact::CallsBegun(CallsBegunFact { earliest, latest, value: all(source.calls_begun(key))? })
            }
            FactKey::Certifications(PersonKey { person }) => {
                Fact::Certifications(CertificationsFact { person, value: all(source.certifications(person))? })
            }
            FactKey::CoachedBefore(ItemKey { training_item }) => {
                let value = source.coached_before(training_item).present()?;
                Fact::CoachedBefore(CoachedBeforeFact { training_item, value })
            }
            FactKey::Duties(PersonKey { person }) => {
                Fact::Duties(DutiesFact { person, value: all(source.duties(person))? })
            }
            FactKey::FailedChecks(CallKey { call }) => {
                Fact::FailedChecks(FailedChecksFact { call, value: all(source.failed_checks(call))? })
            }
            FactKey::FeedbackReleased(PersonKey { person }) => {
                Fact::FeedbackReleased(FeedbackReleasedFact { person, value: all(source.feedback_released(person))? })
            }
            FactKey::FollowUp(key) => {
                let FollowUpKey { person, reviewer } = key;
                Fact::FollowUp(FollowUpFact { person, reviewer, value: all(source.follow_up(key))? })
            }
            FactKey::InOffice(OfficeKey { office }) => {
                Fact::InOffice(InOfficeFact { office, value: all(source.in_office(office))? })
            }
            FactKey::Manages(ManagesKey { manager, report }) => {
                Fact::Manages(ManagesFact { depth: source.manages(manager, report).present()?, manager, report })
            }
            FactKey::Observed(key) => {
                let ObservedKey { goal, since, until } = key;
                Fact::Observed(ObservedFact { goal, since, until, value: all(source.observed(key))?.told() })
            }
            FactKey::Person(PersonKey { person }) => {
                Fact::Person(PersonFact { person, value: source.person(person).present()?.cloned() })
            }
            FactKey::PlanTemplateInPlace(ShippedTemplateKey { shipped }) => {
                let value = source.plan_template_in_place(shipped).present()?;
                Fact::PlanTemplateInPlace(PlanTemplateInPlaceFact { shipped, value })
            }
            FactKey::PlanTemplatesOfKey(PlanTemplateKey { plan_template }) => {
                let value = all(source.plan_templates_of_key(plan_template))?;
                Fact::PlanTemplatesOfKey(PlanTemplatesOfKeyFact { plan_template, value })
            }
            FactKey::ReportingLine(PersonKey { person }) => {
                let (above, below) = (all(source.steps_above(person))?, all(source.steps_below(person))?);
                Fact::ReportingLine(ReportingLineFact { person, value: ReportingLine { above, below } })
            }
            FactKey::ReportsWithheld(PersonKey { person }) => {
                Fact::ReportsWithheld(ReportsWithheldFact { person, value: all(source.reports_withheld(person))? })
            }
            FactKey::ReviewsAnswered(ReviewKey { review }) => {
                Fact::ReviewsAnswered(ReviewsAnsweredFact { review, value: all(source.reviews_answered(review))? })
            }
            FactKey::ReviewsAsked(CallKey { call }) => {
                Fact::ReviewsAsked(ReviewsAskedFact { call, value: all(source.reviews_asked(call))? })
            }
            FactKey::ReviewsGiven(key) => {
                let ReviewsGivenKey { call, reviewer } = key;
                Fact::ReviewsGiven(ReviewsGivenFact { call, reviewer, value: all(source.reviews_given(key))? })
            }
            FactKey::Sampled(CallKey { call }) => {
                Fact::Sampled(SampledFact { call, value: all(source.sampled(call))? })
            }
            FactKey::ScorecardsOfKey(ScorecardKey { scorecard }) => {
                let value = all(source.scorecards_of_key(scorecard))?;
                Fact::ScorecardsOfKey(ScorecardsOfKeyFact { scorecard, value })
            }
            FactKey::SessionsScheduled(PlanKey { plan }) => {
                Fact::SessionsScheduled(SessionsScheduledFact { plan, value: all(source.sessions_scheduled(plan))? })
            }
            FactKey::TeamObserved(key) => {
                let TeamObservedKey { since, team_goal, until } = key;
                Fact::TeamObserved(TeamObservedFact {
                    since,
                    team_goal,
                    until,
                    value: all(source.team_observed(key))?.told(),
                })
            }
            FactKey::Thing(thing) => {
                let state = source.state(thing).present()?.and_then(AnyThing::recorded);
                Fact::Thing(ThingFact { thing, value: state.map(|thing| Box::new(StoredThing(thing))) })
            }
            FactKey::TracksKept(TracksKeptKey { since }) => {
                Fact::TracksKept(TracksKeptFact { since, value: all(source.tracks_kept(since))? })
            }
        })
    }

    /// The key that it is known under.
    #[must_use]
    pub fn key(&self) -> FactKey {
        match self {
            Fact::ActingManager(fact) => FactKey::acting_manager(fact.person),
            Fact::ActingManagers(fact) => FactKey::acting_managers(fact.person),
            Fact::Assessed(AssessedFact { month, person, .. }) => {
                FactKey::Assessed(AssessedKey { month: *month, person: *person })
            }
            Fact::Call(fact) => FactKey::call(fact.call),
            Fact::CallsBegun(CallsBegunFact { earliest, latest, .. }) => {
                FactKey::CallsBegun(CallsBegunKey { earliest: *earliest, latest: *latest })
            }
            Fact::Certifications(fact) => FactKey::certifications(fact.person),
            Fact::CoachedBefore(fact) => FactKey::coached_before(fact.training_item),
            Fact::Duties(fact) => FactKey::duties(fact.person),
            Fact::FailedChecks(fact) => FactKey::failed_checks(fact.call),
            Fact::FeedbackReleased(fact) => FactKey::feedback_released(fact.person),
            Fact::FollowUp(FollowUpFact { person, reviewer, .. }) => {
                FactKey::FollowUp(FollowUpKey { person: *person, reviewer: *reviewer })
            }
            Fact::InOffice(fact) => FactKey::in_office(fact.office),
            Fact::Manages(fact) => FactKey::manages(fact.manager, fact.report),
            Fact::Observed(ObservedFact { goal, since, until, .. }) => {
                FactKey::Observed(ObservedKey { goal: *goal, since: *since, until: *until })
            }
            Fact::Person(fact) => FactKey::person(fact.person),
            Fact::PlanTemplateInPlace(fact) => FactKey::plan_template_in_place(fact.shipped),
            Fact::PlanTemplatesOfKey(fact) => FactKey::plan_templates_of_key(fact.plan_template),
            Fact::ReportingLine(fact) => FactKey::reporting_line(fact.person),
            Fact::ReportsWithheld(fact) => FactKey::reports_withheld(fact.person),
            Fact::ReviewsAnswered(fact) => FactKey::reviews_answered(fact.review),
            Fact::ReviewsAsked(fact) => FactKey::reviews_asked(fact.call),
            Fact::ReviewsGiven(fact) => FactKey::reviews_given(fact.call, fact.reviewer),
            Fact::Sampled(fact) => FactKey::sampled(fact.call),
            Fact::ScorecardsOfKey(fact) => FactKey::scorecards_of_key(fact.scorecard),
            Fact::SessionsScheduled(fact) => FactKey::sessions_scheduled(fact.plan),
            Fact::TeamObserved(TeamObservedFact { since, team_goal, until, .. }) => {
                FactKey::TeamObserved(TeamObservedKey { since: *since, team_goal: *team_goal, until: *until })
            }
            Fact::Thing(fact) => FactKey::Thing(fact.thing),
            Fact::TracksKept(fact) => FactKey::tracks_kept(fact.since),
        }
    }

    /// Whether what it holds is of another than it is said to be of.
    #[must_use]
    pub fn is_of_another(&self) -> bool {
        match self {
            Fact::Call(CallFact { call, value }) => value.as_ref().is_some_and(|value| value.call != *call),
            Fact::Person(PersonFact { person, value }) => value.as_ref().is_some_and(|value| value.person != *person),
            Fact::Thing(ThingFact { thing, value }) => {
                value.as_ref().is_some_and(|stored| stored.0.reference() != *thing)
            }
            Fact::ActingManager(_)
            | Fact::ActingManagers(_)
            | Fact::Assessed(_)
            | Fact::CallsBegun(_)
            | Fact::Certifications(_)
            | Fact::CoachedBefore(_)
            | Fact::Duties(_)
            | Fact::FailedChecks(_)
            | Fact::FeedbackReleased(_)
            | Fact::FollowUp(_)
            | Fact::InOffice(_)
            | Fact::Manages(_)
            | Fact::Observed(_)
            | Fact::PlanTemplateInPlace(_)
            | Fact::PlanTemplatesOfKey(_)
            | Fact::ReportingLine(_)
            | Fact::ReportsWithheld(_)
            | Fact::ReviewsAnswered(_)
            | Fact::ReviewsAsked(_)
            | Fact::ReviewsGiven(_)
            | Fact::Sampled(_)
            | Fact::ScorecardsOfKey(_)
            | Fact::SessionsScheduled(_)
            | Fact::TeamObserved(_)
            | Fact::TracksKept(_) => false,
        }
    }
}

/// What is never absent, but empty.
fn all<T: Default>(known: Known<T>) -> Result<T, Refusal> {
    Ok(known.present()?.unwrap_or_default())
}
