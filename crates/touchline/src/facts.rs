//! Facts: what a decision must know besides the thing itself, asked for by typed keys.
//!
//! A fact is present, known to be absent, or not loaded. The workspace answers from its indexes and has
//! everything loaded; a host with its own database is told which keys to load. Each key's documentation
//! says what it means precisely enough to be written as a query.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calls::{Call, CallId};
use crate::kernel::canonical;
use crate::kernel::command::{Actor, PersonId};
use crate::kernel::operation::Failure;
use crate::kernel::rejection::Rejection;
use crate::people::Person;

/// The name of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum FactKey {
    /// The call with this id, as last recorded.
    Call(CallKey),
    /// How many steps up the reporting line from `report` the person `manager` stands: 1 for the direct
    /// manager, 2 for that one's manager. Absent when they do not stand there, and when both are the same.
    Manages(ManagesKey),
    /// The person with this id, as last recorded.
    Person(PersonKey),
}

/// Which call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct CallKey {
    /// The call.
    pub call: CallId,
}

/// Which two people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ManagesKey {
    /// The one above.
    pub manager: PersonId,
    /// The one below.
    pub report: PersonId,
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

    /// The key of whoever acts, unless that is the host itself.
    #[must_use]
    pub const fn actor(actor: Actor) -> Option<Self> {
        match actor {
            Actor::Person(person) => Some(FactKey::person(person)),
            Actor::System => None,
        }
    }

    /// The key of a call.
    #[must_use]
    pub const fn call(call: CallId) -> Self {
        FactKey::Call(CallKey { call })
    }

    /// The key of a reporting line.
    #[must_use]
    pub const fn manages(manager: PersonId, report: PersonId) -> Self {
        FactKey::Manages(ManagesKey { manager, report })
    }
}

/// A fact that a host has loaded: its key, and its value or null where it is known to be absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// A call.
    Call(CallFact),
    /// A reporting line.
    Manages(ManagesFact),
    /// A person.
    Person(PersonFact),
}

/// What is known of a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CallFact {
    /// The call.
    pub call: CallId,
    /// The call as last recorded, or null where there is none.
    pub value: Option<Call>,
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

/// What is known of a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonFact {
    /// The person.
    pub person: PersonId,
    /// The person as last recorded, or null where there is none.
    pub value: Option<Person>,
}

/// What is known of one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<T> {
    /// It is this.
    Present(T),
    /// It is known that there is none.
    Absent,
    /// Nobody has looked yet.
    NotLoaded(FactKey),
}

impl<T> Known<T> {
    /// The fact or its absence; what is not loaded stops the decision.
    pub fn present(self) -> Result<Option<T>, Refusal> {
        match self {
            Known::Present(value) => Ok(Some(value)),
            Known::Absent => Ok(None),
            Known::NotLoaded(key) => Err(Refusal::NeedsFacts(vec![key])),
        }
    }
}

impl<T> From<Option<T>> for Known<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Known::Absent, Known::Present)
    }
}

/// Where facts come from.
pub trait Facts {
    /// The person with this id.
    fn person(&self, person: PersonId) -> Known<&Person>;

    /// How many steps up from `report` the `manager` stands.
    fn manages(&self, manager: PersonId, report: PersonId) -> Known<u32>;

    /// The call with this id.
    fn call(&self, call: CallId) -> Known<&Call>;

    /// Stops with every key that is not loaded, so that a host learns of all of them at once. A source that
    /// has everything loaded need not look.
    fn gather(&self, keys: impl IntoIterator<Item = FactKey>) -> Result<(), Refusal>;
}

/// Why a decision was not an acceptance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A rule says no.
    Rejected(Rejection),
    /// These facts must be loaded first. For the host alone.
    NeedsFacts(Vec<FactKey>),
}

impl<T: Into<Rejection>> From<T> for Refusal {
    fn from(rejection: T) -> Self {
        Refusal::Rejected(rejection.into())
    }
}

impl Refusal {
    /// Names the field to blame, if a rule said no.
    #[must_use]
    pub fn at(self, path: impl Into<String>) -> Self {
        match self {
            Refusal::Rejected(rejection) => Refusal::Rejected(rejection.at(path)),
            other => other,
        }
    }
}

/// The keys of facts that must be loaded first.
#[derive(Serialize, JsonSchema)]
pub struct NeedsFacts {
    /// All of them.
    pub keys: Vec<FactKey>,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Rejected(rejection) => Failure::Rejected(rejection),
            Refusal::NeedsFacts(keys) => match canonical::to_string(&NeedsFacts { keys }) {
                Ok(keys) => Failure::NeedsFacts(keys),
                Err(defect) => defect.into(),
            },
        }
    }
}

/// The facts that a host handed in.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    people: std::collections::BTreeMap<PersonId, Option<Person>>,
    lines: std::collections::BTreeMap<ManagesKey, Option<u32>>,
    calls: std::collections::BTreeMap<CallId, Option<Call>>,
}

impl Loaded {
    /// Takes the facts in; of two about the same key the later counts.
    #[must_use]
    pub fn new(facts: impl IntoIterator<Item = Fact>) -> Self {
        let mut loaded = Loaded::default();
        for fact in facts {
            match fact {
                Fact::Call(CallFact { call, value }) => drop(loaded.calls.insert(call, value)),
                Fact::Person(PersonFact { person, value }) => drop(loaded.people.insert(person, value)),
                Fact::Manages(ManagesFact { depth, manager, report }) => {
                    loaded.lines.insert(ManagesKey { manager, report }, depth);
                }
            }
        }
        loaded
    }

    fn holds(&self, key: &FactKey) -> bool {
        match key {
            FactKey::Call(key) => self.calls.contains_key(&key.call),
            FactKey::Manages(key) => self.lines.contains_key(key),
            FactKey::Person(key) => self.people.contains_key(&key.person),
        }
    }
}

fn look<T>(found: Option<Option<T>>, key: FactKey) -> Known<T> {
    found.map_or(Known::NotLoaded(key), Known::from)
}

impl Facts for Loaded {
    fn person(&self, person: PersonId) -> Known<&Person> {
        look(self.people.get(&person).map(Option::as_ref), FactKey::person(person))
    }

    fn manages(&self, manager: PersonId, report: PersonId) -> Known<u32> {
        look(self.lines.get(&ManagesKey { manager, report }).copied(), FactKey::manages(manager, report))
    }

    fn call(&self, call: CallId) -> Known<&Call> {
        look(self.calls.get(&call).map(Option::as_ref), FactKey::call(call))
    }

    fn gather(&self, keys: impl IntoIterator<Item = FactKey>) -> Result<(), Refusal> {
        let mut missing: Vec<FactKey> = keys.into_iter().filter(|key| !self.holds(key)).collect();
        missing.sort_unstable();
        missing.dedup();
        if missing.is_empty() { Ok(()) } else { Err(Refusal::NeedsFacts(missing)) }
    }
}
