//! Where personal text stands in a printed document, so that a record can commit to it and redact it.

use std::borrow::Cow;
use std::ops::Range;

/// One personal text in a printed document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalSpan {
    /// Its place, as a JSON Pointer.
    pub pointer: String,
    /// Its bytes in the printed document, quotes included.
    pub span: Range<usize>,
}

/// What a printed text says, or nothing where it is no text.
#[must_use]
pub fn unquoted(printed: &str) -> Option<Cow<'_, str>> {
    let inner = printed.strip_prefix('"')?.strip_suffix('"')?;
    if memchr::memchr(b'\\', inner.as_bytes()).is_none() {
        return Some(Cow::Borrowed(inner));
    }
    serde_json::from_str::<String>(printed).ok().map(Cow::Owned)
}

/// Collects personal texts while a document is printed.
#[derive(Default)]
pub(super) struct Marks {
    found: Vec<PersonalSpan>,
    inside: bool,
}

impl Marks {
    /// Says whether what is printed from here on is personal, and what held before.
    pub(super) fn set_inside(&mut self, inside: bool) -> bool {
        std::mem::replace(&mut self.inside, inside)
    }

    /// Whether what is printed now is personal.
    pub(super) fn inside(&self) -> bool {
        self.inside
    }

    /// Notes a printed personal text.
    pub(super) fn note(&mut self, span: Range<usize>, pointer: String) {
        self.found.push(PersonalSpan { pointer, span });
    }

    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// Follows members to their new places: each of `moves` is a member's old bytes and its new start, in
    /// the new order of the document.
    pub(super) fn follow(&mut self, first: usize, moves: impl Iterator<Item = (Range<usize>, usize)>) {
        let mut before = self.found.split_off(first.min(self.found.len()));
        for (member, start) in moves {
            let from = before.partition_point(|mark| mark.span.start < member.start);
            let within = before.iter_mut().skip(from).take_while(|mark| mark.span.start < member.end);
            self.found.extend(within.map(|mark| {
                let start = start.saturating_add(mark.span.start.saturating_sub(member.start));
                PersonalSpan {
                    pointer: std::mem::take(&mut mark.pointer),
                    span: start..start.saturating_add(mark.span.len()),
                }
            }));
        }
    }

    pub(super) fn into_found(self) -> Vec<PersonalSpan> {
        self.found
    }
}
