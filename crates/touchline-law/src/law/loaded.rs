//! The facts that a host handed in.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Source, State, StoredThing, Thing, evolve};
use crate::facts::{
    BegunCall, BundleStanding, CallsBegunKey, CoachedBefore, Duties, FactKey, Facts, GoalStanding, ItemStanding, Known,
    ManagesKey, ObservedKey, Refusal, TeamObservedKey,
};
use crate::ground::calls::{Call, CallId};
use crate::ground::people::Person;
use crate::ground::{BundleId, GoalId, TeamGoalId, ThingKind, ThingRef, TrainingItemId};
use crate::notify::Choices;
use crate::things::notification_settings;
use touchline_calculators::progress::Observed;
use touchline_kernel::command::PersonId;
use touchline_kernel::event::Event;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::time::Instant;

/// A fact that a host has loaded: its key, and its value or null where it is known to be absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// A call.
    Call(CallFact),
    /// The calls that began between two moments.
    CallsBegun(CallsBegunFact),
    /// The coaching that the check of a training item had before.
    CoachedBefore(CoachedBeforeFact),
    /// What a person still has to do.
    Duties(DutiesFact),
    /// A reporting line.
    Manages(ManagesFact),
    /// What was observed of a goal.
    Observed(ObservedFact),
    /// A person.
    Person(PersonFact),
    /// What was observed of a team's goal.
    TeamObserved(TeamObservedFact),
    /// A thing's state.
    Thing(ThingFact),
}

/// What is known of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CallFact {
    /// The call.
    pub call: CallId,
    /// The call as last recorded, or null where there is none.
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

/// What is known of a reporting line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ManagesFact {
    /// The steps up the line, or null where the manager does not stand above the report.
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

/// What is known of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
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
pub struct ThingFact {
    /// The thing.
    pub thing: ThingRef,
    /// Its state, as `law.decide` or `law.evolve` gave it; null where there is no such thing.
    pub value: Option<StoredThing>,
}

/// The facts that a host handed in.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    people: BTreeMap<PersonId, Option<Person>>,
    lines: BTreeMap<ManagesKey, Option<u32>>,
    calls: BTreeMap<CallId, Option<Call>>,
    calls_begun: BTreeMap<CallsBegunKey, Vec<BegunCall>>,
    coached_before: BTreeMap<TrainingItemId, Option<CoachedBefore>>,
    duties: BTreeMap<PersonId, Duties>,
    observed: BTreeMap<ObservedKey, Observed>,
    team_observed: BTreeMap<TeamObservedKey, Observed>,
    things: BTreeMap<ThingRef, Option<Thing>>,
}

