//! What was answered.
//!
//! Rules: SCO-10.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::text::Key;

/// What was answered: a number, options, or that the question is not applicable.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "ScorecardGiven")]
pub struct Given {
    /// Whether the question is not applicable.
    pub not_applicable: bool,
    /// The number, of a question that is answered by one.
    pub number: Option<f64>,
    /// The options, of a question that is answered by such: one of them, or `yes` or `no`.
    pub options: Vec<Key>,
}
