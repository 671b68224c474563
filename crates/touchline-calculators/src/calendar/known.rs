//! What the host knows of events already, before a file that tells of them is read.
//!
//! Rules: SES-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::series::Series;
use touchline_kernel::text::Key;

/// An event that the host knows already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KnownEvent {
    /// How often it was changed.
    pub sequence: u64,
    /// When it takes place.
    pub series: Series,
    /// By what it is known.
    pub uid: Key,
}
