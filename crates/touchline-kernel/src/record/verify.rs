//! Verification: names the first record that was altered, moved, dropped, doubled or inserted.
//!
//! Rules: WSP-04.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Deserialize;

use super::hash::Hash;
use super::layout::Layout;
use super::pen::hash_of;
use super::sound::{SoundRecord, Witness};
use crate::lines::{LineTooLong, Lines};
use crate::rejection::{Code, DetailKey, Reason, Rejection};
use crate::{canonical, reader};

/// What a host knows of the log from elsewhere, from now or from an earlier time: without it a cut tail or a
/// chain made anew cannot be seen.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
pub struct Expectation {
    /// How many records the log had.
    #[serde(default)]
    pub count: Option<u64>,
    /// The hash of its last record then.
    #[serde(default)]
    pub head: Option<Hash>,
}

/// A log whose every record is as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    /// Whether the log was held against a count and a head kept elsewhere. Where not, a cut tail, or a chain
    /// made anew from some record on, would look the same. What came after that record hangs on it.
    pub anchored: bool,
    /// The hash of the last record, or null for an empty log.
    pub head: Option<Hash>,
    /// How many records there are.
    pub records: u64,
    /// How many personal texts were redacted.
    pub redacted: u64,
}

/// Checks a log as its bytes come in. After the first fault it only looks for what explains it.
#[derive(Debug)]
pub struct Verifier<W = ()> {
    /// Whether the expected head was met where it was expected.
    anchored: bool,
    expected: Expectation,
    fault: Option<Reason>,
    gap: Option<Gap>,
    head: Option<Hash>,
    line: u64,
    lines: Lines,
    records: u64,
    redacted: u64,
    witness: W,
}

/// A record that came too early: it was moved if the missing one comes later, else that one was dropped.
#[derive(Debug)]
struct Gap {
    line: u64,
    missing: u64,
    found: u64,
}

impl<W: Witness> Verifier<W> {
    /// Nothing read yet. The witness sees each record that is as it was written.
    #[must_use]
    pub fn new(expected: Expectation, witness: W) -> Self {
        Verifier {
            anchored: false,
            expected,
            fault: None,
            gap: None,
            head: None,
            line: 0,
            lines: Lines::default(),
            records: 0,
            redacted: 0,
            witness,
        }
    }

    /// Takes the next bytes in.
    pub fn feed(&mut self, chunk: &[u8]) {
        let mut lines = core::mem::take(&mut self.lines);
        let fed = lines.feed(chunk, |line| {
            self.check_line(line);
            Ok(())
        });
        if let Err(LineTooLong { .. }) = fed {
            self.line = self.line.saturating_add(1);
            self.blame(unreadable(self.line));
        }
        self.lines = lines;
    }

    /// The result, once all bytes were fed, and whoever saw them.
    pub fn finish(mut self) -> Result<(Verified, W), Rejection> {
        if let Some(last) = self.lines.finish() {
            self.check_line(&last);
        }
        if let (None, Some(gap)) = (&self.fault, &self.gap) {
            return Err(place(Code::RecordDropped, gap.line, gap.missing).into());
        }
        if let Some(fault) = self.fault {
            return Err(fault.into());
        }
        let ends = |code| Reason::new(code).with(DetailKey::Seq, self.records);
        if let Some(count) = self.expected.count.filter(|count| *count > self.records) {
            return Err(ends(Code::LogCut).with(DetailKey::Expected, count.to_string()).into());
        }
        if self.expected.head.is_some() && !self.anchored {
            let code = if self.expected.count.is_some() { Code::LogReplaced } else { Code::LogHeadDiffers };
            return Err(ends(code).into());
        }
        let verified = Verified {
            anchored: self.anchored && self.expected.count.is_some(),
            head: self.head,
            records: self.records,
            redacted: self.redacted,
        };
        Ok((verified, self.witness))
    }

    /// Keeps the first fault. What is wrong after a gap came later than the gap.
    fn blame(&mut self, fault: Reason) {
        let first = match &self.gap {
            Some(gap) => place(Code::RecordDropped, gap.line, gap.missing),
            None => fault,
        };
        self.fault.get_or_insert(first);
    }

    /// A log may have grown since its head and count were written down; the record at that place may not
    /// have changed.
    fn pass_anchor(&mut self, hash: Hash) {
        let there = self.expected.count.is_none_or(|count| count == self.records);
        self.anchored |= there && self.expected.head == Some(hash);
    }

    fn check_line(&mut self, line: &[u8]) {
        self.line = self.line.saturating_add(1);
        if self.fault.is_some() {
            return;
        }
        match witnessed(line, self.line, &mut self.witness) {
            Ok(link) => {
                self.redacted = self.redacted.saturating_add(link.redacted);
                self.follow(&link);
            }
            Err(fault) => self.blame(fault),
        }
    }

