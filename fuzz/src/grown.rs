//! Documents that a schema allows, or nearly: grown from choices. What is referred to comes from a few ids and keys, so that
//! documents meet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use touchline::schema;

use crate::choices::Choices;

/// How deep a document grows; below that stands the least that there is.
const DEPTH: usize = 9;

/// What was written once, which holds things of most kinds.
pub(crate) const LOG: &str = include_str!("../../crates/touchline/tests/kept/log.jsonl");

/// Everything that crosses the faces.
pub(crate) static ALL: LazyLock<Value> =
    LazyLock::new(|| schema::document().unwrap_or_else(|taken| panic!("the schemas are printed: {taken}")));

/// The ids of that log, and one of nothing.
static IDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let quoted =
        LOG.split('"').filter(|text| text.len() == 36 && text.bytes().filter(|byte| *byte == b'-').count() == 4);
    let ids: BTreeSet<&str> = quoted.collect();
    ids.into_iter().chain(["00000000-0000-4000-8000-000000000000"]).collect()
});

/// What stood in that log under each name, so that a field mostly holds what such a field holds.
static SEEN: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let parts: Vec<&str> = LOG.split('"').collect();
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for three in parts.windows(3).filter(|three| three[1] == ":") {
        seen.entry(three[0]).or_default().insert(three[2]);
    }
    seen.into_iter().map(|(name, values)| (name, values.into_iter().collect())).collect()
});

const KEYS: &[&str] =
    &["greeting", "closing", "discovery", "question_quality", "sales", "spring", "a", "b", "c", "overall", "en", "mia"];
const MOMENTS: &[&str] = &[
    "2026-03-02T09:00:00.000Z",
    "2026-03-02T09:00:00.001Z",
    "2026-03-03T12:30:00+02:00",
    "2026-02-25T06:13:20.000Z",
    "2026-06-30T23:59:59.999Z",
    "2027-01-01T00:00:00.000Z",
    "1996-02-29T10:00:00Z",
    "9999-12-31T23:59:59.999Z",
];
const DAYS: &[&str] =
    &["2026-03-02", "2026-03-03", "2026-02-28", "2026-04-06", "2024-02-29", "0001-01-01", "9999-12-31"];
const WALLS: &[&str] = &["2026-03-02T09:00:00", "2026-03-29T02:30:00", "2026-10-25T02:30:00"];
const TIMES: &[&str] = &["09:00:00", "00:00:00", "23:59:59", "02:30:00"];
const ZONES: &[&str] = &["Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC", "Pacific/Apia", "Nowhere/None"];
const TEXTS: &[&str] =
    &["Slower, please.", "a", "", " ", "\u{202e}x", "\u{0}", "e\u{301}", "Ana said: \"no\"", "\u{3164}"];
const NUMBERS: &[&str] =
    &["0", "1", "2", "3", "5", "10", "100", "0.5", "-1", "-0.0", "1e-300", "9007199254740991", "1e300", "0.1", "72.5"];
const FIELDS: &[&str] = &["type", "body", "zone", "unknown"];

/// A body of one of these, which have names: it, and what was grown.
pub(crate) fn named(list: &str, choices: &mut Choices<'_>) -> (&'static str, Value) {
    let rows = ALL[list].as_array().map_or(&[][..], Vec::as_slice);
    let row = choices.one_of(rows);
    let schema = if row.get("body").is_some() { &row["body"] } else { &row["input"] };
    (row["name"].as_str().unwrap_or_default(), grown(schema, choices, DEPTH))
}

/// A document of one of the inputs.
pub(crate) fn input(name: &str, choices: &mut Choices<'_>) -> Value {
    grown(&ALL["inputs"][name], choices, DEPTH)
}

