//! From a decided command to a record: print once, commit to personal text, seal into the chain.

use core::ops::Range;

use serde::Serialize;
use serde::ser::Error;

use super::RECORD_SCHEMA;
use super::commitment::{Commitment, Entropy, Private};
use super::hash::Hash;
use super::layout::{COMMAND, EVENTS};
use super::outline::Outline;
use crate::kernel::canonical::{self, Marking, Unprintable};

/// A record but for its place in a chain: the printed command and events, and the commitments.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// `{"command":…,"events":[…]}`, canonical.
    text: String,
    /// Where the command ends in `text`.
    command_end: usize,
    /// The personal texts' bytes in `text`, quotes included, in order.
    spans: Vec<Range<usize>>,
    private: Private,
}

/// A record in its chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    /// The record's hash: the `previous` of the next one.
    pub hash: Hash,
    /// The canonical line to keep, without a line end.
    pub line: String,
}

/// How many of a command's fields stand before its body, and after it.
const FIELDS_BEFORE_BODY: usize = 2;
const FIELDS_AFTER_BODY: usize = 3;

/// What kept a draft from being made.
#[derive(Clone, Debug)]
pub enum DraftError {
    /// There is personal text and no entropy to commit to it with.
    EntropyMissing,
    /// A defect: a value without a canonical form.
    Unprintable(Unprintable),
}

impl Draft {
    /// Prints a command with its events, and commits to every personal text in them.
    pub fn new<C: Serialize, E: Serialize>(
        command: &C,
        events: &[E],
        entropy: Option<&Entropy>,
    ) -> Result<Self, DraftError> {
        let mut text = String::with_capacity(2048);
        let mut marking = Marking::into(&mut text);
        marking.literal(COMMAND);
        let command_end = marking.append("/command", command).map_err(DraftError::Unprintable)?;
        marking.literal(EVENTS);
        marking.append("/events", events).map_err(DraftError::Unprintable)?;
        marking.literal("}");
        let personal = marking.finish();
        let mut private = Private::new();
        let mut spans = Vec::with_capacity(personal.len());
        for place in personal {
            let entropy = entropy.ok_or(DraftError::EntropyMissing)?;
            let words = text.get(place.span.clone()).and_then(canonical::unquoted);
            let words = words.ok_or_else(no_text)?;
            let commitment = Commitment::to(&words, &place.pointer, entropy);
            private.insert(place.pointer, commitment);
            spans.push(place.span);
        }
        Ok(Draft { text, command_end, spans, private })
    }

    /// A draft that a host kept or carried: its canonical text and its commitments, which must be to texts
    /// that stand where they say.
    #[must_use]
    pub fn from_parts(text: String, private: Private) -> Option<Self> {
        let command_end = Outline::of(text.strip_prefix(COMMAND)?)?.text().len().checked_add(COMMAND.len())?;
        let outline = Outline::of(&text)?;
        let mut spans = Vec::with_capacity(private.len());
        for (pointer, commitment) in &private {
            let span = outline.locate(pointer)?;
            let found: Option<String> = serde_json::from_str(text.get(span.clone())?).ok()?;
            if !commitment.holds(found.as_deref()) {
                return None;
            }
            spans.push(span);
        }
        spans.sort_unstable_by_key(|span| span.start);
        Some(Draft { text, command_end, spans, private })
    }

    /// `{"command":…,"events":[…]}`, canonical.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The canonical text of the command's body. What stands before it are two fields that hold no name, what follows
    /// it are an expected version, an id and a type.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        let command = self.text.get(..self.command_end)?;
        // No value around it holds a comma, and counting them is quicker than looking for names.
        let (before, _) = command.match_indices(',').nth(FIELDS_BEFORE_BODY - 1)?;
        let (after, _) = command.rmatch_indices(',').nth(FIELDS_AFTER_BODY - 1)?;
        command.get(before..after)?.strip_prefix(",\"body\":")
    }

    /// The commitments to its personal texts.
    #[must_use]
    pub fn private(&self) -> &Private {
        &self.private
    }

    /// Seals the draft into a chain, after the record whose hash is `previous`.
    #[must_use]
    pub fn seal(self, seq: u64, previous: Option<&Hash>) -> Sealed {
        let mut line = self.text;
        // The brace that closes it comes after what follows.
        line.pop();
        let (tail, salts) = tail(&self.private, seq, previous);
        let hash = hash_of([&line, &tail], [&self.spans, &salts]);
        line.push_str(",\"hash\":\"");
        hash.print(&mut line);
        line.push('"');
        line.push_str(&tail);
        Sealed { hash, line }
    }
}

/// A place that was marked as personal text always is one.
fn no_text() -> DraftError {
    DraftError::Unprintable(Error::custom("personal text that is no text"))
}

/// The hash of a record: what stands before and after its hash, with these spans of the text replaced by null.
pub(super) fn hash_of(parts: [&str; 2], spans: [&[Range<usize>]; 2]) -> Hash {
    let lengths = parts.map(str::len).into_iter().fold(0, usize::saturating_add);
    // The digest is quicker over one text than over many pieces of one.
    let mut hashed = String::with_capacity(lengths);
    for (text, spans) in parts.into_iter().zip(spans) {
        let mut from = 0;
        for span in spans {
            hashed.push_str(text.get(from..span.start).unwrap_or_default());
            hashed.push_str("null");
            from = span.end;
        }
        hashed.push_str(text.get(from..).unwrap_or_default());
    }
    Hash::of(&[hashed.as_bytes()])
}

/// What follows the hash in a record as it is stored, and where its salts are.
fn tail(private: &Private, seq: u64, previous: Option<&Hash>) -> (String, Vec<Range<usize>>) {
    let mut out = String::with_capacity(160_usize.saturating_add(private.len().saturating_mul(180)));
    let mut salts = Vec::with_capacity(private.len());
    out.push_str(",\"previous\":");
    match previous {
        Some(previous) => {
            out.push('"');
            previous.print(&mut out);
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
        salts.push(commitment.print(&mut out));
    }
    out.push_str("},\"schema\":");
    out.push_str(itoa::Buffer::new().format(RECORD_SCHEMA));
    out.push_str(",\"seq\":");
    out.push_str(itoa::Buffer::new().format(seq));
    out.push('}');
    (out, salts)
}
