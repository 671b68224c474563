//! What was read of a file, counted, so that nothing goes in silence.

use schemars::JsonSchema;
use serde::Serialize;

use super::Format;
use crate::transcript::Transcript;
use touchline_kernel::text::{Key, Name};

/// A transcript, and what was read.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TranscriptRead")]
pub struct ReadTranscript {
    /// What was read.
    pub report: Report,
    /// What was said.
    pub transcript: Transcript,
}

/// What was read of a file.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TranscriptReport")]
pub struct Report {
    /// The format.
    pub format: Format,
    /// How often words without a speaker were given to the speaker before them, or pieces of one turn were put together.
    pub joined: usize,
    /// What was not understood, in the order of the file, and no more than a hundred.
    pub not_read: Vec<NotRead>,
    /// How much was not understood.
    pub not_read_count: usize,
    /// What was understood and is no part of what was said.
    pub passed_over: Passed,
    /// What was put right.
    pub put_right: PutRight,
    /// How many segments there are.
    pub segments: usize,
    /// Who speaks, in the order in which they begin in the file.
    pub speakers: Vec<ReadSpeaker>,
    /// Labels of which the host says who they are, and which the file does not have: as it has no name, id, address or channel.
    pub unknown_labels: Vec<Name>,
    /// How many segments nobody is known to speak.
    pub without_speaker: usize,
    /// How many words there are: what stands between white space.
    pub words: usize,
}

/// Somebody who speaks, and how the file calls them.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "TranscriptReadSpeaker")]
pub struct ReadSpeaker {
    /// What segments call them.
    pub key: Key,
    /// What the file calls them; several where the host gives these one key.
    pub labels: Vec<Name>,
    /// Who said on which side they speak.
    pub role_from: RoleSource,
    /// How many segments are theirs.
    pub segments: usize,
    /// How many words are theirs.
    pub words: usize,
}

/// Who said on which side somebody speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SpeakerRoleSource")]
#[serde(rename_all = "snake_case")]
pub enum RoleSource {
    /// The host, of this label.
    Host,
    /// The file.
    File,
    /// The domain of their e-mail address, which is the organisation's.
    Domain,
    /// Nobody.
    Nobody,
}

/// What was put right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TranscriptPutRight")]
pub struct PutRight {
    /// Segments without an end that end where the next one begins, or the call.
    pub ends_derived: usize,
    /// How much longer the call is than the file says, in milliseconds, since somebody speaks until then.
    pub length_extended_ms: u64,
    /// Names that were cut to the length that names may have.
    pub names_cut: usize,
    /// Segments that began before the call, and begin with it.
    pub negative_starts: usize,
    /// Numbers that are none, such as `NaN`, and count as not given.
    pub odd_numbers: usize,
    /// Segments that began before one that stood in front of them.
    pub sorted: usize,
    /// Pieces of a file whose words are said by somebody else than the piece is: each word is said by whom the file names for it.
    pub speakers_by_word: usize,
    /// Halves of surrogate pairs, which became U+FFFD.
    pub surrogates: usize,
}

/// What was understood and is no part of what was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TranscriptPassedOver")]
pub struct Passed {
    /// Cues, sentences and turns without words.
    pub empty: usize,
    /// Events of a chat, such as that somebody joined.
    pub events: usize,
    /// Comments, styles, regions, headings and footers.
    pub notes: usize,
    /// Words that stand in the file a second time: in captions that roll up, and in results that repeat those before them.
    pub repeated_words: usize,
}

/// Something that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "TranscriptNotRead")]
pub struct NotRead {
    /// Where it stands: a line, such as `line 12`, or a JSON Pointer.
    pub place: String,
    /// What stands there, its first characters.
    pub text: String,
}
