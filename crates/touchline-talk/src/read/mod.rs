//! Transcripts read, whoever wrote them: text in, a [`Transcript`](crate::transcript::Transcript) and a report on the reading out.
//!
//! What cannot be read refuses the file, with the line or the path that is to blame; what can be read is counted, and so is what
//! was put right or passed over. Nothing of a file goes in silence.
//!
//! Rules: TRS-02, TRS-09.

mod assemble;
mod assembly_ai;
mod aws_transcribe;
mod begun_name;
mod blocks;
mod contact_lens;
mod cues;
mod deepgram;
mod draft;
mod fault;
mod fireflies;
mod format;
mod formats;
mod gong;
mod google;
mod json;
mod meet;
mod moments;
mod name;
mod numbers;
mod operations;
mod options;
mod otter;
mod people;
mod place;
mod recognise;
mod report;
mod rev_ai;
mod runs;
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

pub use format::Format;
pub use operations::OPERATIONS;
pub use options::{Known, KnownSpeaker};
pub use recognise::recognise;
pub use report::{NotRead, Passed, PutRight, ReadSpeaker, ReadTranscript, Report, RoleSource};
pub use stream::{CueReader, Streamed};

use std::borrow::Cow;

use draft::Draft;
use touchline_kernel::rejection::{Code, DetailKey, Reason, Rejection};

/// How many characters are looked at to see whether a text was read as what it is.
const LOOKED_AT: usize = 64;

/// Reads a file. Its format is recognised where none is given. `beside` is a second document, which only Gong has: that of the
/// call's parties.
///
/// # Errors
/// Why it is refused, with the path `/beside` where the second document is to blame.
pub fn read(
    text: &str,
    beside: Option<&str>,
    format: Option<Format>,
    known: &Known,
) -> Result<ReadTranscript, Rejection> {
    let of_beside = |reason| Rejection::from(reason).at("/beside");
    let files = Files { text: plain(text)?, beside: beside.map(plain).transpose().map_err(of_beside)? };
    let recognised = || recognise(&files.text);
    let Some(format) = format.or_else(recognised) else {
        return Err(Reason::new(Code::TranscriptFormatUnknown).with(DetailKey::Known, Format::names()).into());
    };
    let right = if format.is_json() { json::without_halves } else { as_it_is };
    let (whole, surrogates) = files.righted(right);
    let tried = whole.draft(format, known);
    // Numbers that are none are looked for only where a file does not read: they are rare, and no JSON.
    let right = if tried.is_err() && format.is_json() { json::without_odd_numbers } else { as_it_is };
    let (righted, odd_numbers) = whole.righted(right);
    let read = if odd_numbers > 0 { righted.draft(format, known) } else { tried };
    let mut draft = read.map_err(|rejection| match recognised() {
        Some(recognised) if recognised != format && rejection.reason.code != Code::TranscriptOtherFormat => {
            other(format, recognised).into()
        }
        _ => rejection,
    })?;
    draft.put_right.surrogates = draft.put_right.surrogates.saturating_add(surrogates);
    draft.put_right.odd_numbers = draft.put_right.odd_numbers.saturating_add(odd_numbers);
    Ok(assemble::assembled(draft, format, known)?)
}

/// A text in which something is put right, and how often it was.
type Righted<'t> = (Cow<'t, str>, usize);

fn as_it_is(text: &str) -> Righted<'_> {
    (Cow::Borrowed(text), 0)
}

/// A file, and what stands beside it.
struct Files<'t> {
    text: Cow<'t, str>,
    beside: Option<Cow<'t, str>>,
}

impl Files<'_> {
    /// The same with something put right in both, and how often.
    fn righted(&self, right: fn(&str) -> Righted<'_>) -> (Files<'_>, usize) {
        let ((text, in_text), beside) = (right(&self.text), self.beside.as_deref().map(right));
        let (beside, in_beside) = beside.map_or((None, 0), |(beside, count)| (Some(beside), count));
        (Files { text, beside }, in_text.saturating_add(in_beside))
    }

    /// What they say, read as a format.
    fn draft(&self, format: Format, known: &Known) -> Result<Draft<'_>, Rejection> {
        match &self.beside {
            None => Ok(format.read(&self.text, known)?),
            Some(beside) if format == Format::Gong => {
                Ok(gong::read_beside(&self.text, Some(beside), known)?.of_this_format()?)
            }
            Some(_) => Err(other(Format::Gong, format).into()),
        }
    }
}

fn other(expected: Format, actual: Format) -> Reason {
    Reason::new(Code::TranscriptOtherFormat)
        .with(DetailKey::Expected, expected.name())
        .with(DetailKey::Actual, actual.name())
}

/// Whether bytes begin as UTF-16 does: with its mark, or with a letter of ASCII in two bytes.
fn looks_like_utf_16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, ..] | [_, 0, ..])
}

fn not_utf_8() -> Reason {
    Reason::new(Code::TranscriptNotUtf8).with(DetailKey::Actual, "it looks like UTF-16")
}

/// The text without a mark of its byte order, with line feeds where it has carriage returns alone.
fn plain(text: &str) -> Result<Cow<'_, str>, Reason> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_utf_16 = text.starts_with(['\u{fffe}', '\u{feff}'])
        || text.starts_with("ÿþ")
        || text.starts_with("þÿ")
        || text.chars().take(LOOKED_AT).any(|character| character == '\0');
    if is_utf_16 {
        return Err(not_utf_8());
    }
    let has_old_lines =
        memchr::memchr(b'\n', text.as_bytes()).is_none() && memchr::memchr(b'\r', text.as_bytes()).is_some();
    Ok(if has_old_lines { Cow::Owned(text.replace('\r', "\n")) } else { Cow::Borrowed(text) })
}

#[cfg(test)]
mod tests;
