//! Orders decided on. They stand beside the list of things, since each is decided over all of them.

use touchline_kernel::{Actor, Command, Instant};

use super::duties as open_duties;
use super::joined::{AnyThing, Change, Joined as _};
use super::order::{Order, Ordered};
use super::source::{Source, state_of};
use crate::facts::Refusal;
use crate::ground::{ThingKind, ThingRef};
use crate::life::{Availability, Decided, Recorded};
use crate::policy::Policy;
use crate::things::{duties, redaction};

/// Decides on an order.
pub(super) fn decide<S: Source>(
    person: ThingRef,
    command: &Command<&Order>,
    policy: &Policy,
    source: &S,
) -> Result<Decided<Change>, Refusal> {
    match command.act {
        Order::Duties(duties::Act::HandOver(act)) => {
            let known = state_of(person, command.actor, open_duties::asks(act), source)?;
            let decided = open_duties::decide(Recorded::known(known), &command.with_act(act), policy, source)?;
            Ok(decided.map(|change| Change::Ordered(Ordered::Duties(change))))
        }
        Order::Redaction(redaction::Act::Redact(act)) => {
            let known = state_of(person, command.actor, [], source)?;
            let decided = redaction::decide(Recorded::known(known), &command.with_act(act), policy, source)?;
            Ok(decided.map(|change| Change::Ordered(Ordered::Redaction(change))))
        }
    }
}

/// What is open on a thing besides its own commands: the orders, on a person.
pub(super) fn available<S: Source>(
    thing: ThingRef,
    known: AnyThing<'_>,
    own: Result<Vec<Availability>, Refusal>,
    who: (Actor, Instant),
    policy: &Policy,
    source: &S,
) -> Result<Vec<Availability>, Refusal> {
    if thing.kind != ThingKind::Person {
        return own;
    }
    // Whoever may record a person may hand their duties over.
    let recorded = own.map(|own| own.into_iter().flat_map(|entry| [entry.clone(), entry.of("person.hand_over")]));
    let commands = &["person.record", "person.hand_over"];
    redaction::available(Recorded::known(known), recorded.map(Iterator::collect), commands, who, policy, source)
}
