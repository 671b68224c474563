//! Writing record after record at the end of a log: printed once, committed to, and sealed where it stands.
//!
//! Rules: WSP-04.

use core::ops::Range;

use serde::Serialize;
use serde::ser::Error;

use super::RECORD_SCHEMA;
use super::commitment::{Commitment, Entropy};
use super::error::DraftError;
use super::hash::Hash;
use super::layout::{COMMAND, EVENTS};
use crate::canonical::{self, Marking, PersonalSpan, Room, Unprintable};

/// What writes records. It keeps the room that one of them took for the next.
#[derive(Debug, Default)]
pub struct Pen {
    /// What is noted while one is printed.
    room: Room,
    /// What the hash is taken over.
    hashed: String,
    /// What follows the hash.
    tail: String,
}

/// A record that stands at the end of a log and is to be sealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Penned {
    /// Where it begins.
    pub(super) start: usize,
    /// Where its command ends.
    pub(super) command_end: usize,
    /// The bytes of its personal texts, quotes included, in order.
    pub(super) spans: Vec<Range<usize>>,
    /// Every commitment by its pointer, in their order: a record has a handful, and a map of its own would cost more.
    pub(super) private: Vec<Committed>,
}

/// The pointer of a personal text, and the commitment to it.
type Committed = (String, Commitment);

/// How long a record usually is at most.
const USUAL: usize = 2048;
/// How many of a command's fields stand before its body, and after it.
const FIELDS_BEFORE_BODY: usize = 2;
const FIELDS_AFTER_BODY: usize = 3;

impl Pen {
    /// Prints a command with its events at the end of a log, and commits to every personal text in them, with entropy
    /// that is read only where there is one. After an error the log is as it was.
    pub fn write<C: Serialize, E: Serialize>(
        &mut self,
        log: &mut String,
        command: &C,
        events: &[E],
        entropy: Option<&str>,
    ) -> Result<Penned, DraftError> {
        let start = log.len();
        log.reserve(USUAL);
        let printed = print(log, command, events, core::mem::take(&mut self.room));
        let penned = printed.and_then(|(command_end, personal, room)| {
            self.room = room;
            let (spans, private) = commit(log, personal, entropy)?;
            Ok(Penned { start, command_end, spans, private })
        });
        penned.inspect_err(|_| log.truncate(start))
    }

    /// Seals the record at the end of a log into a chain, after the record whose hash is `previous`.
    pub fn seal(&mut self, log: &mut String, penned: &Penned, seq: u64, previous: Option<&Hash>) -> Hash {
        // The brace that closes it comes after what follows.
        log.pop();
        let salts = write_tail(&mut self.tail, &penned.private, seq, previous);
        self.hashed.clear();
        append_hashed(&mut self.hashed, log, penned.start, &penned.spans);
        append_hashed(&mut self.hashed, &self.tail, 0, &salts);
        let hash = Hash::of(&[self.hashed.as_bytes()]);
        log.push_str(",\"hash\":\"");
        hash.print(log);
        log.push('"');
        log.push_str(&self.tail);
        hash
    }
}

impl Penned {
    /// Takes it off the end of the log: nothing came of it.
    pub fn strike(self, log: &mut String) {
        log.truncate(self.start);
    }

    /// The canonical text of the command's body. What stands before it are two fields that hold no name, what follows
    /// it are an expected version, an id and a type.
    #[must_use]
    pub fn body<'a>(&self, log: &'a str) -> Option<&'a str> {
        let command = log.get(self.start..self.command_end)?;
        // No value around it holds a comma, and counting them is quicker than looking for names.
        let before = memchr::memchr_iter(b',', command.as_bytes()).nth(FIELDS_BEFORE_BODY - 1)?;
        let after = memchr::memrchr_iter(b',', command.as_bytes()).nth(FIELDS_AFTER_BODY - 1)?;
        command.get(before..after)?.strip_prefix(",\"body\":")
    }
}

/// Prints a record but for what seals it; says where its command ends, and where there is personal text.
fn print<C: Serialize, E: Serialize>(
    log: &mut String,
    command: &C,
    events: &[E],
    room: Room,
) -> Result<(usize, Vec<PersonalSpan>, Room), DraftError> {
    let mut marking = Marking::into(log, room);
    marking.literal(COMMAND);
    let command_end = marking.append("/command", command).map_err(DraftError::Unprintable)?;
    marking.literal(EVENTS);
    marking.append("/events", events).map_err(DraftError::Unprintable)?;
    marking.literal("}");
    let (personal, room) = marking.finish();
    Ok((command_end, personal, room))
}

/// Commits to every personal text.
fn commit(
    log: &str,
    personal: Vec<PersonalSpan>,
    entropy: Option<&str>,
) -> Result<(Vec<Range<usize>>, Vec<Committed>), DraftError> {
    if personal.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let entropy = entropy.and_then(Entropy::read).ok_or(DraftError::EntropyMissing)?;
    let mut private = Vec::with_capacity(personal.len());
    let mut spans = Vec::with_capacity(personal.len());
    for place in personal {
        let words = log.get(place.span.clone()).and_then(canonical::unquoted);
        let words = words.ok_or_else(no_text)?;
        let commitment = Commitment::to(&words, &place.pointer, &entropy);
        private.push((place.pointer, commitment));
        spans.push(place.span);
    }
    private.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
    Ok((spans, private))
}

/// A place that was marked as personal text always is one.
fn no_text() -> DraftError {
    DraftError::Unprintable(Unprintable::custom("personal text that is no text"))
}

/// The hash of a record: what stands before and after its hash, with these spans of the text replaced by null.
pub(super) fn hash_of(parts: [&str; 2], spans: [&[Range<usize>]; 2]) -> Hash {
    let lengths = parts.map(str::len).into_iter().fold(0, usize::saturating_add);
    let mut hashed = String::with_capacity(lengths);
    for (text, spans) in parts.into_iter().zip(spans) {
        append_hashed(&mut hashed, text, 0, spans);
    }
    Hash::of(&[hashed.as_bytes()])
}

/// Appends what the hash is taken over of a text from some place on. The digest is quicker over one text than over many
/// pieces of one.
fn append_hashed(hashed: &mut String, text: &str, mut from: usize, spans: &[Range<usize>]) {
    for span in spans {
        hashed.push_str(text.get(from..span.start).unwrap_or_default());
        hashed.push_str("null");
        from = span.end;
    }
    hashed.push_str(text.get(from..).unwrap_or_default());
}

/// Writes what follows the hash in a record as it is stored; says where its salts are.
fn write_tail(out: &mut String, private: &[Committed], seq: u64, previous: Option<&Hash>) -> Vec<Range<usize>> {
    let mut salts = Vec::with_capacity(private.len());
    out.clear();
    out.push_str(",\"previous\":");
    match previous {
        Some(previous) => {
            out.push('"');
            previous.print(out);
            out.push('"');
        }
        None => out.push_str("null"),
    }
    out.push_str(",\"private\":{");
    for (place, (pointer, commitment)) in private.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        // A pointer is made of field names and places, which need no escapes.
        out.push('"');
        out.push_str(pointer);
        out.push_str("\":");
        salts.push(commitment.print(out));
    }
    out.push_str("},\"schema\":");
    out.push_str(itoa::Buffer::new().format(RECORD_SCHEMA));
    out.push_str(",\"seq\":");
    out.push_str(itoa::Buffer::new().format(seq));
    out.push('}');
    salts
}
