//! Duties: what a person still has to do, handed over to somebody else. The duties are other things' own: what
//! becomes of each is decided by its own lifecycle, in the same record.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::ground::ThingRef;
use crate::ground::people::Person;
use touchline_kernel::{Event, Note, PersonId, Recorded, next_version};

/// A person's duties, for another to take over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HandOver {
    /// Why the live bundles are cancelled, and the open escalations withdrawn, that are for the person, who has left;
    /// null where they stay.
    #[serde(default)]
    pub cancel_own: Option<Note>,
    /// Whose duties they are.
    pub person: PersonId,
    /// Who takes them over.
    pub to: PersonId,
}

/// What can be done with duties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "person.", serialize_all = "snake_case")]
#[schemars(rename = "DutiesAct")]
pub enum Act {
    /// Hand everything that a person keeps over to another, or nothing where that one may not take it; and call
    /// off the live bundles and open escalations that are for somebody who has left, where a reason is given. What the actor may not see is
    /// handed over too; where it cannot be, it stays as it is and is not told of.
    #[serde(rename = "person.hand_over")]
    HandOver(HandOver),
}

/// Duties that were handed over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DutiesHandedOver {
    /// What was for the person, who has left, and is cancelled.
    #[serde(default)]
    pub cancelled: Vec<ThingRef>,
    /// What the person kept.
    #[serde(default)]
    pub handed_over: Vec<ThingRef>,
    /// Whose duties they were.
    pub person: PersonId,
    /// Why something was cancelled; null where nothing was to be.
    #[serde(default)]
    pub reason: Option<Note>,
    /// Who took them over.
    pub to: PersonId,
}

/// What can happen to duties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "person.", serialize_all = "snake_case")]
#[schemars(rename = "DutiesChange")]
pub enum Change {
    /// The person's duties were handed over.
    #[serde(rename = "person.duties_handed_over")]
    DutiesHandedOver(DutiesHandedOver),
}

/// The person after an event: as recorded before, and changed. Nothing where nobody of this id is known.
#[must_use]
pub fn evolve(person: Option<Recorded<Person>>, event: &Event<()>) -> Option<Recorded<Person>> {
    let person = person?;
    Some(Recorded { changed_at: event.at, version: next_version(person.version), ..person })
}
