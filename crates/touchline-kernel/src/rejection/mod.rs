//! Refusals as values: one rejection for a rule that says no, every fault at once for broken input.
//!
//! A refusal is a code with its details; the sentence for people is made from both, so that no sentence
//! can say what the details do not, and a host can print its own.
//!
//! Rules: KER-06.

mod code;
mod detail;
mod faults;
mod hint;
mod together;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Display;

pub use code::{CODES, Code, Entry, Kind};
pub use detail::{DetailKey, DetailShape};
pub use faults::{Faults, MAX_FAULTS, member, shown};
pub use hint::Hint;
pub use together::{Combination, Section};

/// A code and what is known of the occasion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Why.
    pub code: Code,
    details: BTreeMap<DetailKey, Value>,
    hint: Option<Hint>,
    /// In how many rows of a table it is so, where it is told of the first of several.
    rows: u64,
}

impl Reason {
    /// A reason whose code carries no details, or to which they are added by [`Reason::with`].
    #[must_use]
    pub fn new(code: Code) -> Self {
        Reason { code, details: BTreeMap::new(), hint: None, rows: 1 }
    }

    /// A key that stands there twice.
    #[must_use]
    pub fn twice(key: &str) -> Self {
        Reason::new(Code::KeyTwice).with(DetailKey::Actual, key)
    }

    /// A list that is too long.
    #[must_use]
    pub fn too_long(length: usize, most: usize) -> Self {
        Reason::new(Code::ListTooLong).with(DetailKey::Actual, length.to_string()).with(DetailKey::Limit, most)
    }

    /// A list that is too short.
    #[must_use]
    pub fn too_short(length: usize, least: usize) -> Self {
        Reason::new(Code::ListTooShort).with(DetailKey::Actual, length.to_string()).with(DetailKey::Limit, least)
    }

    /// A number that lies outside its bounds.
    #[must_use]
    pub fn out_of_range(actual: impl Display, minimum: impl Display, maximum: impl Display) -> Self {
        Reason::new(Code::NumberOutOfRange)
            .with(DetailKey::Actual, actual.to_string())
            .with(DetailKey::Minimum, minimum.to_string())
            .with(DetailKey::Maximum, maximum.to_string())
    }

    /// Bytes that are more than so many: as many as there are, or as had come when no more were taken.
    #[must_use]
    pub fn too_large(actual: usize, limit: usize) -> Self {
        Reason::new(Code::TooLarge).with(DetailKey::Actual, actual.to_string()).with(DetailKey::Limit, limit)
    }

    /// Says what somebody can do about it, too.
    #[must_use]
    pub fn hinting(mut self, hint: Hint) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What it says that somebody can do about it, if anything.
    #[must_use]
    pub const fn hint(&self) -> Option<Hint> {
        self.hint
    }

    /// Leaves that to what was told before.
    #[must_use]
    pub fn without_hint(self) -> Self {
        Reason { hint: None, ..self }
    }

    /// Says in how many rows of a table it is so, where it is told of the first of them.
    #[must_use]
    pub fn in_rows(mut self, rows: u64) -> Self {
        self.rows = rows;
        self
    }

    /// Adds one detail.
    #[must_use]
    pub fn with(mut self, key: DetailKey, value: impl Into<Value>) -> Self {
        self.details.insert(key, value.into());
        self
    }

    /// This reason, with the rule that came nearest in another and what it lacked.
    #[must_use]
    pub fn for_want_in(mut self, other: &Reason) -> Self {
        for key in [DetailKey::Missing, DetailKey::Rule] {
            self = self.with(key, other.detail(key).cloned().unwrap_or_default());
        }
        self
    }

    /// One detail, where the reason has it.
    #[must_use]
    pub fn detail(&self, key: DetailKey) -> Option<&Value> {
        self.details.get(&key)
    }

    /// The details by name, or nothing where there are none.
    #[must_use]
    pub fn details(&self) -> Option<BTreeMap<&'static str, &Value>> {
        (!self.details.is_empty()).then(|| self.details.iter().map(|(key, value)| (key.name(), value)).collect())
    }

    /// The sentence for people.
    #[must_use]
    pub fn message(&self) -> String {
        // Of nothing that is known there is nothing to say.
        let nothing = self.details.get(&DetailKey::Known).and_then(Value::as_array).is_some_and(Vec::is_empty);
        let message = self.code.entry().message;
        let message = if nothing { message.replace("; known are {known}", "") } else { message.to_owned() };
        let message = self.details.iter().fold(message, |message, (key, value)| {
            message.replace(&format!("{{{}}}", key.name()), &detail::in_words(value))
        });
        let message = match self.hint {
            None => message,
            Some(hint) => format!("{message}; {}", hint.words()),
        };
        match self.rows {
            0 | 1 => message,
            rows => format!("{message}; so it is in {rows} rows, of which this is the first"),
        }
    }
}

impl From<Code> for Reason {
    fn from(code: Code) -> Self {
        Reason::new(code)
    }
}

/// A rule's refusal: exactly one, and nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Why.
    pub reason: Reason,
    /// The field to blame, as a JSON Pointer into the input, where one is to blame.
    pub path: Option<String>,
}

impl From<Reason> for Rejection {
    fn from(reason: Reason) -> Self {
        Rejection { reason, path: None }
    }
}

impl From<Code> for Rejection {
    fn from(code: Code) -> Self {
        Reason::new(code).into()
    }
}

impl Rejection {
    /// Names the field to blame.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same of an input that holds the one which the path points into.
    #[must_use]
    pub fn within(self, place: &str) -> Self {
        Rejection { path: self.path.map(|path| format!("{place}{path}")), ..self }
    }
}

impl Serialize for Rejection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Rejection", 5)?;
        fields.serialize_field("code", &self.reason.code)?;
        fields.serialize_field("details", &self.reason.details())?;
        fields.serialize_field("kind", &self.reason.code.entry().kind)?;
        fields.serialize_field("message", &self.reason.message())?;
        fields.serialize_field("path", &self.path)?;
        fields.end()
    }
}

/// A place in the input's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
pub struct Position {
    /// The byte within the line, from 1.
    pub column: u64,
    /// The line, from 1.
    pub line: u64,
    /// The byte within the input, from 0.
    pub offset: u64,
}

/// One thing wrong with an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Why.
    pub reason: Reason,
    /// Where, as a JSON Pointer; empty for the whole input.
    pub path: String,
    /// Where, in bytes, where the input was text.
    pub position: Option<Position>,
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Fault", 6)?;
        fields.serialize_field("code", &self.reason.code)?;
        fields.serialize_field("details", &self.reason.details())?;
        fields.serialize_field("kind", &self.reason.code.entry().kind)?;
        fields.serialize_field("message", &self.reason.message())?;
        fields.serialize_field("path", &self.path)?;
        fields.serialize_field("position", &self.position)?;
        fields.end()
    }
}

/// Broken input, with every fault that was found, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BadInput {
    /// At least one.
    pub faults: Vec<Fault>,
}

impl BadInput {
    /// The same of an input that holds this one at a place: what stands at which byte is told of the whole input or of nothing.
    #[must_use]
    pub fn within(self, place: &str) -> Self {
        let placed = |fault: Fault| Fault { path: format!("{place}{}", fault.path), position: None, ..fault };
        BadInput { faults: self.faults.into_iter().map(placed).collect() }
    }
}
