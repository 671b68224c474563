//! The names of facts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Office;
use crate::ground::calls::CallId;
use crate::ground::{
    GoalId, PlanId, PlanTemplateId, ReviewId, ScorecardId, TeamGoalId, ThingKind, ThingRef, TrainingItemId,
};
use touchline_calculators::plan::ShippedTemplate;
use touchline_kernel::{Actor, DaySpan, Instant, LocalDate, PersonId, Zone};

/// The name of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum FactKey {
    /// The nearest person on the reporting line above this person who is active and has an account. Absent where there
    /// is none.
    ActingManager(PersonKey),
    /// Everybody on the reporting line above this person who is active and has an account, the nearest first. Never absent,
    /// but empty.
    ActingManagers(PersonKey),
    /// The assessments of this person's skills in this month that were not called off, by id. Never absent, but empty.
    ///
    /// Each assessment whose `person` the person is, whose `month` is this one's first day, and whose `state` is `open` or
    /// `complete`, archived or not, with its `skills`.
    Assessed(AssessedKey),
    /// The call with this id, as last recorded.
    Call(CallKey),
    /// The calls that began between two moments, both of them included, by id; never absent, but empty.
    ///
    /// Each call with `earliest <= started_at <= latest`. `reviewed` says whether there is a disposition whose `call`
    /// it is, or a review of it whose `agent` its `handler` is and whose `state` is `delivered`, `reviewed` or `acknowledged`.
    CallsBegun(CallsBegunKey),
    /// The certifications of this person that were not withdrawn, by id; never absent, but empty.
    ///
    /// Each certification whose `person` the person is and whose `state` is `recorded`, archived or not: its id as
    /// `certification`, and its `on`, its `skill` and its `result.level` as `taken`.
    Certifications(PersonKey),
    /// The coaching that the check of this training item had before the item was raised. Absent where it had none,
    /// where the item's `check` is null, and where there is no such item.
    ///
    /// Of the training items with the item's `agent` and `check` whose `state` is `resolved`, the bundles that they
    /// name in `bundle`, but for the item's own, and that were concluded before it was raised, which is
    /// `concluded.done.at < raised.at`. `times` counts them, each of them once; `last` is the latest
    /// `concluded.done.at`.
    CoachedBefore(ItemKey),
    /// What this person still has to do; never absent, but empty.
    ///
    /// `kept`: each bundle that is neither concluded nor cancelled nor archived and that the person keeps, which is
    /// `coalesce(succession.keeper, released.by, created.by) = person` in its state; by `created.at`, then id. After
    /// them each escalation that is open or answered, not archived, and that the person keeps, which is
    /// `coalesce(successor.keeper, raised.by) = person` in its state; by `raised.at`, then id. After these each action item
    /// that is pending, in progress or complete, not archived, and whose `assigner` the person is; by `assigned.at`, then id.
    /// After these each review that is delivered, reviewed or acknowledged, not archived, that the person keeps, which is
    /// `coalesce(successor.keeper, created.by) = person` in its state, and in whose `thread` there is an entry of kind
    /// `clarification` whose number, counted from 1, no other entry has as its `to`; by `delivered.at`, then id. After these
    /// each calibration that is neither closed nor cancelled nor archived and whose `leader` the person is; by `drafted.at`,
    /// then id. After these each review assignment that is requested or open and whose `reviewer` the person is; by
    /// `asked.at`, then id. After them each plan that is draft, active or on hold, not archived, and one of whose `coaches` the
    /// person is or enters what they say (`entered_by`), by `created.at`, then id.
    ///
    /// `to_decide`: of those who may approve improvement tracks (the fact `in_office`), each plan that is one, whose newest
    /// request awaits a decision, and on which the person may decide: they neither asked nor coach, nor did since it was asked,
    /// nor are coached by it; by when it was asked, then id.
    ///
    /// `own`: each bundle that is neither concluded nor cancelled nor archived, whose `agent` the person is and whose
    /// `released` is not null, with its training items in the order of its content and the goals whose `bundle` it is,
    /// by id; by `released.at`, then id. After them each escalation that is open or answered, not archived, and whose `agent`
    /// the person is, by `raised.at`, then id; and each action item that is pending or in progress, not archived, and whose
    /// `assignee` the person is, by `assigned.at`, then id; and each review assignment that is requested or open and whose
    /// `agent` the person is, whether or not they see it, by `asked.at`, then id. With none of these anything moves.
    Duties(PersonKey),
    /// The checks of this call that were not passed; never absent, but empty.
    ///
    /// Each disposition whose `call` it is and whose `ruling` is `fail` or `pass_with_training`, in the order of its
    /// check, the call as a whole first. There is one disposition for each check, which holds the newest ruling.
    FailedChecks(CallKey),
    /// What was released of every feedback round about this person; never absent, but empty.
    ///
    /// Of each feedback round whose `coachee` the person is and whose `released` is not null: its id as `round`, and
    /// `released.groups` as `groups`; by `released.done.at`, then id.
    FeedbackReleased(PersonKey),
    /// What this reviewer gave this person before; never absent, but nothing of all.
    ///
    /// Of the action items whose `assignee` is the person and whose `assigner` is the reviewer, and that are not archived:
    /// `open` counts those that are pending or in progress, `due` is the `due_on` of each of these that has one, the earliest
    /// first, and `awaiting` counts those that are complete, and of the open ones those with an entry in `extensions` whose
    /// `answer` is null. `last_delivered` is the latest `delivered.at` of the reviews that are delivered, reviewed or
    /// acknowledged, archived or not, whose `agent` is the person, and which the reviewer wrote and still answers for: `created.by
    /// = reviewer` in their state, and `successor` null or its `keeper` the reviewer.
    FollowUp(FollowUpKey),
    /// Everybody who is active, has an account and holds a role that carries, under the policy in force, what this office
    /// is: for `owner` that is `own_organisation`, for `track_approver` `approve_tracks`, for `human_resources` the
    /// capability of that name; by id. Never absent, but empty.
    InOffice(OfficeKey),
    /// How many steps up the reporting line from `report` the person `manager` stands: 1 for the direct
    /// manager, 2 for that one's manager. Absent when they do not stand there, and when both are the same.
    Manages(ManagesKey),
    /// What was observed of a goal from the moment `since` on and before the moment `until`: how many observations
    /// there are, and the sum of them, each in millionths and rounded half away from zero; of money in minor units. Never absent, but 0 of 0.
    /// It rests on the goal's `person`, on its `aim.measure`, on its `days` and on its `training_items`, by the types of
    /// measures:
    ///
    /// `calls_completed`: each call whose `handler` the person is and whose `started_at` lies there, as 1000000.
    ///
    /// `overall_score` and `scorecard_average`: each of these calls whose `quality_score` or `stars` is not null, as
    /// that. Where the policy's `access.managers_see_all_reviews` is on, a call of which reviews count is of
    /// `scorecard_average` the mean of what these give, whatever its `stars` are: each review whose `call` it is, whose
    /// `agent` the person is and whose `state` is `delivered`, `reviewed` or `acknowledged`, archived or not, gives
    /// `judged.stars` where `judged` is not null, else `rating`, and nothing where that is null; and where the policy's
    /// `review.disputed_scores` is `exclude`, nothing where the `closed` of the last of its `disputes` is null.
    ///
    /// `check_pass_rate`: each disposition whose `agent` the person is, whose `check` is the measure's and whose
    /// call's `started_at` lies there: `pass` as 100000000, `pass_with_training` and `fail` as 0; `not_applicable`
    /// is no observation, and neither is one whose `source.type` is `model`.
    ///
    /// `training_completed`: each training item whose `agent` the person is and whose `state` is `pending`,
    /// `in_progress` or `resolved`, and which stands in the goal's `training_items`, or where these are null, whose
    /// `raised.at` lies there: as 100000000 where the state is `resolved` and `resolved_at` lies before `until`, else
    /// as 0.
    ///
    /// `metric`: what is `counted` in each `metric_day` whose `person` the person is, whose `metric`, `stage` and
    /// `currency` are the measure's, null where that is null, and whose `day` lies in the goal's `days`, whatever the
    /// moments: as so many observations as its `observations` say, and as its `sum`.
    Observed(ObservedKey),
    /// The person with this id, as last recorded.
    Person(PersonKey),
    /// The newest published version of the template of plans that has the key of this one that ships. Absent where there is
    /// none.
    ///
    /// The version whose `template.key` is `shipped`, whose `published` is not null and whose `replaced_by` is null.
    PlanTemplateInPlace(ShippedTemplateKey),
    /// The newest published version of each template of plans that has the key of this one, by id. Never absent, but empty.
    ///
    /// Each other version whose `template.key` is this one's, whose `published` is not null and whose `replaced_by` is null.
    PlanTemplatesOfKey(PlanTemplateKey),
    /// How many people stand above this person on their reporting line, as `above`, and how many steps down from them the
    /// one stands who is furthest below them, as `below`. Never absent: of somebody whom nobody knows both are 0.
    ReportingLine(PersonKey),
    /// The skill reports whose `person` this person is and whose `state` is another than `released`, by id. Never absent,
    /// but empty.
    ReportsWithheld(PersonKey),
    /// The assignments that the delivery of this review brings to their end, by id. Never absent, but empty.
    ///
    /// Of the assignments that are `requested` or `open` those whose `call` and `agent` are the review's, and whose `origin`
    /// is `requested` or whose `reviewer` keeps the review, which is `coalesce(successor.keeper, created.by) = reviewer` in
    /// its state.
    ReviewsAnswered(ReviewKey),
    /// The reviews of this call that somebody is to give, by id. Never absent, but empty.
    ///
    /// Each assignment that is `requested` or `open` and whose `call` it is, with its `agent`; `is_requested` where
    /// its `origin` is `requested`.
    ReviewsAsked(CallKey),
    /// The reviews that this reviewer gave, or drafts, of this call, by id. Never absent, but empty.
    ///
    /// Each review whose `call` it is, whose `created.by` the reviewer is, and whose `state` is `draft`, `delivered`, `reviewed`
    /// or `acknowledged`, archived or not, or any where `successor` is not null and its `keeper` not the reviewer; with its
    /// `agent`, and `delivered` where its `state` is not `draft`.
    ReviewsGiven(ReviewsGivenKey),
    /// The draws that this call came out of, by when they were made. Never absent, but empty.
    ///
    /// Each sampling in whose `drawn` there is an entry with this `call`: its id as `sampling`, and that entry's `reviewer`;
    /// by `made.at`, then id.
    Sampled(CallKey),
    /// The newest published version of each scorecard that has the key of this one, by id. Never absent, but empty.
    ///
    /// Each other scorecard whose `template.key` is this one's, whose `published` is not null and whose `replaced_by` is null.
    ScorecardsOfKey(ScorecardKey),
    /// The sessions of this plan that are scheduled, by id. Never absent, but empty.
    ///
    /// Each session whose `plan` it is and whose `state` is `scheduled`, whenever it takes place.
    SessionsScheduled(PlanKey),
    /// What was observed of a team's goal from the moment `since` on and before the moment `until`, added up over
    /// everybody below the goal's `manager`: each person on whose reporting line that manager stands, as it is now.
    /// Of each of them counts what `observed` would count of a goal of theirs with the same `aim.measure` and `days` and
    /// without `training_items`. Never absent, but 0 of 0.
    TeamObserved(TeamObservedKey),
    /// Whom improvement tracks coach that are kept, by id, each once. Never absent, but empty.
    ///
    /// The `coachee` of each plan whose `activated` and `track` are not null, whose `track.unmarked` is null, and that has not
    /// come to its end before the moment `since`: `outcome` is null or `outcome.summary.done.at >= since`, and so it is with
    /// `said.done.at` of the last of its `cancellations`, where that has no `reinstated`.
    TracksKept(TracksKeptKey),
    /// The state of the thing of this kind with this id, as the last record that is about it left it.
    Thing(ThingRef),
}

