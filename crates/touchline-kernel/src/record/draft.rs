//! A record before it has a place in a chain: for hosts that keep it apart, or carry it to where it is sealed.

use serde::Serialize;

use super::commitment::Private;
use super::error::DraftError;
use super::hash::Hash;
use super::layout::COMMAND;
use super::outline::Outline;
use super::pen::{Pen, Penned};

/// A record but for its place in a chain: the printed command and events, and the commitments.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// `{"command":…,"events":[…]}`, canonical.
    text: String,
    penned: Penned,
}

/// A record in its chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    /// The record's hash: the `previous` of the next one.
    pub hash: Hash,
    /// The canonical line to keep, without a line end.
    pub line: String,
}

impl Draft {
    /// Prints a command with its events, and commits to every personal text in them.
    pub fn new<C: Serialize, E: Serialize>(
        command: &C,
        events: &[E],
        entropy: Option<&str>,
    ) -> Result<Self, DraftError> {
        let mut text = String::new();
        let penned = Pen::default().write(&mut text, command, events, entropy)?;
        Ok(Draft { text, penned })
    }

    /// A draft that a host kept or carried: its canonical text and its commitments, which must be to texts
    /// that stand where they say.
    #[must_use]
    pub fn from_parts(text: String, private: Private) -> Option<Self> {
        let command_end = Outline::of(text.strip_prefix(COMMAND)?)?.text().len().checked_add(COMMAND.len())?;
        let pointers: Vec<&str> = private.keys().map(String::as_str).collect();
        let mut spans = Outline::of(&text)?.locate_all(&pointers)?;
        for (commitment, span) in private.values().zip(&spans) {
            let found: Option<String> = serde_json::from_str(text.get(span.clone())?).ok()?;
            if !commitment.holds(found.as_deref()) {
                return None;
            }
        }
        spans.sort_unstable_by_key(|span| span.start);
        let penned = Penned { start: 0, command_end, spans, private: private.into_iter().collect() };
        Some(Draft { text, penned })
    }

    /// `{"command":…,"events":[…]}`, canonical.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The commitments to its personal texts.
    #[must_use]
    pub fn private(&self) -> Private {
        self.penned.private.iter().cloned().collect()
    }

    /// Seals the draft into a chain, after the record whose hash is `previous`.
    #[must_use]
    pub fn seal(self, seq: u64, previous: Option<&Hash>) -> Sealed {
        let mut line = self.text;
        let hash = Pen::default().seal(&mut line, &self.penned, seq, previous);
        Sealed { hash, line }
    }
}
