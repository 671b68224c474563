//! A thing as a host keeps it: with the schema that it was written under.
//!
//! Rules: KER-14.

use std::borrow::Cow;

use schemars::{JsonSchema, SchemaGenerator};
use serde::de::{Error, MapAccess};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::joined::Thing;
use super::lifts::{self, Lifted};
use touchline_kernel::envelope::{Field, Fields, STORED, Tagged, read_among, read_parts, union, variants, write_field};

/// A thing as a host keeps it: with the schema that it was written under. It is read back leniently, since a
/// later version may have written more than this one knows.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredThing(pub Thing);

impl Serialize for StoredThing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Thing", 3)?;
        write_field("body", &self.0, &mut fields)?;
        fields.serialize_field("schema", &lifts::STATES.present(self.0.reference().kind.into()))?;
        write_field("type", &self.0, &mut fields)?;
        fields.end()
    }
}

impl<'de> Deserialize<'de> for StoredThing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (Schema { .. }, thing) = read_among(deserializer)?;
        Ok(StoredThing(thing))
    }
}

impl Tagged for Thing {
    fn read<'de, D: Deserializer<'de>>(kind: &str, body: D) -> Result<Self, D::Error> {
        read_parts(kind, body)
    }

    fn read_of<'de, D: Deserializer<'de>>(kind: &str, schema: Option<u32>, body: D) -> Result<Self, D::Error> {
        let schema = schema.ok_or_else(|| D::Error::missing_field("schema"))?;
        match lifts::STATES.lift((kind, schema), body)? {
            Lifted::Present(body) => read_parts(kind, body),
            Lifted::Older(body) => read_parts(kind, body).map_err(D::Error::custom),
        }
    }
}

#[derive(Default)]
struct Schema {
    schema: Option<u32>,
}

impl Fields for Schema {
    const NAMES: &'static [&'static str] = &["type", "schema", "body"];

    fn take<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<bool, A::Error> {
        let known = field == "schema";
        if known {
            self.schema = Some(map.next_value()?);
        }
        Ok(known)
    }

    fn schema(&self) -> Option<u32> {
        self.schema
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
