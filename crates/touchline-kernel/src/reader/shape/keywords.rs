//! One schema object and what of it was understood.

use serde_json::{Map, Value};

use super::UnknownShape;

/// Keywords that describe and do not restrict.
const ANNOTATIONS: &[&str] = &[
    "$comment",
    "$defs",
    "$id",
    "$schema",
    "default",
    "deprecated",
    "description",
    "examples",
    "readOnly",
    "title",
    "writeOnly",
];

/// A schema object, with its place for messages.
#[derive(Clone, Copy)]
pub(super) struct Keywords<'schema> {
    map: &'schema Map<String, Value>,
    pub(super) at: &'schema str,
}

impl<'schema> Keywords<'schema> {
    pub(super) fn new(map: &'schema Map<String, Value>, at: &'schema str) -> Self {
        Keywords { map, at }
    }

    pub(super) fn get(&self, keyword: &str) -> Option<&'schema Value> {
        self.map.get(keyword)
    }

    pub(super) fn has(&self, keyword: &str) -> bool {
        self.map.contains_key(keyword)
    }

    /// Whether it says nothing that restricts.
    pub(super) fn is_free(&self) -> bool {
        self.map.keys().all(|keyword| is_annotation(keyword))
    }

    /// Refuses a schema with a keyword other than these and annotations.
    pub(super) fn only(&self, understood: &[&str]) -> Result<(), UnknownShape> {
        let unknown =
            self.map.keys().find(|keyword| !understood.contains(&keyword.as_str()) && !is_annotation(keyword));
        match unknown {
            Some(keyword) => Err(self.unknown(format!("the keyword `{keyword}` is not understood here"))),
            None => Ok(()),
        }
    }

    pub(super) fn unknown(&self, why: impl Into<String>) -> UnknownShape {
        UnknownShape { at: self.at.to_owned(), why: why.into() }
    }

    /// A keyword's texts, where it holds nothing but texts and, once more, nulls.
    pub(super) fn words(&self, keyword: &str) -> Result<Vec<&'schema Value>, UnknownShape> {
        let values = self.get(keyword).and_then(Value::as_array).map(|values| values.iter().collect::<Vec<_>>());
        match values {
            Some(values) if values.iter().all(|value| value.is_string() || value.is_null()) => Ok(values),
            _ => Err(self.unknown(format!("`{keyword}` holds something other than texts"))),
        }
    }

    /// The kinds that `type` allows besides null, and whether it allows null.
    pub(super) fn kinds(&self) -> (Vec<&'schema str>, bool) {
        let named: Vec<&str> = match self.get("type") {
            Some(Value::String(kind)) => vec![kind],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        let nullable = named.contains(&"null");
        (named.into_iter().filter(|kind| *kind != "null").collect(), nullable)
    }
}

fn is_annotation(keyword: &str) -> bool {
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}
