//! The facts that a host handed in, each under its key.

use std::collections::BTreeMap;

use touchline_calculators::feedback::ReleasedRound;
use touchline_calculators::plan::ShippedTemplate;
use touchline_calculators::progress::Observed;
use touchline_kernel::{Code, Event, Failure, Instant, PersonId, Rejection};

use super::fact::Fact;
use super::joined::{AnyThing, Change, Joined as _, Thing, evolve};
use super::source::Source;
use crate::facts::{
    AskedReview, AssessedKey, AssessedSkills, BegunCall, CallsBegunKey, CoachedBefore, Duties, FactKey, Facts, Failed,
    FollowUp, FollowUpKey, GivenReview, Glance, Known, ObservedKey, Office, Refusal, ReportingLine, ReviewsGivenKey,
    SampledIn, TakenCertification, TeamObservedKey, WithheldReport,
};
use crate::ground::calls::Call;
use crate::ground::people::Person;
use crate::ground::{
    CallId, PlanId, PlanTemplateId, ReviewAssignmentId, ReviewId, ScorecardId, SessionId, ThingRef, TrainingItemId,
};
use crate::life::Recorded;
use crate::notify::Choices;
use crate::things::notification_settings::settings_of;

/// The facts that a host handed in.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    facts: BTreeMap<FactKey, Fact>,
    /// The states of things change while what happens to them is folded in, and so are kept apart.
    things: BTreeMap<ThingRef, Option<Thing>>,
}

impl Loaded {
    /// Takes the facts in; of two about the same key the later counts. A state that is of another thing than
    /// the one it is said to be of would be decided on wrongly, and is refused.
    pub fn new(facts: impl IntoIterator<Item = Fact>) -> Result<Self, Rejection> {
        let mut loaded = Loaded::default();
        for (place, fact) in facts.into_iter().enumerate() {
            if fact.is_of_another() {
                return Err(Rejection::from(Code::AnotherThing).at(format!("/facts/{place}/body/value")));
            }
            match fact {
                Fact::Thing(fact) => drop(loaded.things.insert(fact.thing, fact.value.map(|stored| stored.0))),
                fact => drop(loaded.facts.insert(fact.key(), fact)),
            }
        }
        Ok(loaded)
    }

    /// Each thing that the events change, as it is after them, in the order of the first event about it.
    pub(super) fn changed(&self, events: &[Event<Change>]) -> Result<Vec<Thing>, Failure> {
        let mut things: Vec<Thing> = Vec::new();
        for event in events {
            let target = event.change.target();
            let place = things.iter().position(|thing| thing.reference() == target);
            let before = match place {
                Some(place) => things.get(place).cloned(),
                None => self.things.get(&target).cloned().flatten(),
            };
            let after = evolve(before, event.clone())
                .ok_or_else(|| Failure::Defect("an event did not fit its own decision".to_owned()))?;
            match place.and_then(|place| things.get_mut(place)) {
                Some(thing) => *thing = after,
                None => things.push(after),
            }
        }
        Ok(things)
    }

    /// Takes an event in, where the thing that it happened to is loaded; fails where it cannot have happened to it.
    pub(super) fn fold(&mut self, event: Event<Change>) -> Result<(), ()> {
        let target = event.change.target();
        let Some(state) = self.things.get_mut(&target) else { return Ok(()) };
        *state = Some(evolve(state.take(), event).ok_or(())?);
        Ok(())
    }

    /// What is known of a person: as a fact, or from their state as a thing.
    fn known(&self, person: PersonId) -> Option<Option<&Person>> {
        if let Some(Fact::Person(fact)) = self.facts.get(&FactKey::person(person)) {
            return Some(fact.value.as_ref());
        }
        let state = self.things.get(&ThingRef::of(person))?;
        let recorded = state.as_ref().map(Thing::as_any).and_then(Recorded::<Person>::known);
        Some(recorded.map(|recorded| &recorded.document))
    }

