//! Cues of files of any size, chunk by chunk: what is held is the piece of the file up to the next empty line, and who speaks.
//!
//! Segments come out as they stand in the file. What is read of a file in chunks is what is read of it whole, but for their order.
//!
//! Rules: TRS-01, TRS-02.

use std::borrow::Cow;

use super::assemble::{Tally, language};
use super::blocks::{Blocks, is_header};
use super::cues::{Cues, LOOKED_AT, style};
use super::draft::Draft;
use super::fault::unreadable;
use super::place::Place;
use super::report::Report;
use super::{Format, Known, looks_like_utf_16, not_utf_8, plain, srt};
use crate::transcript::{Segment, Speaker};
use touchline_kernel::rejection::{Code, Reason};
use touchline_kernel::text::Key;

/// How many bytes without an empty line are held.
const MOST_HELD: usize = 16 * 1024 * 1024;

/// Of how much of what is held as much more is asked for, where there is no room for more.
const SPARE: usize = 64;

/// How many bytes are waited for, at first, before it is looked at how the file is written.
const FIRST_LOOK: usize = 64 * 1024;

/// Reads WebVTT or SRT in chunks, which may end anywhere, also within a character.
pub struct CueReader {
    known: Known,
    /// Known from the first bytes on.
    format: Option<Format>,
    /// Known once enough cues were seen.
    cues: Option<Cues>,
    held: Vec<u8>,
    /// From how many bytes on it is looked at how the file is written.
    look_at: usize,
    /// The line with which what is held begins.
    line: usize,
    draft: Draft<'static>,
    tally: Tally,
}

/// What is known once a file has come to its end.
#[derive(Debug)]
pub struct Streamed {
    /// The language, as the host or the file says.
    pub language: Option<Key>,
    /// How long the call is, as the host or the file says.
    pub length_ms: Option<u64>,
    /// What was read.
    pub report: Report,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
}

impl CueReader {
    /// Reads with what the host knows of the call.
    #[must_use]
    pub fn new(known: Known) -> Self {
        CueReader {
            known,
            format: None,
            cues: None,
            held: Vec::new(),
            look_at: FIRST_LOOK,
            line: 1,
            draft: Draft::default(),
            tally: Tally::default(),
        }
    }

    /// Takes the next bytes, and gives out the segments that are whole by now.
    pub fn feed(&mut self, chunk: &[u8], said: &mut impl FnMut(Segment)) -> Result<(), Reason> {
        let searched = self.held.len().saturating_sub(3);
        self.hold(chunk);
        self.may_be_utf_8()?;
        let is_long = self.held.len() >= self.look_at;
        if self.cues.is_none() && !is_long {
            return Ok(());
        }
        let from = if self.cues.is_some() { searched } else { 0 };
        match last_break(&self.held, from) {
            Some(end) => {
                let rest = self.held.split_off(end);
                let mut whole = core::mem::replace(&mut self.held, rest);
                if whole.len() >= FIRST_LOOK {
                    whole.shrink_to_fit();
                }
                self.read(whole, false, said)
            }
            None if self.held.len() > MOST_HELD => Err(Reason::too_large(self.held.len(), MOST_HELD)),
            None => Ok(()),
        }
    }

    /// Holds more of the file, with little room to spare: what is held may be as large as what is made of it.
    fn hold(&mut self, chunk: &[u8]) {
        if self.held.capacity().saturating_sub(self.held.len()) < chunk.len() {
            self.held.reserve_exact(chunk.len().max(self.held.len() / SPARE));
        }
        self.held.extend_from_slice(chunk);
    }

    /// Refuses a file that begins as UTF-16 does: it has no empty line for which to wait.
    fn may_be_utf_8(&self) -> Result<(), Reason> {
        if self.line == 1 && looks_like_utf_16(&self.held) { Err(not_utf_8()) } else { Ok(()) }
    }

    /// Ends the file.
    pub fn finish(mut self, said: &mut impl FnMut(Segment)) -> Result<Streamed, Reason> {
        let whole = core::mem::take(&mut self.held);
        self.read(whole, true, said)?;
        let format = self.format.ok_or(Reason::new(Code::TranscriptFormatUnknown))?;
        let length_ms = self.tally.length(self.draft.length, &self.known);
        let draft = self.draft;
        let unknown_labels = self.known.unknown_labels(&draft.labels);
        let not_read = (draft.not_read, draft.not_read_count);
        Ok(Streamed {
            language: language(draft.language.as_deref(), &self.known),
            length_ms,
            speakers: self.tally.people.speakers.clone(),
            report: self.tally.report(format, draft.joined, draft.passed, not_read, unknown_labels),
        })
    }

    /// Reads whole blocks.
    fn read(&mut self, whole: Vec<u8>, is_end: bool, said: &mut impl FnMut(Segment)) -> Result<(), Reason> {
        let text = core::str::from_utf8(&whole).map_err(|error| {
            let before = whole.get(..error.valid_up_to()).unwrap_or_default();
            unreadable(Place::Line(self.line.saturating_add(breaks(before))), "UTF-8")
        })?;
        let text = if self.line == 1 { plain(text)? } else { Cow::Borrowed(text) };
        let is_numbered = self.format(&text)? == Format::Srt;
        let Some(mut cues) = self.cues.take().or_else(|| {
            let (style, seen) = style(Blocks::new(&text, self.line, is_numbered), &self.known);
            (is_end || seen >= LOOKED_AT || text.len() >= MOST_HELD).then(|| Cues::new(style))
        }) else {
            // Too few cues to see how the file is written: more of it is waited for.
            self.look_at = self.look_at.saturating_mul(2);
            let rest = core::mem::replace(&mut self.held, whole);
            self.hold(&rest);
            return Ok(());
        };
        let mut draft: Draft<'_> = core::mem::take(&mut self.draft);
        cues.read(&mut Blocks::new(&text, self.line, is_numbered), &mut draft)?;
        for piece in core::mem::take(&mut draft.said) {
            said(self.tally.segment(&draft.labels, piece, &self.known)?);
        }
        self.draft = draft.into_owned();
        self.cues = Some(cues);
        self.line = self.line.saturating_add(breaks(text.as_bytes()));
        Ok(())
    }

