//! What a figure rests on: a moment of the call, and what was said there.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A moment of a call that a figure rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TalkEvidence")]
pub struct Evidence {
    /// Where the segment begins, in milliseconds from the call's beginning; null where nobody knows.
    pub moment_ms: Option<u64>,
    /// What was said, without numbers of cards; null without consent to the recording.
    pub quote: Option<String>,
    /// The segment's number, from 0, in the order in which they begin.
    pub segment: usize,
}
