//! From a decision to what is kept and what is shown of it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::joined::lifecycles;
use super::{Act, AnyThing, Change, WireCommand};
use crate::ground::ThingRef;
use touchline_kernel::record::{Draft, DraftError, Pen, Penned};
use touchline_kernel::{Code, Command, CommandId, Event, Failure, Instant, Rejection, Warning, canonical};

/// Where a thing stands, of whichever kind it is: by the words of all lifecycles.
enum AnyState {}

impl JsonSchema for AnyState {
    fn schema_name() -> Cow<'static, str> {
        "AnyState".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let states: BTreeSet<&str> = lifecycles().into_iter().flat_map(|table| table.states).collect();
        json_schema!({
            "type": "string",
            "enum": states,
            "description": "Where a thing stands, of whichever kind it is."
        })
    }
}

/// What the actor may be shown of an accepted command.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Receipt {
    /// When it took effect.
    pub at: Instant,
    /// The command.
    pub command: CommandId,
    /// Where the thing stands now, as this actor is told, if it has a lifecycle.
    #[schemars(with = "Option<AnyState>")]
    pub state: Option<&'static str>,
    /// What the command was about.
    pub thing: ThingRef,
    /// The thing's version as this actor counts it.
    pub version: u64,
    /// What the actor should know.
    pub warnings: Vec<Warning>,
}

impl Receipt {
    /// The receipt of a command, given the thing that it is about and the state after it.
    #[must_use]
    pub fn of(
        command: &Command<Act>,
        at: Instant,
        (thing, after): (ThingRef, AnyThing<'_>),
        warnings: Vec<Warning>,
    ) -> Self {
        let version = after.last(command.actor).map_or(0, |(version, _)| version);
        Receipt { at, command: command.id, state: after.stands_for(command.actor), thing, version, warnings }
    }
}

/// When a command took effect on the thing that it is about. What follows in other things may do so later, where
/// these changed later; the actor may not even see them.
#[must_use]
pub fn took_effect(command: &Command<Act>, target: ThingRef, events: &[Event<Change>]) -> Instant {
    let own = events.iter().rev().find(|event| event.change.target() == target);
    own.map_or(command.at, |event| event.at)
}

/// Refuses a command that holds personal text and no entropy to commit to it with, and entropy that nobody drew: zeros,
/// and what was `spent` on the command before, are what a generator gives that is broken. That is a matter of the
/// command's shape, and so comes before anything is decided.
pub fn check_entropy(wire: &WireCommand, spent: &str) -> Result<(), Failure> {
    let needed = || canonical::to_string_marking_personal(&wire.command.act).map(|(_, personal)| !personal.is_empty());
    match wire.entropy.as_deref() {
        None if needed()? => Err(entropy_missing().into()),
        Some(entropy) if entropy == spent || entropy.bytes().all(|digit| digit == b'0') => {
            Err(Rejection::from(Code::EntropyGuessable).at("/entropy").into())
        }
        _ => Ok(()),
    }
}

fn entropy_missing() -> Rejection {
    Rejection::from(Code::EntropyMissing).at("/entropy")
}

/// Prints what is to be kept of a decided command. Personal text needs entropy to be committed to.
pub fn draft(command: &Command<Act>, events: &[Event<Change>], entropy: Option<&str>) -> Result<Draft, Failure> {
    Draft::new(command, events, entropy).map_err(refused)
}

/// The same at the end of a log.
pub fn write(
    pen: &mut Pen,
    log: &mut String,
    command: &Command<Act>,
    events: &[Event<Change>],
    entropy: Option<&str>,
) -> Result<Penned, Failure> {
    pen.write(log, command, events, entropy).map_err(refused)
}

fn refused(error: DraftError) -> Failure {
    match error {
        DraftError::EntropyMissing => entropy_missing().into(),
        DraftError::Unprintable(defect) => defect.into(),
    }
}
