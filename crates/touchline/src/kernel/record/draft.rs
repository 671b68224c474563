//! From a decided command to a record: print once, commit to personal text, seal into the chain.

use core::ops::Range;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::commitment::{Commitment, Entropy, Private};
use super::hash::Hash;
use super::{RECORD_SCHEMA, locate};
use crate::kernel::canonical::{self, Unprintable};

/// A record but for its place in a chain: the printed command and events, and the commitments.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// `{"command":…,"events":[…]}`, canonical.
    text: String,
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

/// What kept a draft from being made.
#[derive(Clone, Debug)]
pub enum DraftError {
    /// There is personal text and no entropy to commit to it with.
    EntropyMissing,
    /// A defect: a value without a canonical form.
    Unprintable(Unprintable),
}

#[derive(Serialize)]
struct Unsealed<'a, C, E> {
    command: &'a C,
    events: &'a [E],
}

impl Draft {
    /// Prints a command with its events, and commits to every personal text in them.
    pub fn new<C: Serialize, E: Serialize>(
        command: &C,
        events: &[E],
        entropy: Option<&Entropy>,
    ) -> Result<Self, DraftError> {
        let (text, personal) =
            canonical::to_string_marking_personal(&Unsealed { command, events }).map_err(DraftError::Unprintable)?;
        let mut private = Private::new();
        let mut spans = Vec::with_capacity(personal.len());
        for place in personal {
            let entropy = entropy.ok_or(DraftError::EntropyMissing)?;
            let commitment = Commitment::to(&place.text, &place.pointer, entropy);
            private.insert(place.pointer, commitment);
            spans.push(place.span);
        }
        Ok(Draft { text, spans, private })
    }

    /// A draft that a host kept or carried: its canonical text and its commitments, which must be to texts
    /// that stand where they say.
    #[must_use]
    pub fn from_parts(text: String, private: Private) -> Option<Self> {
        let mut spans = Vec::with_capacity(private.len());
        for (pointer, commitment) in &private {
            let span = locate::locate(&text, pointer)?;
            let found: Option<String> = serde_json::from_str(text.get(span.clone())?).ok()?;
            if !commitment.holds(found.as_deref()) {
                return None;
            }
            spans.push(span);
        }
        spans.sort_unstable_by_key(|span| span.start);
        Some(Draft { text, spans, private })
    }

    /// `{"command":…,"events":[…]}`, canonical.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The canonical text of one part of it.
    #[must_use]
    pub fn part(&self, pointer: &str) -> Option<&str> {
        self.text.get(locate::locate(&self.text, pointer)?)
    }

    /// The commitments to its personal texts.
    #[must_use]
    pub fn private(&self) -> &Private {
        &self.private
    }

    /// Seals the draft into a chain, after the record whose hash is `previous`.
    #[must_use]
    pub fn seal(&self, seq: u64, previous: Option<&Hash>) -> Sealed {
        let inner = self.text.strip_suffix('}').unwrap_or(&self.text);
        let hash = hash_of([inner, &tail(&self.private, seq, previous, false)], [&self.spans, &[]]);
        let stored = tail(&self.private, seq, previous, true);
        let mut line = String::with_capacity(inner.len().saturating_add(stored.len()).saturating_add(80));
        line.push_str(inner);
        line.push_str(",\"hash\":\"");
        hash.print(&mut line);
        line.push('"');
        line.push_str(&stored);
        Sealed { hash, line }
    }
}

/// The hash of a record: what stands before and after its hash, with these spans of the text replaced by null.
pub(super) fn hash_of(parts: [&str; 2], spans: [&[Range<usize>]; 2]) -> Hash {
    let mut hasher = Sha256::new();
    for (text, spans) in parts.into_iter().zip(spans) {
        let mut from = 0;
        for span in spans {
            hasher.update(text.get(from..span.start).unwrap_or_default());
            hasher.update("null");
            from = span.end;
        }
        hasher.update(text.get(from..).unwrap_or_default());
    }
    Hash::finish(hasher)
}

/// What follows the hash in a record: with salts as it is stored, without them as it is hashed.
fn tail(private: &Private, seq: u64, previous: Option<&Hash>, with_salts: bool) -> String {
    let mut out = String::with_capacity(160_usize.saturating_add(private.len().saturating_mul(180)));
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
        commitment.print(&mut out, with_salts);
    }
    out.push_str("},\"schema\":");
    out.push_str(itoa::Buffer::new().format(RECORD_SCHEMA));
    out.push_str(",\"seq\":");
    out.push_str(itoa::Buffer::new().format(seq));
    out.push('}');
    out
}
