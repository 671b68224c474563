//! The facts that a refusal carries, by name: one name, one type, whatever the code.

use serde_json::Value;
use strum::{IntoStaticStr, VariantArray};

/// The name of a detail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum DetailKey {
    /// What was given.
    Actual,
    /// Whose answer is awaited: a role in the thing, such as `agent`.
    Awaits,
    /// When the thing last changed.
    ChangedAt,
    /// What would have been right, in words.
    Expected,
    /// The version that the command was made on.
    ExpectedVersion,
    /// The field's name.
    Field,
    /// The names that would have been right.
    Known,
    /// The limit that is exceeded.
    Limit,
    /// The line, from 1.
    Line,
    /// The greatest value allowed.
    Maximum,
    /// The smallest value allowed.
    Minimum,
    /// What a decision lacked: a capability or a relation.
    Missing,
    /// The commands that are open to this actor now.
    Open,
    /// Where in a file: a line, or a JSON Pointer into it.
    Place,
    /// The rule that decided, such as `ACC-04`; `none` where no rule is near.
    Rule,
    /// The segment of a transcript, from 0.
    Segment,
    /// The record's place in its log.
    Seq,
    /// The thing's present state.
    State,
    /// The version that stands.
    Version,
}

/// The shape of a detail's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetailShape {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A list of texts.
    Texts,
}

impl DetailKey {
    /// The name as it is printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What its value looks like. `actual` and its bounds are text, since what was given may be anything.
    #[must_use]
    pub const fn shape(self) -> DetailShape {
        match self {
            DetailKey::Known | DetailKey::Open => DetailShape::Texts,
            DetailKey::ExpectedVersion
            | DetailKey::Limit
            | DetailKey::Line
            | DetailKey::Segment
            | DetailKey::Seq
            | DetailKey::Version => DetailShape::Integer,
            DetailKey::Actual
            | DetailKey::Awaits
            | DetailKey::ChangedAt
            | DetailKey::Expected
            | DetailKey::Field
            | DetailKey::Maximum
            | DetailKey::Minimum
            | DetailKey::Missing
            | DetailKey::Place
            | DetailKey::Rule
            | DetailKey::State => DetailShape::Text,
        }
    }
}

/// A detail's value as a sentence shows it: texts as they are, lists in backticks.
#[must_use]
pub(super) fn in_words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(entries) => {
            let quoted: Vec<String> = entries.iter().map(|entry| format!("`{}`", in_words(entry))).collect();
            if quoted.is_empty() { "none".into() } else { quoted.join(", ") }
        }
        other => other.to_string(),
    }
}
