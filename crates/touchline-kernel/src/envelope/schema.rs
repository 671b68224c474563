//! The schema of an envelope: a union over the tags, each with the envelope's other fields.

use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};

/// Marks a schema of stored history, which is read leniently: unknown fields in it are passed over.
pub const STORED: &str = "x-stored";

/// What stands in an envelope as one of many: a union over its tags.
pub trait Variants {
    /// The schema of each, one after the other.
    fn variants(generator: &mut SchemaGenerator) -> Vec<Value>;
}

/// A field of an envelope, besides `type` and `body`.
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub schema: Schema,
    /// Whether it must be there.
    pub required: bool,
}

impl Field {
    /// A field, with what its reader should know.
    #[must_use]
    pub fn new(name: &'static str, mut schema: Schema, required: bool, description: &str) -> Self {
        schema.insert("description".to_owned(), Value::from(description));
        Field { name, schema, required }
    }
}

/// The variants of adjacently tagged enums, one after the other.
pub fn variants(enums: impl IntoIterator<Item = Schema>) -> Vec<Value> {
    enums.into_iter().filter_map(|schema| schema.get("oneOf")?.as_array().cloned()).flatten().collect()
}

/// The union of variants, each with the envelope's fields besides its own two.
#[must_use]
pub fn union(variants: Vec<Value>, fields: &[Field], description: &str) -> Schema {
    let variants: Vec<Value> = variants.into_iter().map(|variant| with_fields(variant, fields)).collect();
    let mut union = Map::new();
    union.insert("description".to_owned(), Value::from(description));
    union.insert("oneOf".to_owned(), Value::from(variants));
    union.into()
}

fn with_fields(mut variant: Value, fields: &[Field]) -> Value {
    for field in fields {
        if let Some(properties) = variant.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert(field.name.to_owned(), field.schema.clone().to_value());
        }
        if let (true, Some(required)) = (field.required, variant.get_mut("required").and_then(Value::as_array_mut)) {
            required.push(Value::from(field.name));
        }
    }
    variant
}
