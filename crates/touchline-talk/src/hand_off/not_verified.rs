//! Why a quote is no evidence.
//!
//! Rules: AIX-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a quote is no evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "HandOffNotVerified")]
pub enum NotVerified {
    /// It is near to what was said, and denies what was affirmed, or the other way round.
    NegationDiffers,
    /// It is near to what was said, and how the language denies is in no list: only what is word for word the same counts.
    NegationsUnknown,
    /// There is none: something was judged, and nothing quoted.
    NoQuote,
    /// Nothing of the kind was said there; or so much was looked through for this answer that nothing near is looked for any
    /// more.
    NotSaid,
    /// It is near to what was said, with another number in it.
    NumberDiffers,
    /// It was said, but in another segment.
    OtherSegment,
    /// It has more than 200 words or 2,000 characters.
    TooLong,
    /// It has fewer than three words.
    TooShort,
}
