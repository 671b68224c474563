//! What came of a command, or would have.

use schemars::JsonSchema;
use serde::Serialize;
use touchline_kernel::{Code, WarningCode};

/// What came of a command, or would have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fate {
    /// Whether it was done.
    pub allowed: bool,
    /// Why not, where that is known: of a command that is not in the log, what the law says to it where it belongs.
    pub code: Option<Code>,
    /// What its sender was told besides.
    pub warnings: Vec<WarningCode>,
}
