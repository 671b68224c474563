//! Documents that grow: lists, objects whose keys are free, and texts, to any number of entries or letters.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use touchline::kernel::time::{Instant, LocalDate};
use uuid::Uuid;

/// How the entries beyond the first ones differ from these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copies {
    /// In nothing.
    Same,
    /// In their ids, keys, names and days.
    Fresh,
    /// In nothing, but every one of them holds a fault.
    Faulty,
}

/// Members that hold a name, which is to be another one in every copy.
const NAMES: &[&str] = &["area", "code", "component", "id", "key", "label", "metric", "name", "question", "title"];

/// A place in a document that can grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The JSON Pointer.
    pub(crate) at: String,
    /// The same, for all entries of a list.
    pub(crate) shape: String,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    List,
    Object,
    Text,
}

/// Every place that can grow; of alike ones the first.
pub(crate) fn places(document: &Value) -> Vec<Place> {
    let mut found = BTreeMap::new();
    collect(document, (String::new(), String::new()), &mut found);
    found.into_values().collect()
}

/// What is said in words grows; what is a key, an id, a day or the name of a choice does not.
fn collect(value: &Value, (at, shape): (String, String), found: &mut BTreeMap<String, Place>) {
    let kind = match value {
        Value::Array(entries) if !entries.is_empty() => Kind::List,
        Value::Object(members) if !members.is_empty() => Kind::Object,
        Value::String(text) if text.contains(char::is_whitespace) => Kind::Text,
        _ => return,
    };
    found.entry(shape.clone()).or_insert_with(|| Place { at: at.clone(), shape: shape.clone(), kind });
    match value {
        Value::Array(entries) => {
            for (nth, entry) in entries.iter().enumerate() {
                collect(entry, (format!("{at}/{nth}"), format!("{shape}/*")), found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                let step = key.replace('~', "~0").replace('/', "~1");
                let alike = if Uuid::parse_str(key).is_ok() { "*" } else { &step };
                collect(member, (format!("{at}/{step}"), format!("{shape}/{alike}")), found);
            }
        }
        _ => {}
    }
}

/// How many entries or letters stand at a place.
pub(crate) fn size(document: &Value, place: &Place) -> usize {
    match document.pointer(&place.at) {
        Some(Value::Array(entries)) => entries.len(),
        Some(Value::Object(members)) => members.len(),
        Some(Value::String(text)) => text.len(),
        _ => 0,
    }
}

/// The document with so many entries or letters at a place.
pub(crate) fn grown(document: &Value, place: &Place, to: usize, copies: Copies) -> Value {
    let mut document = document.clone();
    if let Some(value) = document.pointer_mut(&place.at) {
        match value {
            Value::Array(entries) => *entries = many(entries, to, copies),
            Value::Object(members) => *members = many_members(members, to),
            Value::String(text) => *text = long(text, to),
            _ => {}
        }
    }
    document
}

/// The document with every outermost list so many times as long, the copies of one number alike in all of them.
pub(crate) fn grown_everywhere(value: &Value, times: usize, copies: Copies) -> Value {
    match value {
        Value::Array(entries) => Value::Array(many(entries, entries.len() * times, copies)),
        Value::Object(members) => {
            let grown = |(key, member): (&String, &Value)| {
                let same = key == "policy";
                (key.clone(), if same { member.clone() } else { grown_everywhere(member, times, copies) })
            };
            Value::Object(members.iter().map(grown).collect())
        }
        other => other.clone(),
    }
}

fn many(entries: &[Value], to: usize, copies: Copies) -> Vec<Value> {
    let entry = |nth: usize| {
        let entry = &entries[nth % entries.len()];
        match copies {
            Copies::Same => entry.clone(),
            Copies::Fresh => fresh(entry, nth / entries.len()),
            Copies::Faulty => faulty(entry),
        }
    };
    (0..to).map(entry).collect()
}

fn faulty(entry: &Value) -> Value {
    match entry {
        Value::Object(members) => {
            let mut members = members.clone();
            members.insert("no_such_member".to_owned(), Value::Null);
            Value::Object(members)
        }
        _ => Value::Object(Map::new()),
    }
}

fn many_members(members: &Map<String, Value>, to: usize) -> Map<String, Value> {
    let all: Vec<(&String, &Value)> = members.iter().collect();
    let member = |nth: usize| {
        let ((key, value), copy) = (all[nth % all.len()], nth / all.len());
        (fresh_key(key, copy), value.clone())
    };
    (0..to).map(member).collect()
}

/// An object with one member more, whose key is like the first one's.
pub(crate) fn with_another_member(document: &Value, place: &Place) -> Value {
    grown(document, place, size(document, place) + 1, Copies::Fresh)
}

fn long(text: &str, to: usize) -> String {
    let parted = if text.contains('\n') { "\n" } else { " " };
    let piece = format!("{text}{parted}");
    let mut long: String = piece.repeat(to / piece.len() + 1);
    long.truncate(long.floor_char_boundary(to));
    long
}

/// A copy of a value, in which ids, names and days are others than in the value and in every other copy.
pub(crate) fn fresh(value: &Value, copy: usize) -> Value {
    if copy == 0 {
        return value.clone();
    }
    match value {
        Value::String(text) => fresh_text(text, copy).unwrap_or_else(|| text.clone()).into(),
        Value::Array(entries) => entries.iter().map(|entry| fresh(entry, copy)).collect(),
        Value::Object(members) => members.iter().map(|(key, member)| fresh_member(key, member, copy)).collect(),
        other => other.clone(),
    }
}

fn fresh_member(key: &str, member: &Value, copy: usize) -> (String, Value) {
    let member = match member.as_str().filter(|_| NAMES.contains(&key)) {
        Some(name) => fresh_key(name, copy).into(),
        None => fresh(member, copy),
    };
    (fresh_text(key, copy).unwrap_or_else(|| key.to_owned()), member)
}

fn fresh_key(key: &str, copy: usize) -> String {
    if copy == 0 {
        return key.to_owned();
    }
    fresh_text(key, copy).unwrap_or_else(|| format!("{key}_{copy}"))
}

/// Another id, day or moment; nothing for any other text.
fn fresh_text(text: &str, copy: usize) -> Option<String> {
    if let Some(id) = fresh_id(text, copy) {
        return Some(id);
    }
    let days = i64::try_from(copy).ok()?;
    if let Ok(day) = text.parse::<LocalDate>() {
        return LocalDate::from_days(day.days().checked_add(days)?).map(|day| day.to_string());
    }
    let moment: Instant = text.parse().ok()?;
    Instant::from_millis(moment.millis().checked_add(days * 86_400_000)?).map(|moment| moment.to_string())
}

/// Another id, which differs from every other copy's of this one.
pub(crate) fn fresh_id(text: &str, copy: usize) -> Option<String> {
    let id = Uuid::try_parse(text).ok().filter(|_| text.len() == 36)?;
    let (high, low) = id.as_u64_pair();
    let node = (low ^ (copy as u64)) & 0xffff_ffff_ffff;
    Some(Uuid::from_u64_pair(high, low & !0xffff_ffff_ffff | node).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn list_of(document: &Value, at: &str) -> Place {
        places(document).into_iter().find(|place| place.at == at).unwrap()
    }

    #[test]
    fn every_place_that_can_grow_is_found_once() {
        let document = json!({"a": [{"b": "x y"}, {"b": "z", "c": []}], "d": {"e": 1}, "f": null});
        let shapes: Vec<String> = places(&document).into_iter().map(|place| place.shape).collect();
        assert_eq!(shapes, ["", "/a", "/a/*", "/a/*/b", "/d"]);
    }

    #[test]
    fn copies_have_ids_names_and_days_of_their_own() {
        let id = "9f2c1f3a-6a52-4d0e-8c5b-2b7a60c17e55";
        let document = json!({"a": [{"person": id, "key": "k", "on": "2026-03-02", "kind": "same"}]});
        let grown = grown(&document, &list_of(&document, "/a"), 3, Copies::Fresh);
        assert_eq!(grown["a"][0], document["a"][0]);
        let last = json!({
            "person": "9f2c1f3a-6a52-4d0e-8c5b-2b7a60c17e57", "key": "k_2", "on": "2026-03-04", "kind": "same"
        });
        assert_eq!(grown["a"][2], last);
    }

    #[test]
    fn lists_grow_together_with_copies_that_agree() {
        let document = json!({"policy": {"l": [1]}, "a": [{"key": "x"}], "b": {"c": [{"component": "x"}]}});
        let expected = json!({
            "policy": {"l": [1]}, "a": [{"key": "x"}, {"key": "x_1"}],
            "b": {"c": [{"component": "x"}, {"component": "x_1"}]}
        });
        assert_eq!(grown_everywhere(&document, 2, Copies::Fresh), expected);
    }

    #[test]
    fn objects_and_texts_grow_too() {
        let document = json!({"a": {"x": 1}, "b": "a b"});
        assert_eq!(grown(&document, &list_of(&document, "/a"), 2, Copies::Same)["a"], json!({"x": 1, "x_1": 1}));
        assert_eq!(grown(&document, &list_of(&document, "/b"), 7, Copies::Same)["b"], "a b a b");
    }
}
