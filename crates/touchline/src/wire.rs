//! What crosses the faces besides commands: queries and questions in their envelopes.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Error, MapAccess};
use serde::{Deserialize, Deserializer};

use crate::workspace::{Asking, Query};
use touchline_kernel::envelope::{Field, Fields, Tagged, read_among, read_parts, union, variants};
use touchline_kernel::{Actor, Instant};

/// A query with who asks it and when.
#[derive(Clone, Debug)]
pub struct WireQuery {
    /// Who asks, and when.
    pub asking: Asking,
    /// What is asked.
    pub query: Query,
}

impl<'de> Deserialize<'de> for WireQuery {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (fields, query): (QueryFields, Query) = read_among(deserializer)?;
        let at = fields.at.ok_or_else(|| D::Error::missing_field("at"))?;
        let viewer = fields.viewer.ok_or_else(|| D::Error::missing_field("viewer"))?;
        Ok(WireQuery { asking: Asking { asked_by: fields.asked_by, at, viewer }, query })
    }
}

impl Tagged for Query {
    fn read<'de, D: Deserializer<'de>>(kind: &str, body: D) -> Result<Self, D::Error> {
        read_parts(kind, body)
    }
}

#[derive(Default)]
struct QueryFields {
    asked_by: Option<Actor>,
    at: Option<Instant>,
    viewer: Option<Actor>,
}

impl Fields for QueryFields {
    const NAMES: &'static [&'static str] = &["type", "body", "asked_by", "at", "viewer"];

    fn take<'de, A: MapAccess<'de>>(&mut self, field: &str, map: &mut A) -> Result<bool, A::Error> {
        match field {
            "asked_by" => self.asked_by = map.next_value()?,
            "at" => self.at = Some(map.next_value()?),
            "viewer" => self.viewer = Some(map.next_value()?),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl JsonSchema for WireQuery {
    fn schema_name() -> Cow<'static, str> {
        "Query".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let at = generator.subschema_for::<Instant>();
        let viewer = generator.subschema_for::<Actor>();
        let asked_by = generator.subschema_for::<Option<Actor>>();
        let about = "Who asks, where it is about a past moment: they need to be allowed to by the people and the policy \
                     of now. Of the present, the viewer asks, and this is not looked at.";
        let fields = [
            Field::new("asked_by", asked_by, false, about),
            Field::new("at", at, true, "The moment against which ages and days are counted."),
            Field::new("viewer", viewer, true, "Who is to be shown the answer; of a past moment, who would have been."),
        ];
        union(variants([Query::json_schema(generator)]), &fields, "What somebody wants to see.")
    }
}
