//! The world as somebody would find it who has left, or has no account, if they were there: what they would be shown then is theirs to
//! be told.
//!
//! Rules: RPT-09.

use crate::workspace::World;
use touchline_calculators::feedback::ReleasedRound;
use touchline_calculators::plan::ShippedTemplate;
use touchline_calculators::progress::Observed;
use touchline_kernel::{Instant, PersonId};
use touchline_law::facts::{
    AskedReview, AssessedKey, AssessedSkills, BegunCall, CallsBegunKey, CoachedBefore, Duties, FactKey, Facts, Failed,
    FollowUp, FollowUpKey, GivenReview, Glance, Known, ObservedKey, Office, Refusal, ReviewsGivenKey, SampledIn,
    TakenCertification, TeamObservedKey, WithheldReport,
};
use touchline_law::ground::calls::{Call, CallId};
use touchline_law::ground::people::Person;
use touchline_law::ground::{
    PlanId, PlanTemplateId, ReviewAssignmentId, ReviewId, ScorecardId, SessionId, ThingRef, TrainingItemId,
};
use touchline_law::notify::Choices;

/// What is known, but that one person is there and has an account.
pub(super) struct AsIfThere<'a> {
    person: Person,
    whose: PersonId,
    world: &'a World,
}

impl<'a> AsIfThere<'a> {
    /// The world as a person would find it; nothing where there is no such person.
    pub(super) fn of(world: &'a World, whose: PersonId) -> Option<Self> {
        let known = world.tables.people.get(whose)?;
        let person = Person { active: true, has_account: true, ..known.document.clone() };
        Some(AsIfThere { person, whose, world })
    }
}

impl Facts for AsIfThere<'_> {
    fn person(&self, person: PersonId) -> Known<&Person> {
        if person == self.whose { Known::Present(&self.person) } else { self.world.person(person) }
    }

    fn manages(&self, manager: PersonId, report: PersonId) -> Known<u32> {
        self.world.manages(manager, report)
    }

    fn acting_manager(&self, person: PersonId) -> Known<PersonId> {
        self.world.acting_manager(person)
    }

    fn acting_managers(&self, person: PersonId) -> Known<Vec<PersonId>> {
        self.world.acting_managers(person)
    }

    fn in_office(&self, office: Office) -> Known<Vec<PersonId>> {
        self.world.in_office(office)
    }

    fn feedback_released(&self, person: PersonId) -> Known<Vec<ReleasedRound>> {
        self.world.feedback_released(person)
    }

    fn tracks_kept(&self, since: Instant) -> Known<Vec<PersonId>> {
        self.world.tracks_kept(since)
    }

    fn steps_above(&self, person: PersonId) -> Known<u32> {
        self.world.steps_above(person)
    }

    fn steps_below(&self, person: PersonId) -> Known<u32> {
        self.world.steps_below(person)
    }

    fn assessed(&self, key: AssessedKey) -> Known<Vec<AssessedSkills>> {
        self.world.assessed(key)
    }

    fn certifications(&self, person: PersonId) -> Known<Vec<TakenCertification>> {
        self.world.certifications(person)
    }

    fn reports_withheld(&self, person: PersonId) -> Known<Vec<WithheldReport>> {
        self.world.reports_withheld(person)
    }

    fn reviews_answered(&self, review: ReviewId) -> Known<Vec<ReviewAssignmentId>> {
        self.world.reviews_answered(review)
    }

    fn reviews_asked(&self, call: CallId) -> Known<Vec<AskedReview>> {
        self.world.reviews_asked(call)
    }

    fn reviews_given(&self, key: ReviewsGivenKey) -> Known<Vec<GivenReview>> {
        self.world.reviews_given(key)
    }

    fn scorecards_of_key(&self, scorecard: ScorecardId) -> Known<Vec<ScorecardId>> {
        self.world.scorecards_of_key(scorecard)
    }

    fn plan_templates_of_key(&self, plan_template: PlanTemplateId) -> Known<Vec<PlanTemplateId>> {
        self.world.plan_templates_of_key(plan_template)
    }

    fn plan_template_in_place(&self, shipped: ShippedTemplate) -> Known<PlanTemplateId> {
        self.world.plan_template_in_place(shipped)
    }

    fn sampled(&self, call: CallId) -> Known<Vec<SampledIn>> {
        self.world.sampled(call)
    }

    fn sessions_scheduled(&self, plan: PlanId) -> Known<Vec<SessionId>> {
        self.world.sessions_scheduled(plan)
    }

    fn call(&self, call: CallId) -> Known<&Call> {
        self.world.call(call)
    }

    fn glance(&self, thing: ThingRef) -> Known<Glance<'_>> {
        self.world.glance(thing)
    }

    fn calls_begun(&self, key: CallsBegunKey) -> Known<Vec<BegunCall>> {
        self.world.calls_begun(key)
    }

    fn coached_before(&self, item: TrainingItemId) -> Known<CoachedBefore> {
        self.world.coached_before(item)
    }

    fn failed_checks(&self, call: CallId) -> Known<Vec<Failed>> {
        self.world.failed_checks(call)
    }

    fn follow_up(&self, key: FollowUpKey) -> Known<FollowUp> {
        self.world.follow_up(key)
    }

    fn choices(&self, person: PersonId) -> Known<&Choices> {
        self.world.choices(person)
    }

    fn observed(&self, key: ObservedKey) -> Known<Observed> {
        self.world.observed(key)
    }

    fn team_observed(&self, key: TeamObservedKey) -> Known<Observed> {
        self.world.team_observed(key)
    }

    fn duties(&self, person: PersonId) -> Known<Duties> {
        self.world.duties(person)
    }

    fn gather(&self, keys: impl IntoIterator<Item = FactKey>) -> Result<(), Refusal> {
        self.world.gather(keys)
    }
}
