//! The envelope around what happened: when, by whom, written under which schema.

use schemars::JsonSchema;
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use super::command::Actor;
use super::envelope;
use super::time::Instant;

/// When and by whom something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Done {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Actor,
}

/// Something that happened to one thing. `evolve` reads nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<Change> {
    /// When, where clocks differed a little: the later of the command's and the last change's moment.
    pub at: Instant,
    /// Who did it.
    pub by: Actor,
    /// The schema of the change's body.
    pub schema: u32,
    /// What happened: prints as `type` and `body` beside the other fields.
    pub change: Change,
}

impl<Change> Event<Change> {
    /// The change, and the envelope without it.
    pub fn split(self) -> (Change, Event<()>) {
        (self.change, Event { at: self.at, by: self.by, schema: self.schema, change: () })
    }

    /// The same envelope around another change.
    pub fn map<Other>(self, other: impl FnOnce(Change) -> Other) -> Event<Other> {
        let (change, event) = self.split();
        event.with(other(change))
    }
}

impl Event<()> {
    /// This envelope around a change.
    pub fn with<Change>(self, change: Change) -> Event<Change> {
        Event { at: self.at, by: self.by, schema: self.schema, change }
    }
}

impl<Change: Serialize> Serialize for Event<Change> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Event", 5)?;
        fields.serialize_field("at", &self.at)?;
        envelope::write_field("body", &self.change, &mut fields)?;
        fields.serialize_field("by", &self.by)?;
        fields.serialize_field("schema", &self.schema)?;
        envelope::write_field("type", &self.change, &mut fields)?;
        fields.end()
    }
}
