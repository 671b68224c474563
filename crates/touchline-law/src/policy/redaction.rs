//! The policy's section on redaction.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::command::PersonId;

/// What may not be redacted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RedactionPolicy {
    /// Who is under a legal hold: they cannot be redacted, and what they wrote, or what is about what coaches them,
    /// stays whoever else is.
    #[schemars(length(max = 1_000))]
    pub legal_hold: Vec<PersonId>,
}
