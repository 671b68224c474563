//! What was said in a call: segments in the order in which they begin, and who speaks them.
//!
//! Rules: TRS-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::text::{Key, Name};

/// What was said in a call.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "Transcript")]
pub struct Transcript {
    /// Whether all who are heard consented to the recording. Without that nothing of the call is quoted.
    pub consented: bool,
    /// The language, such as `en` or `pt-BR`. Null where nobody said.
    #[serde(default)]
    pub language: Option<Key>,
    /// How long the call is, in milliseconds. Null where nobody said.
    #[serde(default)]
    #[schemars(range(min = 0, max = 604_800_000))]
    pub length_ms: Option<u64>,
    /// What was said, in any order; it is sorted by when it begins.
    pub segments: Vec<Segment>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
}

/// What somebody says without a break.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "TranscriptSegment")]
pub struct Segment {
    /// Where it ends, in milliseconds from the call's beginning. Null where nothing says when things were said.
    #[serde(default)]
    #[schemars(range(min = 0, max = 604_800_000))]
    pub end_ms: Option<u64>,
    /// Who says it. Null where nobody knows.
    #[serde(default)]
    pub speaker: Option<Key>,
    /// Where it begins. Null where nothing says when things were said.
    #[serde(default)]
    #[schemars(range(min = 0, max = 604_800_000))]
    pub start_ms: Option<u64>,
    /// What is said.
    pub text: String,
}

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "TranscriptSpeaker")]
pub struct Speaker {
    /// What segments call them.
    pub key: Key,
    /// What they are called.
    #[serde(default)]
    pub name: Option<Name>,
    /// On which side they speak.
    pub role: Role,
}

/// On which side somebody speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "SpeakerRole")]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// On the selling side.
    Rep,
    /// On the buying side.
    Customer,
    /// On neither, or nobody knows on which.
    Other,
}