/// Whose assessments, and of which month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct AssessedKey {
    /// The first day of the month.
    pub month: LocalDate,
    /// Whose skills they are.
    pub person: PersonId,
}

/// Which call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct CallKey {
    /// The call.
    pub call: CallId,
}

/// Which improvement tracks, by when they came to their end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct TracksKeptKey {
    /// The first moment at which one may have.
    pub since: Instant,
}

/// Which calls, by when they began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct CallsBegunKey {
    /// The first moment.
    pub earliest: Instant,
    /// The last moment.
    pub latest: Instant,
}

/// Which reviewer, and whom they reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct FollowUpKey {
    /// Whose calls were reviewed.
    pub person: PersonId,
    /// Who reviewed them.
    pub reviewer: PersonId,
}

/// Which training item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ItemKey {
    /// The item.
    pub training_item: TrainingItemId,
}

/// What was observed of which goal, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ObservedKey {
    /// The goal.
    pub goal: GoalId,
    /// The first moment that counts.
    pub since: Instant,
    /// The first moment that counts no more.
    pub until: Instant,
}

/// What was observed of which team's goal, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct TeamObservedKey {
    /// The first moment that counts.
    pub since: Instant,
    /// The team's goal.
    pub team_goal: TeamGoalId,
    /// The first moment that counts no more.
    pub until: Instant,
}

