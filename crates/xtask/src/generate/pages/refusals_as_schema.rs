//! Refusals and faults as JSON Schema, from the list of codes: what kind and which details each code has stands once, in `Reason`.

use serde_json::{Map, Value, json};
use touchline::kernel::rejection::MAX_FAULTS;

use crate::generate::model::{Code, DetailShape};
use crate::generate::prose;

/// The types of refusals, by name.
pub(super) fn print(codes: &[Code]) -> [(&'static str, Value); 7] {
    let names: Vec<&str> = codes.iter().map(|code| code.name.as_str()).collect();
    let mut kinds: Vec<&str> = codes.iter().map(|code| code.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let list = json!({"type": "array", "items": named("Fault"), "minItems": 1, "maxItems": MAX_FAULTS});
    let position =
        json!({"anyOf": [named("Position"), {"type": "null"}], "description": "Null where the input was not text."});
    let of_fault =
        [("path", json!({"type": "string", "description": "A JSON Pointer into the input; empty for the whole."}))];
    let of_rejection = [(
        "path",
        json!({"type": ["string", "null"], "description": "The field to blame, as a JSON Pointer into the input."}),
    )];
    [
        ("BadInput", object("Broken input, with every fault that was found.", [("faults", list)])),
        ("Code", choice("A stable code, one for each reason to refuse.", &names)),
        ("Fault", refusal("One thing wrong with an input.", of_fault.into_iter().chain([("position", position)]))),
        ("Kind", choice("What sort of refusal a code is; who knows no code can still act on its kind.", &kinds)),
        (
            "Position",
            object("A place in the input's bytes.", [("column", from(1)), ("line", from(1)), ("offset", from(0))]),
        ),
        (
            "Reason",
            json!({"description": "What follows from a code.", "oneOf": codes.iter().map(reason).collect::<Vec<_>>()}),
        ),
        ("Rejection", refusal("A rule says no.", of_rejection)),
    ]
}

/// What has a reason, and these fields beside it.
fn refusal(doc: &str, fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let details = json!({"type": ["object", "null"], "description": "What is known of the occasion; the code says what that is."});
    let message = json!({"type": "string", "description": "For people."});
    let of_all = [("code", named("Code")), ("details", details), ("kind", named("Kind")), ("message", message)];
    let mut schema = object(doc, of_all.into_iter().chain(fields));
    schema["allOf"] = json!([named("Reason")]);
    schema
}

fn reason(code: &Code) -> Value {
    let details = match code.details.as_slice() {
        [] => json!({"type": "null"}),
        details => closed(details.iter().map(|detail| {
            let value = match detail.shape {
                DetailShape::Text => json!({"type": "string"}),
                DetailShape::Integer => from(0),
                DetailShape::Texts => json!({"type": "array", "items": {"type": "string"}}),
            };
            (detail.name.as_str(), value)
        })),
    };
    json!({
        "description": prose::sentence(&code.message),
        "type": "object",
        "properties": {"code": {"type": "string", "const": code.name}, "details": details, "kind": {"type": "string", "const": code.kind}},
        "required": ["code", "details", "kind"],
    })
}

fn choice(doc: &str, names: &[&str]) -> Value {
    json!({"description": doc, "type": "string", "enum": names})
}

fn object<'a>(doc: &str, fields: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let mut schema = closed(fields);
    schema["description"] = json!(doc);
    schema
}

/// An object with these fields and no other.
fn closed<'a>(fields: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let fields: Map<String, Value> = fields.into_iter().map(|(name, field)| (name.to_owned(), field)).collect();
    let names: Vec<&String> = fields.keys().collect();
    json!({"type": "object", "properties": fields, "required": names, "additionalProperties": false})
}

fn from(least: u64) -> Value {
    json!({"type": "integer", "format": "uint64", "minimum": least})
}

fn named(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}