    /// The format, seen from the first bytes.
    fn format(&mut self, text: &str) -> Result<Format, Reason> {
        let seen = self.format.or_else(|| match () {
            () if is_header(text) => Some(Format::WebVtt),
            () if srt::is_srt(text) => Some(Format::Srt),
            () => None,
        });
        self.format = seen;
        seen.ok_or_else(|| {
            Reason::new(Code::TranscriptFormatUnknown)
                .with(touchline_kernel::DetailKey::Known, vec![Format::Srt.name(), Format::WebVtt.name()])
        })
    }
}

/// Behind the last empty line, looked for from a place on.
fn last_break(bytes: &[u8], from: usize) -> Option<usize> {
    let searched = bytes.get(from..)?;
    let plain = memchr::memmem::rfind(searched, b"\n\n").map(|place| place.saturating_add(2));
    let carried = memchr::memmem::rfind(searched, b"\n\r\n").map(|place| place.saturating_add(3));
    plain.max(carried).map(|place| from.saturating_add(place))
}

fn breaks(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn streamed(text: &str, size: usize) -> Result<(Vec<Segment>, Streamed), Reason> {
        let (mut reader, mut segments) = (CueReader::new(Known { consented: true, ..Known::default() }), Vec::new());
        for chunk in text.as_bytes().chunks(size) {
            reader.feed(chunk, &mut |segment| segments.push(segment))?;
        }
        let end = reader.finish(&mut |segment| segments.push(segment))?;
        Ok((segments, end))
    }

    /// Some thousand cues of two people who take turns, of which some are nameless.
    fn long(newline: &str) -> String {
        let mut text = format!("\u{feff}WEBVTT{newline}Language: de{newline}{newline}");
        for nth in 0..3_000 {
            let name = ["Ana: ", "Jürgen (Köln): ", "", "Bo: "][nth % 4];
            let (minute, second) = (nth / 60, nth % 60);
            text += &format!(
                "{nth}{newline}00:{minute:02}:{second:02}.000 --> 00:{minute:02}:{second:02}.900{newline}{name}Größe {nth} 👍{newline}{newline}"
            );
        }
        text
    }

    #[test]
    fn trs_02_in_chunks_a_file_is_read_as_it_is_whole() {
        for newline in ["\n", "\r\n"] {
            let text = long(newline);
            let whole = super::super::read(&text, None, None, &Known { consented: true, ..Known::default() }).unwrap();
            for size in [1, 7, 4_096, text.len()] {
                let (segments, end) = streamed(&text, size).unwrap();
                assert_eq!(segments, whole.transcript.segments, "in chunks of {size}");
                assert_eq!((&end.report, &end.speakers), (&whole.report, &whole.transcript.speakers));
                assert_eq!((&end.language, end.length_ms), (&whole.transcript.language, whole.transcript.length_ms));
            }
            assert_eq!((whole.report.joined, whole.report.speakers.len()), (750, 3));
        }
    }

    #[test]
    fn trs_02_in_chunks_a_broken_cue_is_told_by_its_line() {
        let text = long("\n") + "x\n00:0x:00.000 --> 00:00:01.000\nend\n";
        let line = text.lines().position(|line| line.starts_with("00:0x")).unwrap() + 1;
        for size in [5, 100_000] {
            let reason = streamed(&text, size).unwrap_err();
            assert_eq!(reason.code, Code::TranscriptTimeUnreadable);
            assert!(reason.message().contains(&format!("at line {line} ")), "{}", reason.message());
        }
    }

    #[test]
    fn trs_02_in_chunks_what_is_no_text_or_has_no_end_is_refused() {
        let (mut reader, mut none) = (CueReader::new(Known::default()), |_| panic!("nothing is said"));
        reader.feed(b"WEBVTT\n\n\xff\xfe\n\n", &mut none).unwrap();
        assert!(reader.finish(&mut none).unwrap_err().message().contains("line 3: UTF-8"));
        let wide = |bytes: fn(u16) -> [u8; 2]| "WEBVTT\n\n".encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
        let marked = |mark: [u8; 2], text: &[u8]| [&mark, text].concat();
        for file in [marked([0xff, 0xfe], &little), marked([0xfe, 0xff], &big), little.clone(), big.clone()] {
            let mut reader = CueReader::new(Known::default());
            let refused = file.chunks(1).find_map(|byte| reader.feed(byte, &mut none).err()).unwrap();
            assert_eq!(refused.code, Code::TranscriptNotUtf8, "{file:?}");
        }
        assert_eq!(streamed("some text", 4).unwrap_err().code, Code::TranscriptFormatUnknown);
        let endless = "WEBVTT".to_owned() + &"\nx".repeat(MOST_HELD / 2);
        assert_eq!(streamed(&endless, 1_000_000).unwrap_err().code, Code::TooLarge);
    }
}
