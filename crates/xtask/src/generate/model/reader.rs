//! JSON Schemas as schemars prints them, read into shapes; anything else is an error with its place.

use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

use super::keyword::{
    Place, Read, Schema, UnknownShape, choices, description, is_closed_object, nullable, only, range,
};
use super::shape::{Body, Definition, Field, Shape, Union, Variant};
use crate::generate::prose;

/// Reads all definitions, giving nested objects, unions and choices names of their own.
pub(crate) fn definitions(schemas: &Schema) -> Read<BTreeMap<String, Definition>> {
    let mut reader = Reader { schemas, found: BTreeMap::new() };
    for (name, schema) in schemas {
        let place = Place { at: format!("$defs/{name}"), name: name.clone() };
        let definition = reader.definition(&place, schema)?;
        reader.keep(&place, definition)?;
    }
    let dangling = reader.found.values().flat_map(Definition::names).find(|name| !reader.found.contains_key(*name));
    match dangling {
        Some(name) => Err(UnknownShape { at: format!("$defs/{name}"), what: "is referred to, but not defined".into() }),
        None => Ok(reader.found),
    }
}

impl<'de> Deserialize<'de> for Shape {
    /// Reads a schema that needs no name of its own: one that has a name, or a list of such.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let schema = Value::deserialize(deserializer)?;
        let place = Place { at: schema.to_string(), name: String::new() };
        let mut reader = Reader { schemas: &Schema::new(), found: BTreeMap::new() };
        let shape = reader.shape(&place, &schema).map_err(Error::custom)?;
        match reader.found.is_empty() {
            true => Ok(shape),
            false => Err(Error::custom(format_args!("{schema} needs a name; make it a type of its own"))),
        }
    }
}

/// The format of ids: its title says what they name.
const IDS: &str = "uuid";

struct Reader<'a> {
    schemas: &'a Schema,
    found: BTreeMap<String, Definition>,
}