    fn holds(&self, key: &FactKey) -> bool {
        match key {
            FactKey::Person(key) => self.known(key.person).is_some(),
            FactKey::Thing(thing) => self.things.contains_key(thing),
            key => self.facts.contains_key(key),
        }
    }

    /// The fact of a key, as far as it is loaded; `value` takes it out of its kind.
    fn look<'a, T>(&'a self, key: FactKey, value: impl FnOnce(&'a Fact) -> Option<Option<T>>) -> Known<T> {
        self.facts.get(&key).and_then(value).map_or(Known::NotLoaded(key), Known::from)
    }

    /// What is told of the reporting lines through a person.
    fn line(&self, person: PersonId, steps: impl FnOnce(ReportingLine) -> u32) -> Known<u32> {
        self.look(FactKey::reporting_line(person), |fact| match fact {
            Fact::ReportingLine(fact) => Some(Some(steps(fact.value))),
            _ => None,
        })
    }
}

impl Facts for Loaded {
    fn person(&self, person: PersonId) -> Known<&Person> {
        self.known(person).map_or(Known::NotLoaded(FactKey::person(person)), Known::from)
    }

    fn manages(&self, manager: PersonId, report: PersonId) -> Known<u32> {
        self.look(FactKey::manages(manager, report), |fact| match fact {
            Fact::Manages(fact) => Some(fact.depth),
            _ => None,
        })
    }

    fn acting_manager(&self, person: PersonId) -> Known<PersonId> {
        self.look(FactKey::acting_manager(person), |fact| match fact {
            Fact::ActingManager(fact) => Some(fact.value),
            _ => None,
        })
    }

