//! Who writes transcripts, and how.
//!
//! Rules: TRS-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

/// Who writes transcripts, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema, IntoStaticStr, VariantArray)]
#[schemars(rename = "TranscriptFormat")]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Format {
    /// AssemblyAI's transcript.
    AssemblyAi,
    /// Amazon Transcribe's transcript.
    AwsTranscribe,
    /// Amazon Transcribe Call Analytics, and Contact Lens of Amazon Connect, of calls and of chats.
    ContactLens,
    /// Deepgram's answer.
    Deepgram,
    /// Fireflies' transcript.
    Fireflies,
    /// Gong's transcripts of calls, with the extensive document of the calls beside them.
    Gong,
    /// The text that Google Meet writes.
    GoogleMeet,
    /// The entries that Google Meet's interface gives.
    GoogleMeetEntries,
    /// The answer of Google's speech-to-text.
    GoogleSpeech,
    /// The text that Otter exports.
    Otter,
    /// Rev.ai's transcript.
    RevAi,
    /// SubRip.
    Srt,
    /// The metadata of Teams, a line of JSON for each turn.
    TeamsMetadata,
    /// Twilio's sentences.
    Twilio,
    /// A vCon, with a transcript or messages in it.
    Vcon,
    /// WebVTT, as Zoom, Teams and YouTube write it.
    WebVtt,
    /// What Whisper and WhisperX write.
    Whisper,
}

impl Format {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Format::VARIANTS.iter().copied()
    }

    /// The names of all.
    pub(super) fn names() -> Vec<&'static str> {
        Format::VARIANTS.iter().map(|format| format.name()).collect()
    }
}