impl Reader<'_> {
    fn keep(&mut self, place: &Place, definition: Definition) -> Read<()> {
        match self.found.insert(place.name.clone(), definition) {
            Some(_) => place.fault(format!("the name `{}` is taken twice", place.name)),
            None => Ok(()),
        }
    }

    fn definition(&mut self, place: &Place, schema: &Value) -> Read<Definition> {
        let doc = schema.as_object().map(description).unwrap_or_default();
        Ok(Definition { doc, body: self.body(place, schema)? })
    }

    fn body(&mut self, place: &Place, schema: &Value) -> Read<Body> {
        let Some(object) = schema.as_object() else { return Ok(Body::Alias(self.plain(place, schema)?)) };
        if let Some(choices) = choices(place, object)? {
            return Ok(Body::Choice(choices));
        }
        if object.contains_key("oneOf") {
            return Ok(Body::Union(self.union(place, object)?));
        }
        if is_closed_object(object) {
            return Ok(Body::Object(self.fields(place, object)?));
        }
        Ok(Body::Alias(self.plain(place, schema)?))
    }

    /// A shape at a place where a name may be made.
    fn shape(&mut self, place: &Place, schema: &Value) -> Read<Shape> {
        match self.definition(place, schema)? {
            Definition { body: Body::Alias(shape), .. } => Ok(shape),
            Definition { body: Body::Choice(choices), .. } if choices.len() == 1 => {
                Ok(Shape::Literal(choices.into_iter().map(|choice| choice.value).collect()))
            }
            definition => {
                self.keep(place, definition)?;
                Ok(Shape::Named(place.name.clone()))
            }
        }
    }

    /// A shape that needs no name of its own.
    fn plain(&mut self, place: &Place, schema: &Value) -> Read<Shape> {
        let object = match schema {
            Value::Bool(true) => return Ok(Shape::Anything),
            Value::Object(object) => object,
            _ => return place.fault("admits nothing"),
        };
        if let Some(inner) = nullable(object) {
            return Ok(Shape::Nullable(Box::new(self.shape(place, &inner)?)));
        }
        if let Some(members) = object.get("anyOf").and_then(Value::as_array) {
            only(place, object, &["anyOf"])?;
            let member = |(at, member)| self.shape(&place.below(&format!("anyOf/{at}"), place.name.clone()), member);
            return members.iter().enumerate().map(member).collect::<Read<_>>().map(Shape::OneOf);
        }
        if let Some(target) = object.get("$ref") {
            only(place, object, &["$ref"])?;
            return match target.as_str().and_then(|target| target.strip_prefix("#/$defs/")) {
                Some(name) => Ok(Shape::Named(name.into())),
                None => place.fault(format!("refers to {target}, which is no definition of the document")),
            };
        }
        if let Some(value) = object.get("const") {
            only(place, object, &["const", "type"])?;
            return match value.as_str() {
                Some(text) => Ok(Shape::Literal(text.into())),
                None => place.fault("is a constant that is not text"),
            };
        }
        match object.get("type").map(|kind| kind.as_str().unwrap_or_default()) {
            Some("string") => {
                only(place, object, &["type", "format", "minLength", "maxLength"])?;
                let said = |keyword: &str| object.get(keyword).and_then(Value::as_str).map(str::to_owned);
                let format = said("format");
                let id = said("title").filter(|_| format.as_deref() == Some(IDS)).map(|title| prose::pascal(&title));
                Ok(Shape::Text { format, id })
            }
            Some("integer") => Ok(Shape::Integer(range(place, object)?)),
            Some("number") => Ok(Shape::Number(range(place, object)?)),
            Some("boolean") => only(place, object, &["type"]).map(|()| Shape::Boolean),
            Some("array") => {
                only(place, object, &["type", "items", "minItems", "maxItems", "uniqueItems"])?;
                let Some(items) = object.get("items") else { return place.fault("is a list of nothing said") };
                let entry = place.below("items", format!("{}Entry", place.name));
                Ok(Shape::List(Box::new(self.shape(&entry, items)?)))
            }
            Some("object") => {
                only(place, object, &["type", "additionalProperties", "propertyNames"])?;
                let Some(values) = object.get("additionalProperties") else {
                    return place.fault("is an object that is not closed");
                };
                let value = place.below("additionalProperties", format!("{}Value", place.name));
                Ok(Shape::Map(Box::new(self.shape(&value, values)?)))
            }
            None => only(place, object, &[]).map(|()| Shape::Anything),
            Some(_) => place.fault(format!("has the unknown type {}", object["type"])),
        }
    }

    fn fields(&mut self, place: &Place, object: &Schema) -> Read<Vec<Field>> {
        only(place, object, &["type", "properties", "required", "additionalProperties"])?;
        let required: Vec<&str> =
            object.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let mut fields = Vec::new();
        for (name, schema) in object.get("properties").and_then(Value::as_object).into_iter().flatten() {
            fields.push(Field {
                name: name.clone(),
                doc: schema.as_object().map(description).unwrap_or_default(),
                shape: self.shape(&place.field(name), schema)?,
                required: required.contains(&name.as_str()),
                default: schema.get("default").filter(|value| !value.is_null() && !value.is_object()).cloned(),
            });
        }
        Ok(fields)
    }

    fn union(&mut self, place: &Place, object: &Schema) -> Read<Union> {
        only(place, object, &["oneOf"])?;
        let members = object.get("oneOf").and_then(Value::as_array).cloned().unwrap_or_default();
        let Some(tag) = self.tag(&members) else {
            return place.fault("is a union whose members are not told apart by one field");
        };
        let mut variants = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let Some(value) = self.constant(member, &tag) else {
                return place.fault("is a union with an untold member");
            };
            let step = format!("oneOf/{index}");
            let name = match self.plain_reference(member) {
                Some(name) => name,
                None => {
                    let place = place.below(&step, self.free(format!("{}{}", prose::pascal(&value), place.name)));
                    let definition = self.definition(&place, member)?;
                    self.keep(&place, definition)?;
                    place.name
                }
            };
            variants.push(Variant { value, name });
        }
        Ok(Union { tag, variants })
    }

    /// The name, or where it is the body's already, one that says what the member adds.
    fn free(&self, name: String) -> String {
        if self.schemas.contains_key(&name) { format!("Tagged{name}") } else { name }
    }

    /// The field that is a different constant in every member.
    fn tag(&self, members: &[Value]) -> Option<String> {
        let first = self.resolved(members.first()?)?.get("properties")?.as_object()?;
        first.keys().find(|name| members.iter().all(|member| self.constant(member, name).is_some())).cloned()
    }

    fn constant(&self, member: &Value, field: &str) -> Option<String> {
        let schema = self.resolved(member)?.get("properties")?.get(field)?;
        let single = schema
            .get("enum")
            .and_then(Value::as_array)
            .filter(|values| values.len() == 1)
            .and_then(|values| values.first());
        schema.get("const").or(single)?.as_str().map(str::to_owned)
    }

    fn resolved<'a>(&'a self, member: &'a Value) -> Option<&'a Value> {
        match self.plain_reference(member) {
            Some(name) => self.schemas.get(&name),
            None => Some(member),
        }
    }

    fn plain_reference(&self, member: &Value) -> Option<String> {
        member.get("$ref")?.as_str()?.strip_prefix("#/$defs/").map(str::to_owned)
    }
}