    fn acting_managers(&self, person: PersonId) -> Known<Vec<PersonId>> {
        self.look(FactKey::acting_managers(person), |fact| match fact {
            Fact::ActingManagers(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn in_office(&self, office: Office) -> Known<Vec<PersonId>> {
        self.look(FactKey::in_office(office), |fact| match fact {
            Fact::InOffice(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn feedback_released(&self, person: PersonId) -> Known<Vec<ReleasedRound>> {
        self.look(FactKey::feedback_released(person), |fact| match fact {
            Fact::FeedbackReleased(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn tracks_kept(&self, since: Instant) -> Known<Vec<PersonId>> {
        self.look(FactKey::tracks_kept(since), |fact| match fact {
            Fact::TracksKept(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn steps_above(&self, person: PersonId) -> Known<u32> {
        self.line(person, |line| line.above)
    }

    fn steps_below(&self, person: PersonId) -> Known<u32> {
        self.line(person, |line| line.below)
    }

    fn assessed(&self, key: AssessedKey) -> Known<Vec<AssessedSkills>> {
        self.look(FactKey::Assessed(key), |fact| match fact {
            Fact::Assessed(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn certifications(&self, person: PersonId) -> Known<Vec<TakenCertification>> {
        self.look(FactKey::certifications(person), |fact| match fact {
            Fact::Certifications(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn reports_withheld(&self, person: PersonId) -> Known<Vec<WithheldReport>> {
        self.look(FactKey::reports_withheld(person), |fact| match fact {
            Fact::ReportsWithheld(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn reviews_answered(&self, review: ReviewId) -> Known<Vec<ReviewAssignmentId>> {
        self.look(FactKey::reviews_answered(review), |fact| match fact {
            Fact::ReviewsAnswered(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn reviews_asked(&self, call: CallId) -> Known<Vec<AskedReview>> {
        self.look(FactKey::reviews_asked(call), |fact| match fact {
            Fact::ReviewsAsked(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn reviews_given(&self, key: ReviewsGivenKey) -> Known<Vec<GivenReview>> {
        self.look(FactKey::ReviewsGiven(key), |fact| match fact {
            Fact::ReviewsGiven(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn scorecards_of_key(&self, scorecard: ScorecardId) -> Known<Vec<ScorecardId>> {
        self.look(FactKey::scorecards_of_key(scorecard), |fact| match fact {
            Fact::ScorecardsOfKey(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn plan_templates_of_key(&self, plan_template: PlanTemplateId) -> Known<Vec<PlanTemplateId>> {
        self.look(FactKey::plan_templates_of_key(plan_template), |fact| match fact {
            Fact::PlanTemplatesOfKey(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn plan_template_in_place(&self, shipped: ShippedTemplate) -> Known<PlanTemplateId> {
        self.look(FactKey::plan_template_in_place(shipped), |fact| match fact {
            Fact::PlanTemplateInPlace(fact) => Some(fact.value),
            _ => None,
        })
    }

    fn sampled(&self, call: CallId) -> Known<Vec<SampledIn>> {
        self.look(FactKey::sampled(call), |fact| match fact {
            Fact::Sampled(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn sessions_scheduled(&self, plan: PlanId) -> Known<Vec<SessionId>> {
        self.look(FactKey::sessions_scheduled(plan), |fact| match fact {
            Fact::SessionsScheduled(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn call(&self, call: CallId) -> Known<&Call> {
        self.look(FactKey::call(call), |fact| match fact {
            Fact::Call(fact) => Some(fact.value.as_ref()),
            _ => None,
        })
    }

    fn glance(&self, thing: ThingRef) -> Known<Glance<'_>> {
        match self.things.get(&thing) {
            Some(state) => state.as_ref().map(Thing::as_any).and_then(AnyThing::glance).into(),
            None => Known::NotLoaded(FactKey::Thing(thing)),
        }
    }

    fn calls_begun(&self, key: CallsBegunKey) -> Known<Vec<BegunCall>> {
        self.look(FactKey::CallsBegun(key), |fact| match fact {
            Fact::CallsBegun(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn coached_before(&self, item: TrainingItemId) -> Known<CoachedBefore> {
        self.look(FactKey::coached_before(item), |fact| match fact {
            Fact::CoachedBefore(fact) => Some(fact.value),
            _ => None,
        })
    }

    fn failed_checks(&self, call: CallId) -> Known<Vec<Failed>> {
        self.look(FactKey::failed_checks(call), |fact| match fact {
            Fact::FailedChecks(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn follow_up(&self, key: FollowUpKey) -> Known<FollowUp> {
        self.look(FactKey::FollowUp(key), |fact| match fact {
            Fact::FollowUp(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn choices(&self, person: PersonId) -> Known<&Choices> {
        self.glance(ThingRef::of(settings_of(person))).and_then(|glance| match glance {
            Glance::Choices(choices) => Some(choices),
            _ => None,
        })
    }

    fn observed(&self, key: ObservedKey) -> Known<Observed> {
        self.look(FactKey::Observed(key), |fact| match fact {
            Fact::Observed(fact) => Some(Some(fact.value)),
            _ => None,
        })
    }

    fn team_observed(&self, key: TeamObservedKey) -> Known<Observed> {
        self.look(FactKey::TeamObserved(key), |fact| match fact {
            Fact::TeamObserved(fact) => Some(Some(fact.value)),
            _ => None,
        })
    }

    fn duties(&self, person: PersonId) -> Known<Duties> {
        self.look(FactKey::duties(person), |fact| match fact {
            Fact::Duties(fact) => Some(Some(fact.value.clone())),
            _ => None,
        })
    }

    fn gather(&self, keys: impl IntoIterator<Item = FactKey>) -> Result<(), Refusal> {
        let mut missing: Vec<FactKey> = keys.into_iter().filter(|key| !self.holds(key)).collect();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() { Ok(()) } else { Err(Refusal::NeedsFacts(missing)) }
    }
}

impl Source for Loaded {
    fn state(&self, thing: ThingRef) -> Known<AnyThing<'_>> {
        match self.things.get(&thing) {
            Some(state) => Known::Present(state.as_ref().map_or(AnyThing::Absent, Thing::as_any)),
            None => Known::NotLoaded(FactKey::Thing(thing)),
        }
    }
}