/// Which office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct OfficeKey {
    /// The office.
    pub office: Office,
}

/// Which two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ManagesKey {
    /// The one above.
    pub manager: PersonId,
    /// The one below.
    pub report: PersonId,
}

/// Which plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PlanKey {
    /// The plan.
    pub plan: PlanId,
}

/// Which review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ReviewKey {
    /// The review.
    pub review: ReviewId,
}

/// Which reviewer, and which call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ReviewsGivenKey {
    /// The call.
    pub call: CallId,
    /// The reviewer.
    pub reviewer: PersonId,
}

/// Which version of a template of plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PlanTemplateKey {
    /// The version.
    pub plan_template: PlanTemplateId,
}

/// Which template of plans that ships.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ShippedTemplateKey {
    /// The key of it.
    pub shipped: ShippedTemplate,
}

/// Which version of a scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ScorecardKey {
    /// The version.
    pub scorecard: ScorecardId,
}

/// Which person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PersonKey {
    /// The person.
    pub person: PersonId,
}

impl FactKey {
    /// The key of a person.
    #[must_use]
    pub const fn person(person: PersonId) -> Self {
        FactKey::Person(PersonKey { person })
    }

    /// The key of the nearest person above this one who could act.
    #[must_use]
    pub const fn acting_manager(person: PersonId) -> Self {
        FactKey::ActingManager(PersonKey { person })
    }

