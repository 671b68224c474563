//! What a host can have done with transcripts: read, checked, quoted.
//!
//! Rules: TRS-01, TRS-02, TRS-10.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Format, Known, KnownSpeaker, ReadTranscript, read};
use crate::transcript::MOST_SEGMENTS;
use crate::transcript::Transcript;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::Faults;
use touchline_kernel::text::{Key, Limits};
use touchline_kernel::time::Instant;

/// Of how many labels a host may say who they are.
const MOST_KNOWN: usize = 1_000;

touchline_kernel::operations! {
    /// Check a transcript and put its segments into the order in which they begin. Segments may overlap. One that ends before
    /// it begins, that reaches past the call's end or that is spoken by nobody of the speakers is a fault, named by its path.
    "transcript.check": transcript_check, read under |_| Limits::WIDEST;
    /// Quote segments of a transcript: without digits that look like a card's number, and nothing at all where not everybody
    /// consented to the recording.
    "transcript.quote": transcript_quote, read under |_| Limits::WIDEST;
    /// Read a transcript that somebody's recorder wrote: its format is recognised from its content. What was read, put right,
    /// joined, passed over and not understood is counted. What cannot be read refuses the file, with line or path.
    "transcript.read": transcript_read, read under |_| Limits::WIDEST;
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
    let mut faults = Faults::default();
    transcript.check("/transcript", &mut faults);
    faults.told().map_err(Failure::BadInput)?;
    let sorted = transcript.sort();
    Ok(CheckedTranscript { sorted, transcript })
}

/// A transcript, and what of it is to be quoted.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "TranscriptQuote")]
pub(super) struct QuoteInput {
    /// The segments by their number, from 0, once they are in the order in which they begin.
    #[schemars(length(max = MOST_SEGMENTS))]
    segments: Vec<usize>,
    /// What was said.
    transcript: Transcript,
}

/// What may be shown of what was said.
#[derive(Serialize, JsonSchema)]
pub(super) struct TranscriptQuotes {
    /// The quotes, in the order in which they were asked for; empty without consent. A segment that is not there has none.
    quotes: Vec<SegmentQuote>,
}

/// What somebody said, as it may be shown.
#[derive(Serialize, JsonSchema)]
pub(super) struct SegmentQuote {
    /// What was said.
    quote: String,
    /// The segment by its number.
    segment: usize,
    /// Who said it.
    speaker: Option<Key>,
    /// Where it begins, in milliseconds.
    start_ms: Option<u64>,
}

fn transcript_quote(QuoteInput { segments, transcript }: QuoteInput) -> Result<TranscriptQuotes, Failure> {
    let transcript = transcript.ordered("/transcript").map_err(Failure::BadInput)?;
    let quotes = segments.into_iter().filter_map(|nth| {
        let segment = transcript.segments.get(nth)?;
        let quote = transcript.quote(nth)?.into_owned();
        Some(SegmentQuote { quote, segment: nth, speaker: segment.speaker.clone(), start_ms: segment.start_ms })
    });
    Ok(TranscriptQuotes { quotes: quotes.collect() })
}

/// A file, and what the host knows of the call.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "TranscriptReadInput")]
pub(super) struct ReadInput {
    /// When the call began, for files that tell moments of the day. Null has the first moment in the file be the beginning.
    #[serde(default)]
    began_at: Option<Instant>,
    /// A second file: Gong's extensive document, which tells who speaks.
    #[serde(default)]
    beside: Option<String>,
    /// Which call, by the file's own id, of a file with several.
    #[serde(default)]
    call: Option<Key>,
    /// Whether all who are heard consented to the recording. Without that nothing of the call is quoted.
    consented: bool,
    /// The format; null where it is to be recognised.
    #[serde(default)]
    format: Option<Format>,
    /// The organisation's own e-mail domains: whoever has an address there, or below, is on the selling side.
    #[serde(default)]
    internal_domains: Vec<Key>,
    /// The language; null for what the file says.
    #[serde(default)]
    language: Option<Key>,
    /// How long the call is, in milliseconds; null for what the file says. What reaches past it refuses the file.
    #[serde(default)]
    #[schemars(range(min = 0, max = 604_800_000))]
    length_ms: Option<u64>,
    /// Who speaks under which label. Labels that are not listed get a key that is made, `speaker_1` and so on.
    #[serde(default)]
    #[schemars(length(max = MOST_KNOWN))]
    speakers: Vec<KnownSpeaker>,
    /// The file.
    text: String,
}

fn transcript_read(input: ReadInput) -> Result<ReadTranscript, Failure> {
    let known = Known {
        began_at: input.began_at,
        call: input.call.map(|call| call.as_str().to_owned()),
        consented: input.consented,
        internal_domains: input.internal_domains,
        language: input.language,
        length_ms: input.length_ms,
        speakers: input.speakers,
    };
    let mut faults = Faults::default();
    known.check("", &mut faults);
    faults.told().map_err(Failure::BadInput)?;
    let read = read(&input.text, input.beside.as_deref(), input.format, &known);
    Ok(read.map_err(|rejection| if rejection.path.is_some() { rejection } else { rejection.at("/text") })?)
}
