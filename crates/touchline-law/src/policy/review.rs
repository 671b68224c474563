//! The policy's section on reviews of calls.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is asked of whoever handled a call once a review of it was delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Acknowledgement {
    /// Nothing.
    None,
    /// That they acknowledge it.
    #[default]
    Acknowledge,
}

/// Switches for reviews.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReviewPolicy {
    /// What is asked of whoever handled the call: of each review what was so when it was delivered.
    pub acknowledgement: Acknowledgement,
}