    /// The key of everybody above this person who could act.
    #[must_use]
    pub const fn acting_managers(person: PersonId) -> Self {
        FactKey::ActingManagers(PersonKey { person })
    }

    /// The key of everybody in an office.
    #[must_use]
    pub const fn in_office(office: Office) -> Self {
        FactKey::InOffice(OfficeKey { office })
    }

    /// The key of what was released of the feedback rounds about a person.
    #[must_use]
    pub const fn feedback_released(person: PersonId) -> Self {
        FactKey::FeedbackReleased(PersonKey { person })
    }

    /// The key of whom improvement tracks coach that did not end before a moment.
    #[must_use]
    pub const fn tracks_kept(since: Instant) -> Self {
        FactKey::TracksKept(TracksKeptKey { since })
    }

    /// The key of how long the reporting lines through a person are.
    #[must_use]
    pub const fn reporting_line(person: PersonId) -> Self {
        FactKey::ReportingLine(PersonKey { person })
    }

    /// The key of the certifications of a person that were not withdrawn.
    #[must_use]
    pub const fn certifications(person: PersonId) -> Self {
        FactKey::Certifications(PersonKey { person })
    }

    /// The key of the skill reports that a person is not shown.
    #[must_use]
    pub const fn reports_withheld(person: PersonId) -> Self {
        FactKey::ReportsWithheld(PersonKey { person })
    }

    /// The key of the assignments that the delivery of a review brings to their end.
    #[must_use]
    pub const fn reviews_answered(review: ReviewId) -> Self {
        FactKey::ReviewsAnswered(ReviewKey { review })
    }

    /// The key of the reviews of a call that somebody is to give.
    #[must_use]
    pub const fn reviews_asked(call: CallId) -> Self {
        FactKey::ReviewsAsked(CallKey { call })
    }

    /// The key of the reviews that a reviewer gave, or drafts, of a call.
    #[must_use]
    pub const fn reviews_given(call: CallId, reviewer: PersonId) -> Self {
        FactKey::ReviewsGiven(ReviewsGivenKey { call, reviewer })
    }

    /// The key of the published versions that have the key of this one.
    #[must_use]
    pub const fn scorecards_of_key(scorecard: ScorecardId) -> Self {
        FactKey::ScorecardsOfKey(ScorecardKey { scorecard })
    }