    /// Holds a sound record against the one before it.
    fn follow(&mut self, link: &Link) {
        if let Some(gap) = &self.gap {
            if link.seq == gap.missing {
                self.fault = Some(place(Code::RecordMoved, gap.line, gap.found));
            }
            return;
        }
        let next = self.records.saturating_add(1);
        if link.seq == next && link.previous == self.head {
            self.records = next;
            self.head = Some(link.hash);
            self.pass_anchor(link.hash);
        } else if link.seq > next {
            self.gap = Some(Gap { line: self.line, missing: next, found: link.seq });
        } else if Some(link.hash) == self.head {
            self.blame(place(Code::RecordDoubled, self.line, link.seq));
        } else {
            self.blame(place(Code::RecordInserted, self.line, link.seq));
        }
    }
}

fn place(code: Code, line: u64, seq: u64) -> Reason {
    Reason::new(code).with(DetailKey::Line, line).with(DetailKey::Seq, seq)
}

fn unreadable(line: u64) -> Reason {
    Reason::new(Code::RecordUnreadable).with(DetailKey::Line, line)
}

/// A record that is as it was written, wherever it stands.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Its hash.
    pub hash: Hash,
    /// The hash of the record before it; null for the first of its log.
    pub previous: Option<Hash>,
    redacted: u64,
    /// Its place in its log.
    pub seq: u64,
}

/// Whether a line is a record as it was written; the number of the line is for whoever is told that it is not.
pub fn check_line(line: &[u8], number: u64) -> Result<Link, Reason> {
    witnessed(line, number, &mut ())
}

/// A record that a store has formatted otherwise (sorted keys anew, added spaces) is the same record: then its canonical
/// form is what counts.
fn witnessed<W: Witness>(line: &[u8], number: u64, witness: &mut W) -> Result<Link, Reason> {
    let text = core::str::from_utf8(line).map_err(|_| unreadable(number))?;
    if let Some(read) = Read::of(text).filter(|read| read.is_sound) {
        return read.tell(number, witness);
    }
    let canonical = reader::canonicalise(line).map_err(|_| unreadable(number))?;
    Read::of(&canonical).ok_or_else(|| unreadable(number))?.tell(number, witness)
}

/// A line that is a record, sound or not.
struct Read<'a> {
    is_sound: bool,
    record: SoundRecord<'a>,
}

impl<'a> Read<'a> {
    /// Reads a canonical line, or nothing where it is not a record at all.
    fn of(line: &'a str) -> Option<Self> {
        let layout = Layout::of(line)?;
        if layout.schema > u64::from(super::RECORD_SCHEMA) {
            return None;
        }
        let is_sound = hash_where_sound(line, &layout) == Some(layout.hash);
        Some(Read { is_sound, record: SoundRecord { layout, line } })
    }

    /// The record's place in its chain, once the witness has seen it; a refusal where it is not as it was written.
    fn tell<W: Witness>(&self, number: u64, witness: &mut W) -> Result<Link, Reason> {
        let SoundRecord { layout, .. } = &self.record;
        if !self.is_sound {
            return Err(place(Code::RecordAltered, number, layout.seq));
        }
        witness.saw(&self.record, number);
        let redacted = u64::try_from(self.record.missing().count()).unwrap_or(u64::MAX);
        Ok(Link { hash: layout.hash, previous: layout.previous, redacted, seq: layout.seq })
    }
}

/// The hash of what stands in the line, if every commitment holds.
fn hash_where_sound(text: &str, record: &Layout<'_>) -> Option<Hash> {
    let mut personal = record.places(record.private.iter().map(|private| private.pointer))?;
    let mut salts = Vec::with_capacity(record.private.len());
    for (private, span) in record.private.iter().zip(&personal) {
        let found = text_or_null(text.get(span.clone())?)?;
        if !private.commitment.holds(found.as_deref()) {
            return None;
        }
        let salt = &private.salt;
        salts.push(salt.start.checked_sub(record.after_hash.start)?..salt.end.checked_sub(record.after_hash.start)?);
    }
    personal.sort_unstable_by_key(|span| span.start);
    let parts = [text.get(record.before_hash.clone())?, text.get(record.after_hash.clone())?];
    (record.schema == u64::from(super::RECORD_SCHEMA)).then(|| hash_of(parts, [&personal, &salts]))
}

/// A text, or null where it was redacted; nothing else can have been committed to.
fn text_or_null(json: &str) -> Option<Option<Cow<'_, str>>> {
    if json == "null" { Some(None) } else { canonical::unquoted(json).map(Some) }
}
