//! What was found of a kind of phrases.

use schemars::JsonSchema;
use serde::Serialize;

use super::evidence::Evidence;
use super::figures::Figure;
use touchline_kernel::text::Key;

/// What was found of a kind of phrases.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TalkPhraseKind")]
pub struct PhraseKind {
    /// How often.
    pub count: Figure,
    /// The first 1,000 hits.
    pub hits: Vec<PhraseHit>,
    /// The kind.
    pub key: Key,
    /// Its name.
    pub name: Key,
}

/// A phrase that was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TalkPhraseHit")]
pub struct PhraseHit {
    /// Where, and in which words.
    pub evidence: Evidence,
    /// The phrase, as the list has it.
    pub phrase: Key,
    /// Who said it; null where nobody knows.
    pub speaker: Option<Key>,
}
