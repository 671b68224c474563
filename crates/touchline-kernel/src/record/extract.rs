//! An event taken out of its record, to be proved without the others: what a hash is taken over of it stays as it is when
//! personal text is redacted, and depends on nothing that stands beside it in its log.
//!
//! Rules: PIP-03.

use core::fmt::Write as _;
use core::ops::Range;
use std::collections::BTreeMap;

use super::commitment::Commitment;
use super::hash::Hash;
use super::layout::Layout;

/// How the pointer of an event begins.
const EVENT: &str = "/events/";

/// An event of a record without its personal texts, with what was committed to in their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Extract {
    /// The event, canonical, its personal texts null.
    event: String,
    /// The commitments to them by their pointers within the event, in the order of these.
    private: Vec<(String, Commitment)>,
}

/// A canonical line, laid out once for all of its events that are taken out of it.
pub struct Extracts<'a> {
    line: &'a str,
    /// What was committed to in each event.
    private: BTreeMap<usize, Vec<Committed<'a>>>,
    /// Where each event stands.
    events: Vec<Range<usize>>,
}

/// What stands in an event's place of a personal text.
struct Committed<'a> {
    commitment: Commitment,
    /// Within the event.
    pointer: &'a str,
    /// Where the text stands in the line.
    span: Range<usize>,
}

impl<'a> Extracts<'a> {
    /// Nothing where the line is no record.
    #[must_use]
    pub fn of(line: &'a str) -> Option<Self> {
        let record = Layout::of(line)?;
        let mut private: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        let spans = record.places(record.private.iter().map(|private| private.pointer))?;
        for (told, span) in record.private.iter().zip(spans) {
            let Some(nth) = told.pointer.strip_prefix(EVENT).and_then(|rest| rest.split('/').next()) else {
                continue;
            };
            let pointer = told.pointer.get(EVENT.len().checked_add(nth.len())?..)?;
            let committed = Committed { commitment: told.commitment, pointer, span };
            private.entry(nth.parse().ok()?).or_default().push(committed);
        }
        Some(Extracts { line, private, events: record.event_places()? })
    }

    /// The nth event, or nothing where there is none.
    #[must_use]
    pub fn event(&self, nth: usize) -> Option<Extract> {
        let whole = self.events.get(nth)?;
        let committed = self.private.get(&nth).map_or(&[][..], Vec::as_slice);
        let mut spans: Vec<&Range<usize>> = committed.iter().map(|one| &one.span).collect();
        spans.sort_unstable_by_key(|span| span.start);
        let mut event = String::with_capacity(whole.len());
        let mut from = whole.start;
        for span in spans {
            event.push_str(self.line.get(from..span.start)?);
            event.push_str("null");
            from = span.end;
        }
        event.push_str(self.line.get(from..whole.end)?);
        let private = committed.iter().map(|one| (one.pointer.to_owned(), one.commitment));
        Some(Extract { event, private: private.collect() })
    }
}

impl Extract {
    /// Where its personal texts stood that were redacted: their pointers within the event.
    pub fn redacted(&self) -> impl Iterator<Item = &str> {
        let gone = self.private.iter().filter(|(_, committed)| committed.salt.is_none());
        gone.map(|(pointer, _)| pointer.as_str())
    }

    /// Its hash as the one of this number in a chain, after the one whose hash is `previous`: SHA-256 over
    /// `{"event":…,"number":…,"previous":…,"private":{pointer: commitment}}`, canonical.
    #[must_use]
    pub fn link(&self, number: u64, previous: Option<&Hash>) -> Hash {
        let mut text = format!("{{\"event\":{},\"number\":{number},\"previous\":", self.event);
        print(&mut text, previous);
        text.push_str(",\"private\":{");
        for (place, (pointer, committed)) in self.private.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            // Writing to a text fails never; a pointer is made of field names and places, which need no escapes.
            let _ = write!(text, "{comma}\"{pointer}\":");
            print(&mut text, Some(&committed.commitment));
        }
        text.push_str("}}");
        Hash::of(&[text.as_bytes()])
    }
}

fn print(text: &mut String, hash: Option<&Hash>) {
    let Some(hash) = hash else { return text.push_str("null") };
    text.push('"');
    hash.print(text);
    text.push('"');
}
