//! The envelope around every change: who wants it, when, seen from which version.
//!
//! Rules: KER-04.

use core::fmt;
use core::hash::{Hash, Hasher};
use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::envelope::{self, Field, Variants, union};
use super::id::{Id, Named};
use super::time::Instant;

/// Marks the id of a person; the person itself is `people`'s.
pub enum PersonMark {}

impl Named for PersonMark {
    const THING: &'static str = "person";
}

/// The id of a person.
pub type PersonId = Id<PersonMark>;

/// Marks the id of a command.
pub enum CommandMark {}

impl Named for CommandMark {
    const THING: &'static str = "command";
}

/// The id of a command: the host's, so that a retry can be known as one.
pub type CommandId = Id<CommandMark>;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    /// The host itself, or the library on somebody's order.
    System,
    /// A person.
    Person(PersonId),
}

impl Actor {
    /// The person, or nobody where the host itself acts.
    #[must_use]
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Actor::Person(person) => Some(person),
            Actor::System => None,
        }
    }
}

impl Hash for Actor {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // What tells the two apart is how much there is of them.
        if let Actor::Person(person) = self {
            person.hash(state);
        }
    }
}

const SYSTEM: &str = "system";

impl Serialize for Actor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return self.person().serialize(serializer);
        }
        match self {
            Actor::System => serializer.serialize_str(SYSTEM),
            Actor::Person(person) => person.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Option::deserialize(deserializer).map(|person| person.map_or(Actor::System, Actor::Person));
        }
        deserializer.deserialize_str(ActorText)
    }
}

struct ActorText;

impl Visitor<'_> for ActorText {
    type Value = Actor;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the id of a person, or `system`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Actor, E> {
        if text == SYSTEM {
            return Ok(Actor::System);
        }
        uuid::Uuid::try_parse(text).map(|uuid| Actor::Person(Id::new(uuid))).map_err(E::custom)
    }
}

impl JsonSchema for Actor {
    fn schema_name() -> Cow<'static, str> {
        "Actor".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "format": "actor",
            "description": "Who acts: the id of a person, or `system` for the host itself."
        })
    }
}

/// A command as it is decided on and kept: the entropy of the wire's form is gone, since it may not be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Command<Act> {
    /// Who wants it.
    pub actor: Actor,
    /// When, by the host's clock.
    pub at: Instant,
    /// The version that the actor has seen, where a change since then should be a conflict.
    pub expected_version: Option<u64>,
    /// The command's own id.
    pub id: CommandId,
    /// What is wanted: prints as `type` and `body` beside the other fields.
    pub act: Act,
}

impl<Act> Command<Act> {
    /// The same envelope around another act.
    pub fn with_act<Other>(&self, act: Other) -> Command<Other> {
        Command { actor: self.actor, at: self.at, expected_version: self.expected_version, id: self.id, act }
    }
}

impl<Act: Serialize> Serialize for Command<Act> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Command", 6)?;
        fields.serialize_field("actor", &self.actor)?;
        fields.serialize_field("at", &self.at)?;
        envelope::write_field("body", &self.act, &mut fields)?;
        fields.serialize_field("expected_version", &self.expected_version)?;
        fields.serialize_field("id", &self.id)?;
        envelope::write_field("type", &self.act, &mut fields)?;
        fields.end()
    }
}

/// The fields of a command's envelope besides `type` and `body`, all of which may be asked to be there.
pub fn fields(generator: &mut SchemaGenerator, all_there: bool) -> Vec<Field> {
    let actor = generator.subschema_for::<Actor>();
    let at = generator.subschema_for::<Instant>();
    let expected_version = generator.subschema_for::<Option<u64>>();
    let id = generator.subschema_for::<CommandId>();
    vec![
        Field::new("actor", actor, true, "Who wants it."),
        Field::new("at", at, true, "When, by the host's clock."),
        Field::new(
            "expected_version",
            expected_version,
            all_there,
            "The version that the actor has seen, where a change since then should be a conflict.",
        ),
        Field::new("id", id, true, "The command's own id, the same in a retry."),
    ]
}

impl<Act: Variants> JsonSchema for Command<Act> {
    fn schema_name() -> Cow<'static, str> {
        "StoredCommand".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let fields = fields(generator, true);
        union(Act::variants(generator), &fields, "A command as it is kept: without its entropy.")
    }
}
