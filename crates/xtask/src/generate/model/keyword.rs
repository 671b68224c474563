//! The keywords of JSON Schema that the printers know, and the error at any other.

use serde_json::{Map, Value};

use super::shape::{Choice, Range};
use crate::generate::prose;

/// A schema that the printers do not know.
#[derive(Debug, thiserror::Error)]
#[error("schema at `{at}`: {what}; change the Rust type so that it needs no such shape")]
pub(crate) struct UnknownShape {
    pub at: String,
    pub what: String,
}

pub(crate) type Read<T> = Result<T, UnknownShape>;
pub(crate) type Schema = Map<String, Value>;

/// Keywords that say nothing of the shape.
const ANNOTATIONS: &[&str] = &["$schema", "title", "description", "default", "examples", "deprecated", "x-stored"];

/// Where a schema stands, and what it is called if it needs a name.
pub(crate) struct Place {
    pub at: String,
    pub name: String,
}

impl Place {
    pub(crate) fn below(&self, step: &str, name: String) -> Place {
        Place { at: format!("{}/{step}", self.at), name }
    }

    pub(crate) fn field(&self, name: &str) -> Place {
        self.below(&format!("properties/{name}"), format!("{}{}", self.name, prose::pascal(name)))
    }

    pub(crate) fn fault<T>(&self, what: impl Into<String>) -> Read<T> {
        Err(UnknownShape { at: self.at.clone(), what: what.into() })
    }
}

pub(crate) fn description(schema: &Schema) -> String {
    schema.get("description").and_then(Value::as_str).unwrap_or_default().to_owned()
}

pub(crate) fn is_closed_object(object: &Schema) -> bool {
    object.get("type").and_then(Value::as_str) == Some("object")
        && object.get("additionalProperties") == Some(&Value::Bool(false))
}

/// Refuses every keyword that is neither listed nor a mere annotation.
pub(crate) fn only(place: &Place, object: &Schema, keywords: &[&str]) -> Read<()> {
    match object.keys().find(|key| !keywords.contains(&key.as_str()) && !ANNOTATIONS.contains(&key.as_str())) {
        Some(key) => place.fault(format!("the keyword `{key}` is not known here")),
        None => Ok(()),
    }
}

pub(crate) fn range(place: &Place, object: &Schema) -> Read<Range> {
    only(place, object, &["type", "format", "minimum", "maximum"])?;
    let bound = |name: &str| object.get(name).and_then(Value::as_f64);
    Ok(Range { minimum: bound("minimum"), maximum: bound("maximum") })
}

/// The schema without its null, where it admits one.
pub(crate) fn nullable(object: &Schema) -> Option<Value> {
    if let Some([inner, null]) = object.get("anyOf").and_then(Value::as_array).map(Vec::as_slice) {
        return (null.get("type").and_then(Value::as_str) == Some("null")).then(|| inner.clone());
    }
    let [kind, null] = object.get("type")?.as_array()?.as_slice() else { return None };
    if null.as_str() != Some("null") {
        return None;
    }
    let mut inner = object.clone();
    inner.insert("type".into(), kind.clone());
    if let Some(Value::Array(values)) = inner.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    Some(Value::Object(inner))
}

/// The texts of a choice, whether they stand in one list or each with its own doc.
pub(crate) fn choices(place: &Place, object: &Schema) -> Read<Option<Vec<Choice>>> {
    if object.get("type").is_some_and(|kind| kind.is_array()) {
        return Ok(None);
    }
    if let Some(values) = object.get("enum").and_then(Value::as_array) {
        only(place, object, &["type", "enum"])?;
        return texts(place, values, "").map(Some);
    }
    let Some(members) = object.get("oneOf").and_then(Value::as_array) else { return Ok(None) };
    if !members.iter().all(|member| member.get("type").and_then(Value::as_str) == Some("string")) {
        return Ok(None);
    }
    only(place, object, &["oneOf"])?;
    let mut found = Vec::new();
    for member in members.iter().filter_map(Value::as_object) {
        only(place, member, &["type", "enum", "const"])?;
        let values = match (member.get("const"), member.get("enum")) {
            (Some(value), None) => vec![value.clone()],
            (None, Some(Value::Array(values))) => values.clone(),
            _ => return place.fault("is a choice with a member that is no text"),
        };
        found.extend(texts(place, &values, &description(member))?);
    }
    Ok(Some(found))
}

fn texts(place: &Place, values: &[Value], doc: &str) -> Read<Vec<Choice>> {
    let choice = |value: &Value| match value.as_str() {
        Some(text) => Ok(Choice { value: text.into(), doc: doc.into() }),
        None => place.fault("is a choice with a member that is no text"),
    };
    values.iter().map(choice).collect()
}
