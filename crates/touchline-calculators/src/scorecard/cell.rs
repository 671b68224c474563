//! An answer without its words, as conditions, rules and figures take it.
//!
//! Rules: SCO-03, SCO-07.

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

/// An answer without its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// Not applicable: by whoever answered, or by a rule.
    NotApplicable(ByWhom),
    /// A number.
    Number(f64),
    /// Options: a bit for each, that of the first the lowest.
    Options(u64),
}

impl Cell {
    /// Not applicable, since the template says so.
    pub(super) const BY_SYSTEM: Cell = Cell::NotApplicable(ByWhom::System);

    /// A number.
    pub(super) fn number(number: f64) -> Self {
        // Adding 0 makes 0 of -0, which is the same answer.
        Cell::Number(number + 0.0)
    }
}

/// Who says that a question is not applicable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ScorecardNotApplicableBy")]
pub enum ByWhom {
    /// A condition or a rule of the template.
    System,
    /// Whoever, or whatever, answered.
    User,
}
