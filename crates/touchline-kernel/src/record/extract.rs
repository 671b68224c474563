//! An event taken out of its record, to be proved without the others: what a hash is taken over of it stays as it is when
//! personal text is redacted, and depends on nothing that stands beside it in its log.
//!
//! Rules: PIP-03.

use core::fmt::Write as _;

use super::commitment::Commitment;
use super::hash::Hash;
use super::layout::Layout;
use super::verify::place_of;

/// An event of a record without its personal texts, with what was committed to in their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Extract {
    /// The event, canonical, its personal texts null.
    event: String,
    /// The commitments to them by their pointers within the event, in the order of these.
    private: Vec<(String, Commitment)>,
}

impl Extract {
    /// The nth event of a canonical line, or nothing where there is none.
    #[must_use]
    pub fn of(line: &str, nth: usize) -> Option<Self> {
        let record = Layout::of(line)?;
        let pointer = format!("/events/{nth}");
        let whole = place_of(&pointer, &record)?;
        let mut spans = Vec::new();
        let mut private = Vec::new();
        for committed in &record.private {
            let Some(within) = committed.pointer.strip_prefix(&pointer).filter(|rest| rest.starts_with('/')) else {
                continue;
            };
            spans.push(place_of(committed.pointer, &record)?);
            private.push((within.to_owned(), committed.commitment));
        }
        spans.sort_unstable_by_key(|span| span.start);
        let mut event = String::with_capacity(whole.len());
        let mut from = whole.start;
        for span in spans {
            event.push_str(line.get(from..span.start)?);
            event.push_str("null");
            from = span.end;
        }
        event.push_str(line.get(from..whole.end)?);
        Some(Extract { event, private })
    }

    /// How many of its personal texts were redacted.
    #[must_use]
    pub fn redacted(&self) -> u64 {
        let gone = self.private.iter().filter(|(_, committed)| committed.salt.is_none()).count();
        u64::try_from(gone).unwrap_or(u64::MAX)
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
