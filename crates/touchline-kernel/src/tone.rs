//! How a figure's card is coloured.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a card is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Work in progress.
    Amber,
    /// A plain number.
    Blue,
    /// Work done.
    Green,
    /// Something waits for somebody.
    Purple,
}
