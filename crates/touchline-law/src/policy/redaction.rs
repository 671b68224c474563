//! The policy's section on redaction.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::command::PersonId;

/// What may not be redacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RedactionPolicy {
    /// Who is under a legal hold: they cannot be redacted, and what they wrote, or what is about what coaches them,
    /// stays whoever else is.
    #[schemars(length(max = 1_000))]
    pub legal_hold: Vec<PersonId>,
    /// For how many days after its end an improvement track puts whom it coaches under a legal hold, as it does until then: seven
    /// years unless said otherwise.
    #[schemars(range(min = 0, max = 36_525))]
    pub track_days: u32,
}

impl Default for RedactionPolicy {
    fn default() -> Self {
        RedactionPolicy { legal_hold: Vec::new(), track_days: 2_557 }
    }
}
