//! The formats that are read, a row each.
//!
//! Rules: TRS-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::draft::Draft;
use super::{
    Known, assembly_ai, aws_transcribe, contact_lens, deepgram, fireflies, gong, google, meet, otter, rev_ai, srt,
    teams_metadata, twilio, vcon, webvtt, whisper,
};
use touchline_kernel::rejection::Reason;

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

/// Reads a text of a format.
type Read = for<'t> fn(&'t str, &Known) -> Result<Draft<'t>, Reason>;

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

    /// Whether files of it are JSON as a whole.
    pub(super) fn is_json(self) -> bool {
        self.row().1
    }

    pub(super) fn read<'t>(self, text: &'t str, known: &Known) -> Result<Draft<'t>, Reason> {
        self.row().0(text, known)
    }

    /// What reads it, and whether it is JSON.
    fn row(self) -> (Read, bool) {
        match self {
            Format::AssemblyAi => (assembly_ai::read, true),
            Format::AwsTranscribe => (aws_transcribe::read, true),
            Format::ContactLens => (contact_lens::read, true),
            Format::Deepgram => (deepgram::read, true),
            Format::Fireflies => (fireflies::read, true),
            Format::Gong => (gong::read, true),
            Format::GoogleMeet => (meet::read, false),
            Format::GoogleMeetEntries => (meet::read_entries, true),
            Format::GoogleSpeech => (google::read, true),
            Format::Otter => (otter::read, false),
            Format::RevAi => (rev_ai::read, true),
            Format::Srt => (srt::read, false),
            Format::TeamsMetadata => (teams_metadata::read, true),
            Format::Twilio => (twilio::read, true),
            Format::Vcon => (vcon::read, true),
            Format::WebVtt => (webvtt::read, false),
            Format::Whisper => (whisper::read, true),
        }
    }
}
