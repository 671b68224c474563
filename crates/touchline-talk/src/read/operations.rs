//! What a host can have done with a transcript of its own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Transcript;
use touchline_kernel::operation::Failure;
use touchline_kernel::text::Limits;

touchline_kernel::operations! {
    /// Check a transcript and put its segments into the order in which they begin. Segments may overlap. One that ends before
    /// it begins, that reaches past the call's end or that is spoken by nobody of the speakers is a fault, named by its path.
    "transcript.check": transcript_check, read under |_| Limits::WIDEST;
}

/// A transcript.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "TranscriptCheck")]
pub(super) struct CheckInput {
    /// What was said.
    transcript: Transcript,
}

/// A transcript that keeps the rules.
#[derive(Serialize, JsonSchema)]
pub(super) struct CheckedTranscript {
    /// How many segments began before one that stood in front of them.
    sorted: usize,
    /// What was said, in the order in which it begins.
    transcript: Transcript,
}

fn transcript_check(CheckInput { mut transcript }: CheckInput) -> Result<CheckedTranscript, Failure> {
    let mut faults = touchline_kernel::rejection::Faults::default();
    transcript.check("/transcript", &mut faults);
    faults.told().map_err(Failure::BadInput)?;
    let sorted = transcript.sort();
    Ok(CheckedTranscript { sorted, transcript })
}
