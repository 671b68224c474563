//! The envelope around what happened: when, by whom, written under which schema.
//!
//! Rules: KER-14.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserializer, Error, MapAccess};
use serde::ser::{SerializeStruct, Serializer};
use serde::{Deserialize, Serialize};

use super::command::Actor;
use super::envelope::{self, Field, Fields, STORED, Tagged, Variants, read_among, union};
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
    /// What happened: prints as `type`, `body` and the body's `schema` beside the other fields.
    pub change: Change,
}

/// A change whose body is written under a schema of its own.
pub trait OfSchema {
    /// The schema that the body is written under.
    fn schema(&self) -> u32;
}

impl<Change> Event<Change> {
    /// The change, and the envelope without it.
    pub fn split(self) -> (Change, Event<()>) {
        (self.change, Event { at: self.at, by: self.by, change: () })
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
        Event { at: self.at, by: self.by, change }
    }
}

impl<Change: Serialize + OfSchema> Serialize for Event<Change> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Event", 5)?;
        fields.serialize_field("at", &self.at)?;
        envelope::write_field("body", &self.change, &mut fields)?;
        fields.serialize_field("by", &self.by)?;
        fields.serialize_field("schema", &self.change.schema())?;
        envelope::write_field("type", &self.change, &mut fields)?;
        fields.end()
    }
}

impl<'de, Change: Tagged> Deserialize<'de> for Event<Change> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (fields, change): (EventFields, Change) = read_among(deserializer)?;
        let missing = D::Error::missing_field;
        Ok(Event { at: fields.at.ok_or_else(|| missing("at"))?, by: fields.by.ok_or_else(|| missing("by"))?, change })
    }
}

#[derive(Default)]
struct EventFields {
    at: Option<Instant>,
    by: Option<Actor>,
    schema: Option<u32>,
}

impl Fields for EventFields {
    const NAMES: &'static [&'static str] = &["type", "schema", "body", "at", "by"];

    fn take<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<bool, A::Error> {
        match field {
            "at" => self.at = Some(map.next_value()?),
            "by" => self.by = Some(map.next_value()?),
            "schema" => self.schema = Some(map.next_value()?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn schema(&self) -> Option<u32> {
        self.schema
    }
}

impl<Change: Variants> JsonSchema for Event<Change> {
    fn schema_name() -> Cow<'static, str> {
        "Event".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (at, by) = (generator.subschema_for::<Instant>(), generator.subschema_for::<Actor>());
        let fields = [
            Field::new("at", at, true, "When it took effect."),
            Field::new("by", by, true, "Who did it."),
            Field::new("schema", generator.subschema_for::<u32>(), true, "The schema of the body."),
        ];
        let mut union = union(Change::variants(generator), &fields, "What happened to a thing.");
        union.insert(STORED.to_owned(), true.into());
        union
    }
}
