//! A thing as a host keeps it: with the schema that it was written under.
//!
//! Rules: KER-14.

use std::borrow::Cow;

use schemars::{JsonSchema, SchemaGenerator};
use serde::de::{Error, MapAccess};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::joined::Thing;
use touchline_kernel::envelope::{Field, Fields, STORED, Tagged, read_among, read_parts, union, variants, write_field};

/// The schema of a thing's stored state.
pub const THING_SCHEMA: u32 = 1;

/// A thing as a host keeps it: with the schema that it was written under. It is read back leniently, since a
/// later version may have written more than this one knows.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredThing(pub Thing);

impl Serialize for StoredThing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Thing", 3)?;
        write_field("body", &self.0, &mut fields)?;
        fields.serialize_field("schema", &THING_SCHEMA)?;
        write_field("type", &self.0, &mut fields)?;
        fields.end()
    }
}

impl<'de> Deserialize<'de> for StoredThing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (Schema { schema }, thing): (Schema, Thing) = read_among(deserializer)?;
        match schema {
            Some(THING_SCHEMA) => Ok(StoredThing(thing)),
            Some(other) => Err(D::Error::custom(format_args!("a state of schema {other} is not known here"))),
            None => Err(D::Error::missing_field("schema")),
        }
    }
}

impl Tagged for Thing {
    fn read<'de, D: Deserializer<'de>>(kind: &str, body: D) -> Result<Self, D::Error> {
        read_parts(kind, body)
    }
}

#[derive(Default)]
struct Schema {
    schema: Option<u32>,
}

impl Fields for Schema {
    const NAMES: &'static [&'static str] = &["type", "body", "schema"];

    fn take<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<bool, A::Error> {
        let known = field == "schema";
        if known {
            self.schema = Some(map.next_value()?);
        }
        Ok(known)
    }
}

impl JsonSchema for StoredThing {
    fn schema_name() -> Cow<'static, str> {
        "Thing".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> schemars::Schema {
        let schema = generator.subschema_for::<u32>();
        let fields = [Field::new("schema", schema, true, "The schema that the state was written under.")];
        let mut union =
            union(variants([Thing::json_schema(generator)]), &fields, "A thing's state, as a host keeps it.");
        union.insert(STORED.to_owned(), true.into());
        union
    }
}
