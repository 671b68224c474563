//! What the sender of an accepted command should know of other things, which the command's own thing does not.
//!
//! Rules: ORG-08.

use touchline_kernel::{Command, Warning, WarningCode};

use super::duties::{asks_when_deactivated, open_duties};
use super::joined::Act;
use super::source::Source;
use crate::facts::{FactKey, Refusal};
use crate::policy::Policy;
use crate::things::person;

/// What the remarks on a command rest on, as far as it can be told without any fact.
pub(super) fn asks(command: &Command<Act>) -> Vec<FactKey> {
    match &command.act {
        Act::Person(person::Act::Record(person)) => asks_when_deactivated(person, command.actor),
        _ => Vec::new(),
    }
}

/// The remarks on a command that was decided: that a person who leaves has open duties, and how many of which kind.
pub(super) fn of<S: Source>(command: &Command<Act>, policy: &Policy, source: &S) -> Result<Vec<Warning>, Refusal> {
    let Act::Person(person::Act::Record(person)) = &command.act else { return Ok(Vec::new()) };
    let is_there = source.person(person.person).present()?.is_some_and(|known| known.active);
    let leaves = is_there && !person.active;
    if !leaves {
        return Ok(Vec::new());
    }
    let counts = open_duties(person.person, command.actor, command.at, policy, source)?;
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Warning { counts, ..WarningCode::OpenDuties.into() }])
}