    /// The key of the published versions that have the key of this version of a template of plans.
    #[must_use]
    pub const fn plan_templates_of_key(plan_template: PlanTemplateId) -> Self {
        FactKey::PlanTemplatesOfKey(PlanTemplateKey { plan_template })
    }

    /// The key of the version that a workspace keeps of a template of plans that ships.
    #[must_use]
    pub const fn plan_template_in_place(shipped: ShippedTemplate) -> Self {
        FactKey::PlanTemplateInPlace(ShippedTemplateKey { shipped })
    }

    /// The key of the draws that a call came out of.
    #[must_use]
    pub const fn sampled(call: CallId) -> Self {
        FactKey::Sampled(CallKey { call })
    }

    /// The key of the sessions of a plan that are scheduled.
    #[must_use]
    pub const fn sessions_scheduled(plan: PlanId) -> Self {
        FactKey::SessionsScheduled(PlanKey { plan })
    }

    /// The key of what a person still has to do.
    #[must_use]
    pub const fn duties(person: PersonId) -> Self {
        FactKey::Duties(PersonKey { person })
    }

    /// The key of whoever acts, unless that is the host itself.
    #[must_use]
    pub fn actor(actor: Actor) -> Option<Self> {
        actor.person().map(FactKey::person)
    }

    /// The key of the reporting line between whoever acts and the one coached, unless the host itself acts.
    #[must_use]
    pub fn line(actor: Actor, coached: PersonId) -> Option<Self> {
        actor.person().map(|actor| FactKey::manages(actor, coached))
    }

    /// The keys of what somebody's standing towards the one coached rests on: that person, and the line to them.
    pub fn towards(actor: Actor, coached: PersonId) -> impl Iterator<Item = Self> {
        [FactKey::person(coached)].into_iter().chain(FactKey::line(actor, coached))
    }

    /// The key of a call.
    #[must_use]
    pub const fn call(call: CallId) -> Self {
        FactKey::Call(CallKey { call })
    }

    /// The key of a version of a template of plans.
    #[must_use]
    pub fn plan_template(plan_template: PlanTemplateId) -> Self {
        FactKey::Thing(ThingRef::of(plan_template))
    }

    /// The key of a version of a scorecard.
    #[must_use]
    pub fn scorecard(scorecard: ScorecardId) -> Self {
        FactKey::Thing(ThingRef::of(scorecard))
    }

    /// The key of what went wrong in a call.
    #[must_use]
    pub const fn failed_checks(call: CallId) -> Self {
        FactKey::FailedChecks(CallKey { call })
    }

    /// The key of a training item's state.
    #[must_use]
    pub fn training_item(item: TrainingItemId) -> Self {
        FactKey::Thing(ThingRef::new(ThingKind::TrainingItem, item))
    }

    /// The key of the coaching that an item's check had before.
    #[must_use]
    pub const fn coached_before(training_item: TrainingItemId) -> Self {
        FactKey::CoachedBefore(ItemKey { training_item })
    }

    /// The key of a goal's state.
    #[must_use]
    pub fn goal(goal: GoalId) -> Self {
        FactKey::Thing(ThingRef::new(ThingKind::Goal, goal))
    }

    /// The key of a reporting line.
    #[must_use]
    pub const fn manages(manager: PersonId, report: PersonId) -> Self {
        FactKey::Manages(ManagesKey { manager, report })
    }
}

/// The moments of these days in a zone: from the first moment of the first day on, and before the first moment of the
/// day after the last.
#[must_use]
pub fn moments_of(days: DaySpan, zone: Zone) -> (Instant, Instant) {
    let after = days.last.checked_add_days(1);
    (zone.first_moment(days.first), after.map_or(Instant::MAX, |after| zone.first_moment(after)))
}

impl TeamObservedKey {
    /// What was observed of a team's goal on these days in a zone.
    #[must_use]
    pub fn of_days(team_goal: TeamGoalId, days: DaySpan, zone: Zone) -> Self {
        let (since, until) = moments_of(days, zone);
        TeamObservedKey { since, team_goal, until }
    }
}

impl ObservedKey {
    /// What was observed of a goal on these days in a zone.
    #[must_use]
    pub fn of_days(goal: GoalId, days: DaySpan, zone: Zone) -> Self {
        let (since, until) = moments_of(days, zone);
        ObservedKey { goal, since, until }
    }
}