impl Loaded {
    /// Takes the facts in; of two about the same key the later counts. A state that is of another thing than
    /// the one it is said to be of would be decided on wrongly, and is refused.
    pub fn new(facts: impl IntoIterator<Item = Fact>) -> Result<Self, Rejection> {
        let mut loaded = Loaded::default();
        for (place, fact) in facts.into_iter().enumerate() {
            match fact {
                Fact::Call(CallFact { call, value }) => {
                    refuse_another(value.as_ref().is_some_and(|value| value.call != call), place)?;
                    loaded.calls.insert(call, value);
                }
                Fact::Person(PersonFact { person, value }) => {
                    refuse_another(value.as_ref().is_some_and(|value| value.person != person), place)?;
                    loaded.people.insert(person, value);
                }
                Fact::CallsBegun(CallsBegunFact { earliest, latest, value }) => {
                    loaded.calls_begun.insert(CallsBegunKey { earliest, latest }, value);
                }
                Fact::CoachedBefore(CoachedBeforeFact { training_item, value }) => {
                    loaded.coached_before.insert(training_item, value);
                }
                Fact::Duties(DutiesFact { person, value }) => {
                    loaded.duties.insert(person, value);
                }
                Fact::Observed(ObservedFact { goal, since, until, value }) => {
                    loaded.observed.insert(ObservedKey { goal, since, until }, value);
                }
                Fact::TeamObserved(TeamObservedFact { since, team_goal, until, value }) => {
                    loaded.team_observed.insert(TeamObservedKey { since, team_goal, until }, value);
                }
                Fact::Manages(ManagesFact { depth, manager, report }) => {
                    loaded.lines.insert(ManagesKey { manager, report }, depth);
                }
                Fact::Thing(ThingFact { thing, value }) => {
                    let state = value.map(|stored| stored.0);
                    refuse_another(state.as_ref().is_some_and(|state| state.reference() != thing), place)?;
                    loaded.things.insert(thing, state);
                }
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
        fn document(thing: &Thing) -> Option<&Person> {
            match thing {
                Thing::Person(person) => Some(&person.document),
                _ => None,
            }
        }
        let state = || self.things.get(&ThingRef::new(ThingKind::Person, person));
        match self.people.get(&person) {
            Some(known) => Some(known.as_ref()),
            None => state().map(|state| state.as_ref().and_then(document)),
        }
    }

    fn holds(&self, key: &FactKey) -> bool {
        match key {
            FactKey::Call(key) => self.calls.contains_key(&key.call),
            FactKey::CallsBegun(key) => self.calls_begun.contains_key(key),
            FactKey::CoachedBefore(key) => self.coached_before.contains_key(&key.training_item),
            FactKey::Duties(key) => self.duties.contains_key(&key.person),
            FactKey::Manages(key) => self.lines.contains_key(key),
            FactKey::Observed(key) => self.observed.contains_key(key),
            FactKey::Person(key) => self.known(key.person).is_some(),
            FactKey::TeamObserved(key) => self.team_observed.contains_key(key),
            FactKey::Thing(thing) => self.things.contains_key(thing),
        }
    }
}

fn refuse_another(is_another: bool, place: usize) -> Result<(), Rejection> {
    if is_another { Err(Rejection::from(Code::AnotherThing).at(format!("/facts/{place}/body/value"))) } else { Ok(()) }
}

fn look<T>(found: Option<Option<T>>, key: FactKey) -> Known<T> {
    found.map_or(Known::NotLoaded(key), Known::from)
}

impl Facts for Loaded {
    fn person(&self, person: PersonId) -> Known<&Person> {
        look(self.known(person), FactKey::person(person))
    }

    fn manages(&self, manager: PersonId, report: PersonId) -> Known<u32> {
        look(self.lines.get(&ManagesKey { manager, report }).copied(), FactKey::manages(manager, report))
    }

    fn call(&self, call: CallId) -> Known<&Call> {
        look(self.calls.get(&call).map(Option::as_ref), FactKey::call(call))
    }

    fn bundle(&self, bundle: BundleId) -> Known<BundleStanding<'_>> {
        let thing = ThingRef::new(ThingKind::Bundle, bundle);
        match self.things.get(&thing) {
            Some(Some(Thing::Bundle(bundle))) => Known::Present(bundle.standing()),
            Some(_) => Known::Absent,
            None => Known::NotLoaded(FactKey::Thing(thing)),
        }
    }

    fn training_item(&self, item: TrainingItemId) -> Known<ItemStanding<'_>> {
        let thing = ThingRef::new(ThingKind::TrainingItem, item);
        match self.things.get(&thing) {
            Some(Some(Thing::TrainingItem(item))) => Known::Present(item.standing()),
            Some(_) => Known::Absent,
            None => Known::NotLoaded(FactKey::Thing(thing)),
        }
    }

    fn calls_begun(&self, key: CallsBegunKey) -> Known<Vec<BegunCall>> {
        self.calls_begun.get(&key).cloned().map_or(Known::NotLoaded(FactKey::CallsBegun(key)), Known::Present)
    }

    fn coached_before(&self, item: TrainingItemId) -> Known<CoachedBefore> {
        look(self.coached_before.get(&item).copied(), FactKey::coached_before(item))
    }

    fn choices(&self, person: PersonId) -> Known<&Choices> {
        let thing = ThingRef::new(ThingKind::NotificationSettings, notification_settings::settings_of(person));
        match self.things.get(&thing) {
            Some(Some(Thing::NotificationSettings(settings))) => Known::Present(&settings.choices),
            Some(_) => Known::Absent,
            None => Known::NotLoaded(FactKey::Thing(thing)),
        }
    }

    fn goal(&self, goal: GoalId) -> Known<GoalStanding> {
        let thing = ThingRef::new(ThingKind::Goal, goal);
        match self.things.get(&thing) {
            Some(Some(Thing::Goal(goal))) => Known::Present(goal.standing()),
            Some(_) => Known::Absent,
            None => Known::NotLoaded(FactKey::Thing(thing)),
        }
    }

    fn observed(&self, key: ObservedKey) -> Known<Observed> {
        self.observed.get(&key).copied().map_or(Known::NotLoaded(FactKey::Observed(key)), Known::Present)
    }

    fn team_observed(&self, key: TeamObservedKey) -> Known<Observed> {
        self.team_observed.get(&key).copied().map_or(Known::NotLoaded(FactKey::TeamObserved(key)), Known::Present)
    }

    fn duties(&self, person: PersonId) -> Known<Duties> {
        self.duties.get(&person).cloned().map_or(Known::NotLoaded(FactKey::duties(person)), Known::Present)
    }

    fn gather(&self, keys: impl IntoIterator<Item = FactKey>) -> Result<(), Refusal> {
        let mut missing: Vec<FactKey> = keys.into_iter().filter(|key| !self.holds(key)).collect();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() { Ok(()) } else { Err(Refusal::NeedsFacts(missing)) }
    }
}

impl Source for Loaded {
    fn state(&self, thing: ThingRef) -> Known<State<'_>> {
        match self.things.get(&thing) {
            Some(state) => Known::Present(State::from(state.as_ref())),
            None => Known::NotLoaded(FactKey::Thing(thing)),
        }
    }
}
