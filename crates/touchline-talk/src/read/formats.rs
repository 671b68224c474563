//! The formats that are read, a row each.
//!
//! Rules: TRS-02.

use super::draft::Draft;
use super::{
    Format, Known, assembly_ai, aws_transcribe, contact_lens, deepgram, fireflies, gong, google, meet, otter, rev_ai,
    srt, teams_metadata, twilio, vcon, webvtt, whisper,
};
use touchline_kernel::rejection::Reason;

/// Reads a text of a format.
type Read = for<'t> fn(&'t str, &Known) -> Result<Draft<'t>, Reason>;

impl Format {
    /// Whether files of it are JSON as a whole.
    pub(super) fn is_json(self) -> bool {
        self.row().1
    }

    pub(super) fn read<'t>(self, text: &'t str, known: &Known) -> Result<Draft<'t>, Reason> {
        self.row().0(text, known)?.of_this_format()
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
