//! The law as a whole: decide, evolve and available, handed on to the thing that they are about.

use super::{Act, Availability, Change, Decided, Thing, ThingRef};
use crate::bundle::Bundle;
use crate::calls::Call;
use crate::facts::{Facts, Refusal};
use crate::kernel::aggregate::Recorded;
use crate::kernel::command::{Actor, Command};
use crate::kernel::event::Event;
use crate::kernel::time::Instant;
use crate::people::Person;
use crate::policy::Policy;
use crate::{bundle, calls, people, recorded};

/// The state that a decision starts from, wherever it is kept.
#[derive(Clone, Copy, Debug)]
pub enum State<'a> {
    /// There is no such thing.
    Absent,
    /// A bundle.
    Bundle(&'a Bundle),
    /// A call.
    Call(&'a Recorded<Call>),
    /// A person.
    Person(&'a Recorded<Person>),
}

impl<'a> From<Option<&'a Thing>> for State<'a> {
    fn from(thing: Option<&'a Thing>) -> Self {
        match thing {
            None => State::Absent,
            Some(Thing::Bundle(bundle)) => State::Bundle(bundle),
            Some(Thing::Call(call)) => State::Call(call),
            Some(Thing::Person(person)) => State::Person(person),
        }
    }
}

impl<'a> State<'a> {
    fn bundle(self) -> Option<&'a Bundle> {
        match self {
            State::Bundle(bundle) => Some(bundle),
            _ => None,
        }
    }

    fn call(self) -> Option<&'a Recorded<Call>> {
        match self {
            State::Call(call) => Some(call),
            _ => None,
        }
    }

    fn person(self) -> Option<&'a Recorded<Person>> {
        match self {
            State::Person(person) => Some(person),
            _ => None,
        }
    }
}

/// Decides on a command, given the state of the thing that it is about, and facts.
pub fn decide<F: Facts>(
    state: State<'_>,
    command: &Command<Act>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    match &command.act {
        Act::Bundle(act) => {
            let decided = bundle::decide(state.bundle(), &command.with_act(act), policy, facts)?;
            Ok(decided.map(Change::Bundle))
        }
        Act::Call(calls::Act::Record(call)) => {
            let event = recorded::decide(state.call(), &command.with_act(call), policy, facts)?;
            Ok(Decided::one(event.map(|call| Change::Call(calls::Change::Recorded(call)))))
        }
        Act::Person(people::Act::Record(person)) => {
            let event = recorded::decide(state.person(), &command.with_act(person), policy, facts)?;
            Ok(Decided::one(event.map(|person| Change::Person(people::Change::Recorded(person)))))
        }
    }
}

/// The thing after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub fn evolve(thing: Option<Thing>, event: Event<Change>) -> Option<Thing> {
    let (change, event) = event.split();
    match (change, thing) {
        (Change::Bundle(change), None) => bundle::evolve(None, event.with(change)).map(Thing::Bundle),
        (Change::Bundle(change), Some(Thing::Bundle(bundle))) => {
            bundle::evolve(Some(bundle), event.with(change)).map(Thing::Bundle)
        }
        (Change::Call(calls::Change::Recorded(call)), None) => {
            Some(Thing::Call(recorded::evolve(None, event.with(call))))
        }
        (Change::Call(calls::Change::Recorded(call)), Some(Thing::Call(known))) => {
            Some(Thing::Call(recorded::evolve(Some(&known), event.with(call))))
        }
        (Change::Person(people::Change::Recorded(person)), None) => {
            Some(Thing::Person(recorded::evolve(None, event.with(person))))
        }
        (Change::Person(people::Change::Recorded(person)), Some(Thing::Person(known))) => {
            Some(Thing::Person(recorded::evolve(Some(&known), event.with(person))))
        }
        _ => None,
    }
}

/// Each command on a thing, open or closed to this actor whatever the body.
pub fn available<F: Facts>(
    thing: ThingRef,
    state: State<'_>,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    match thing {
        ThingRef::Bundle(_) => bundle::available(state.bundle(), actor, at, policy, facts),
        ThingRef::Call(_) => recorded::available(state.call(), "call.record", actor, at, policy, facts),
        ThingRef::Person(_) => recorded::available(state.person(), "person.record", actor, at, policy, facts),
    }
}
