//! Transcripts read, whoever wrote them: text in, a [`Transcript`](crate::transcript::Transcript) and a report on the reading out.
//!
//! What cannot be read refuses the file, with the line or the path that is to blame; what can be read is counted, and so is what
//! was put right or passed over. Nothing of a file goes in silence.
//!
//! Rules: TRS-02, TRS-09.

mod assemble;
mod assembly_ai;
mod aws_transcribe;
mod blocks;
mod contact_lens;
mod cues;
mod deepgram;
mod draft;
mod fault;
mod fireflies;
mod formats;
mod gong;
mod google;
mod json;
mod meet;
mod moments;
mod numbers;
mod operations;
mod options;
mod otter;
mod people;
mod place;
mod recognise;
mod report;
mod rev_ai;
mod srt;
mod stream;
mod tags;
mod teams_metadata;
mod time;
mod turns;
mod twilio;
mod vcon;
mod webvtt;
mod whisper;
mod words;

pub use formats::Format;
pub use operations::OPERATIONS;
pub use options::{Known, KnownSpeaker};
pub use recognise::recognise;
pub use report::{NotRead, Passed, PutRight, ReadSpeaker, ReadTranscript, Report, RoleSource};
pub use stream::{CueReader, Streamed};

use std::borrow::Cow;

use draft::Draft;
use touchline_kernel::rejection::{Code, DetailKey, Reason};

/// How many characters are looked at to see whether a text was read as what it is.
const LOOKED_AT: usize = 64;

/// Reads a file. Its format is recognised where none is given. `beside` is a second document, which only Gong has: that of the
/// call's parties.
pub fn read(text: &str, beside: Option<&str>, format: Option<Format>, known: &Known) -> Result<ReadTranscript, Reason> {
    let text = plain(text)?;
    let recognised = || recognise(&text);
    let Some(format) = format.or_else(recognised) else {
        return Err(Reason::new(Code::TranscriptFormatUnknown).with(DetailKey::Known, Format::names()));
    };
    let halved = if format.is_json() { json::without_halves(&text) } else { (Cow::Borrowed(text.as_ref()), 0) };
    let (whole, surrogates) = halved;
    let tried = tried(&whole, beside, format, known);
    // Numbers that are none are looked for only where a file does not read: they are rare, and no JSON.
    let (righted, odd_numbers) = match &tried {
        Err(_) if format.is_json() => json::without_odd_numbers(&whole),
        _ => (Cow::Borrowed(""), 0),
    };
    let read = if odd_numbers > 0 { self::tried(&righted, beside, format, known) } else { tried };
    let mut draft = read.map_err(|reason| match recognised() {
        Some(recognised) if recognised != format && reason.code != Code::TranscriptOtherFormat => {
            other(format, recognised)
        }
        _ => reason,
    })?;
    draft.put_right.surrogates = draft.put_right.surrogates.saturating_add(surrogates);
    draft.put_right.odd_numbers = draft.put_right.odd_numbers.saturating_add(odd_numbers);
    assemble::assembled(draft, format, known)
}

/// Reads a text of a format, with what stands beside it.
fn tried<'t>(text: &'t str, beside: Option<&str>, format: Format, known: &Known) -> Result<Draft<'t>, Reason> {
    match beside {
        None => format.read(text, known),
        Some(beside) if format == Format::Gong => {
            let beside = plain(beside)?;
            // What is told of parties is kept by value, and so outlives the document.
            gong::read_beside(text, Some(&json::without_halves(&beside).0), known)
        }
        Some(_) => Err(other(Format::Gong, format)),
    }
}

fn other(expected: Format, actual: Format) -> Reason {
    Reason::new(Code::TranscriptOtherFormat)
        .with(DetailKey::Expected, expected.name())
        .with(DetailKey::Actual, actual.name())
}

/// The text without a mark of its byte order, with line feeds where it has carriage returns alone.
fn plain(text: &str) -> Result<Cow<'_, str>, Reason> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_utf_16 = text.starts_with(['\u{fffe}', '\u{feff}'])
        || text.starts_with("ÿþ")
        || text.starts_with("þÿ")
        || text.chars().take(LOOKED_AT).any(|character| character == '\0');
    if is_utf_16 {
        return Err(Reason::new(Code::TranscriptNotUtf8).with(DetailKey::Actual, "it looks like UTF-16"));
    }
    let has_old_lines =
        memchr::memchr(b'\n', text.as_bytes()).is_none() && memchr::memchr(b'\r', text.as_bytes()).is_some();
    Ok(if has_old_lines { Cow::Owned(text.replace('\r', "\n")) } else { Cow::Borrowed(text) })
}

#[cfg(test)]
mod tests;
