//! How long the reporting lines through somebody are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far it is from somebody to both ends of the longest reporting line on which they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportingLine {
    /// How many people stand above them.
    pub above: u32,
    /// How many steps below them the one stands who is furthest below.
    pub below: u32,
}
