//! A command as it crosses the wire: with the entropy that may not be kept.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, MapAccess};
use serde::{Deserialize, Deserializer};
use touchline_kernel::command::{self, Actor, Command, CommandId};
use touchline_kernel::envelope::{Field, Fields, read_among, union};
use touchline_kernel::time::Instant;

use super::joined::{Act, acts};

/// A command as it crosses the wire: with the entropy that may not be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct WireCommand {
    /// The command.
    pub command: Command<Act>,
    /// 256 bits of the host's randomness, as 64 hexadecimal digits.
    pub entropy: Option<Box<str>>,
}

impl<'de> Deserialize<'de> for WireCommand {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (fields, act): (CommandFields, Act) = read_among(deserializer)?;
        let missing = D::Error::missing_field;
        Ok(WireCommand {
            command: Command {
                actor: fields.actor.ok_or_else(|| missing("actor"))?,
                at: fields.at.ok_or_else(|| missing("at"))?,
                expected_version: fields.expected_version,
                id: fields.id.ok_or_else(|| missing("id"))?,
                act,
            },
            entropy: fields.entropy,
        })
    }
}

#[derive(Default)]
struct CommandFields {
    actor: Option<Actor>,
    at: Option<Instant>,
    entropy: Option<Box<str>>,
    expected_version: Option<u64>,
    id: Option<CommandId>,
}

impl Fields for CommandFields {
    const NAMES: &'static [&'static str] = &["type", "body", "actor", "at", "entropy", "expected_version", "id"];

    fn take<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<bool, A::Error> {
        match field {
            "actor" => self.actor = Some(map.next_value()?),
            "at" => self.at = Some(map.next_value()?),
            "entropy" => self.entropy = map.next_value()?,
            "expected_version" => self.expected_version = map.next_value()?,
            "id" => self.id = Some(map.next_value()?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl JsonSchema for WireCommand {
    fn schema_name() -> Cow<'static, str> {
        "Command".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut fields = command::fields(generator, false);
        let entropy = json_schema!({ "type": ["string", "null"], "format": "entropy" });
        let about = "256 bits of the host's randomness as 64 lower-case hexadecimal digits, fresh for each command; \
                     needed where the body holds personal text, and never kept.";
        fields.push(Field::new("entropy", entropy, false, about));
        union(acts(generator), &fields, "What an actor wants done.")
    }
}
