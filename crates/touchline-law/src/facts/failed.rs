//! What went wrong in a call, check by check.
//!
//! Rules: BUN-15.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::{Key, PersonId};

/// How a check was not passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FailedRuling {
    /// It was not done as it should be.
    Fail,
    /// It passes, and the agent needs training in it.
    PassWithTraining,
}

/// A check of a call, the newest ruling on which is not a pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failed {
    /// Whose call it was when the ruling was given.
    pub agent: PersonId,
    /// The check; null where the ruling is on the call as a whole.
    pub check: Option<Key>,
    /// What the check is called, if another than its key.
    pub check_name: Option<Key>,
    /// The ruling.
    pub ruling: FailedRuling,
}
