//! Calls by when they began, for draws.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::calls::CallId;
use touchline_kernel::{Instant, Key, PersonId};

/// A call, as far as a draw must know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BegunCall {
    /// When it began.
    pub began: Instant,
    /// The call.
    pub call: CallId,
    /// What kind of call it was; null where that is not known.
    #[serde(default)]
    pub call_type: Option<Key>,
    /// The campaign that it belongs to; null where that is not known.
    pub campaign: Option<Key>,
    /// Who handled it.
    pub handler: PersonId,
    /// How long it took, in milliseconds.
    pub length_ms: u64,
    /// Whether it has a disposition, or a review that was delivered.
    pub reviewed: bool,
}
