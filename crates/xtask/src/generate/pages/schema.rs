//! The schema document for tools: every type, with what a format asks of a text in words that any validator knows.
//!
//! What it lets pass the library may still refuse, such as a day that there is not. What it refuses the library refuses, but
//! for white space around a text, which the library drops before it counts and a validator counts.

use serde_json::{Map, Value, json};
use touchline::kernel::text::{Limits, MAX_KEY};

use super::refusals_as_schema;
use crate::generate::model::Code;

const UUID: &str = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const DAY: &str = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

/// What is asked of a text.
enum Asks {
    /// It is all of this.
    All(String),
    /// It is not empty, and of so many characters at most.
    Most(usize),
}

/// What a format asks; nothing where no words of a schema say it.
fn asks(format: &str) -> Option<Asks> {
    let hex = |digits: usize| Some(Asks::All(format!("[0-9a-f]{{{digits}}}")));
    match format {
        "actor" => Some(Asks::All(format!("(?:system|{UUID})"))),
        "currency" => Some(Asks::All("[A-Z]{3}".to_owned())),
        "entropy" | "hash" | "secret" => hex(64),
        "digest" | "salt" => hex(32),
        "seed" => hex(16),
        "local-date" => Some(Asks::All(DAY.to_owned())),
        "local-date-time" => Some(Asks::All(format!("{DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}"))),
        "local-time" => Some(Asks::All("[0-9]{2}:[0-9]{2}".to_owned())),
        "role" => Some(Asks::All(format!("[a-z][a-z0-9_]{{0,{}}}", MAX_KEY - 1))),
        "uuid" => Some(Asks::All(UUID.to_owned())),
        "key" => Some(Asks::Most(MAX_KEY)),
        "name" | "title" => Some(Asks::Most(Limits::WIDEST.title)),
        "note" | "prose" => Some(Asks::Most(Limits::WIDEST.note)),
        _ => None,
    }
}

/// The name of the schema: of the releases whose types are these. It is no address, and nothing lies at it.
fn id() -> String {
    let release: Vec<&str> = env!("CARGO_PKG_VERSION").split('.').take(2).collect();
    format!("urn:touchline:schema:{}", release.join("."))
}

pub(super) fn print(document: &Value, codes: &[Code]) -> Value {
    let mut definitions = document.get("$defs").cloned().unwrap_or_default();
    for (name, refusal) in refusals_as_schema::print(codes) {
        definitions[name] = refusal;
    }
    told(&mut definitions);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id(),
        "title": "touchline",
        "description": "Every type that crosses a face of touchline, by name, under `$defs`.",
        "$defs": definitions,
    })
}

/// Says of each text what its format asks.
fn told(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(told);
            let format = fields.get("format").and_then(Value::as_str).and_then(asks);
            if let Some(asked) = format.filter(|_| fields.contains_key("type")) {
                say(fields, asked);
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(told),
        _ => (),
    }
}

fn say(fields: &mut Map<String, Value>, asked: Asks) {
    let said = match asked {
        Asks::All(pattern) => vec![("pattern", json!(format!("^{pattern}$")))],
        Asks::Most(most) => vec![("minLength", json!(1)), ("maxLength", json!(most))],
    };
    fields.extend(said.into_iter().map(|(name, value)| (name.to_owned(), value)));
}
