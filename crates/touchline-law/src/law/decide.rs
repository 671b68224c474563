//! The law as a whole: decide and available, handed on to the thing that they are about.

use touchline_kernel::{Actor, Command, Instant};

use super::deciding::{decide_on, open_on};
use super::joined::{Act, Change};
use super::reactions::react;
use super::source::{Source, state_of};
use super::{orders, remarks};
use crate::facts::Refusal;
use crate::ground::ThingRef;
use crate::life::{Availability, Decided};
use crate::policy::Policy;

/// Decides on a command, and on everything that follows from it in other things.
pub fn decide<S: Source>(command: &Command<Act>, policy: &Policy, source: &S) -> Result<Decided<Change>, Refusal> {
    decide_about(command.act.target(), command, policy, source)
}

/// The same for who knows already what the command is about, since an id may cost a digest.
pub fn decide_about<S: Source>(
    target: ThingRef,
    command: &Command<Act>,
    policy: &Policy,
    source: &S,
) -> Result<Decided<Change>, Refusal> {
    let besides = remarks::asks(command).into_iter();
    let mut decided = decide_on(target, command, besides, policy, source)?;
    decided.warnings.extend(remarks::of(command, policy, source)?);
    react(&command.act, &mut decided.events, policy, source)?;
    Ok(decided)
}

/// Each command on a thing, open or closed to this actor whatever the body.
pub fn available<S: Source>(
    thing: ThingRef,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    source: &S,
) -> Result<Vec<Availability>, Refusal> {
    let known = state_of(thing, actor, [], source)?;
    let own = open_on(thing, known, (actor, at), policy, source);
    orders::available(thing, known, own, (actor, at), policy, source)
}
