//! Where personal text stands in a printed document, so that a record can commit to it and redact it.

use std::ops::Range;

use crate::kernel::reader::pointer;

/// The name under which personal text is serialised: `serializer.serialize_newtype_struct(PERSONAL, text)`.
/// Other serialisers print it as the plain text that it is.
pub const PERSONAL: &str = "$touchline::personal";

/// One personal text in a printed document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalSpan {
    /// Its place, as a JSON Pointer.
    pub pointer: String,
    /// Its bytes in the printed document, quotes included.
    pub span: Range<usize>,
    /// The text itself, unescaped.
    pub text: String,
}

/// Collects personal texts while a document is printed.
#[derive(Default)]
pub(super) struct Marks {
    found: Vec<PersonalSpan>,
    pointer: String,
    inside: bool,
}

impl Marks {
    /// Says whether what is printed from here on is personal, and what held before.
    pub(super) fn set_inside(&mut self, inside: bool) -> bool {
        std::mem::replace(&mut self.inside, inside)
    }

    /// Notes a printed text where it is personal.
    pub(super) fn note(&mut self, span: Range<usize>, text: &str) {
        if self.inside {
            self.found.push(PersonalSpan { pointer: self.pointer.clone(), span, text: text.to_owned() });
        }
    }

    pub(super) fn enter_member(&mut self, name: &str) {
        pointer::push_name(&mut self.pointer, name);
    }

    pub(super) fn enter_entry(&mut self, index: usize) {
        pointer::push_index(&mut self.pointer, index);
    }

    pub(super) fn depth(&self) -> usize {
        self.pointer.len()
    }

    pub(super) fn leave(&mut self, depth: usize) {
        self.pointer.truncate(depth);
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
                    text: std::mem::take(&mut mark.text),
                }
            }));
        }
    }

    pub(super) fn into_found(self) -> Vec<PersonalSpan> {
        self.found
    }
}