/// What has stood under a name in that log, such as somebody who has acted.
pub(crate) fn seen(name: &str, choices: &mut Choices<'_>) -> &'static str {
    SEEN.get(name).map_or("", |values| choices.among(values))
}

fn id(choices: &mut Choices<'_>) -> &'static str {
    choices.among(&IDS)
}

/// A moment, of a few.
pub(crate) fn moment(choices: &mut Choices<'_>) -> &'static str {
    choices.among(MOMENTS)
}

fn grown(schema: &Value, choices: &mut Choices<'_>, depth: usize) -> Value {
    if depth > 0 && choices.one_in(200) {
        return wrong(choices);
    }
    let Some(schema) = schema.as_object() else { return Value::Null };
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/")) {
        return grown(&ALL["$defs"][name], choices, depth);
    }
    if let Some(only) = schema.get("const") {
        return only.clone();
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return choices.one_of(words).clone();
    }
    for either in ["oneOf", "anyOf"] {
        if let Some(ways) = schema.get(either).and_then(Value::as_array).filter(|ways| !ways.is_empty()) {
            let nothing = ways.iter().find(|way| way["type"] == "null").filter(|_| depth == 0);
            return grown(nothing.unwrap_or_else(|| choices.one_of(ways)), choices, depth.saturating_sub(1));
        }
    }
    let kind = match schema.get("type") {
        Some(Value::Array(kinds)) if depth == 0 => kinds.last(),
        Some(Value::Array(kinds)) => Some(choices.one_of(kinds)),
        kind => kind,
    };
    match kind.and_then(Value::as_str) {
        Some("object") => object(schema, choices, depth),
        Some("array") => array(schema, choices, depth),
        Some("string") => text(schema.get("format").and_then(Value::as_str).unwrap_or_default(), choices),
        Some("integer") => integer(schema, choices),
        Some("number") => number(choices),
        Some("boolean") => Value::Bool(choices.one_in(2)),
        _ => Value::Null,
    }
}

fn object(schema: &Map<String, Value>, choices: &mut Choices<'_>, depth: usize) -> Value {
    let mut object = Map::new();
    let required = schema.get("required").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let is_required = |name: &str| required.iter().any(|known| known == name);
    for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if is_required(name) || (depth > 0 && choices.one_in(3)) {
            object.insert(name.clone(), member(name, field, choices, depth.saturating_sub(1)));
        }
    }
    if let Some(of) = schema.get("additionalProperties").filter(|of| of.is_object() && depth > 0) {
        for _ in 0..choices.below(4) {
            let name = if choices.one_in(3) { id(choices) } else { choices.among(KEYS) };
            object.insert(name.to_owned(), grown(of, choices, depth - 1));
        }
    }
    if choices.one_in(250) {
        object.insert(choices.among(FIELDS).to_owned(), Value::Null);
    }
    Value::Object(object)
}

/// What stands under a name: text that has stood there, mostly.
fn member(name: &str, schema: &Value, choices: &mut Choices<'_>, depth: usize) -> Value {
    let value = grown(schema, choices, depth);
    if value.is_string() && SEEN.contains_key(name) && !choices.one_in(4) {
        return Value::String(seen(name, choices).to_owned());
    }
    value
}

fn array(schema: &Map<String, Value>, choices: &mut Choices<'_>, depth: usize) -> Value {
    let least = schema.get("minItems").and_then(Value::as_u64).and_then(|least| usize::try_from(least).ok());
    let count = least.unwrap_or(0) + if depth > 0 { choices.below(4) } else { 0 };
    let of = schema.get("items").unwrap_or(&Value::Null);
    Value::Array((0..count).map(|_| grown(of, choices, depth.saturating_sub(1))).collect())
}

fn text(format: &str, choices: &mut Choices<'_>) -> Value {
    let text = match format {
        "uuid" | "actor" if format == "actor" && choices.one_in(4) => "system",
        "uuid" | "actor" => id(choices),
        "instant" => moment(choices),
        "local-date" => choices.among(DAYS),
        "local-date-time" => choices.among(WALLS),
        "local-time" => choices.among(TIMES),
        "time-zone" => choices.among(ZONES),
        "currency" => choices.among(&["EUR", "USD", "JPY", "XTS"]),
        "locale" => choices.among(&["en", "de-DE", "tlh"]),
        "role" => choices.among(&["manager", "agent", "owner", "compliance_officer", "coach_of_coaches"]),
        "entropy" | "digest" | "hash" | "seed" => {
            return Value::String(format!("{:064x}", 1 + u16::from(choices.byte())));
        }
        "key" | "name" => choices.among(KEYS),
        _ => choices.among(TEXTS),
    };
    Value::String(text.to_owned())
}

fn integer(schema: &Map<String, Value>, choices: &mut Choices<'_>) -> Value {
    let bound = |name: &str| schema.get(name).and_then(Value::as_i64);
    let least = bound("minimum").unwrap_or(-3);
    match choices.below(8) {
        6 => bound("maximum").unwrap_or(9_007_199_254_740_991).into(),
        7 => least.into(),
        _ => least.saturating_add(i64::from(choices.byte() % 101)).into(),
    }
}

fn number(choices: &mut Choices<'_>) -> Value {
    serde_json::from_str(choices.among(NUMBERS)).unwrap_or_default()
}

fn wrong(choices: &mut Choices<'_>) -> Value {
    choices.one_of(&[Value::Null, json!([]), json!({}), json!(-1), json!(0.5), json!("?"), json!(true)]).clone()
}
