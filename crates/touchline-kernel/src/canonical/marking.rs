//! Several values in one text, and where personal text stands in them.

use serde::Serialize;

use super::printer::{Printer, Room};
use super::{PersonalSpan, Unprintable};

/// Appends canonical forms to a text, and notes every place in them that holds personal text.
pub struct Marking<'out>(Printer<'out>);

impl<'out> Marking<'out> {
    /// Appends to this text, in the room that an earlier one left, or in new one.
    #[must_use]
    pub fn into(out: &'out mut String, room: Room) -> Self {
        Marking(Printer::marking(out, room))
    }

    /// Appends what stands between values.
    pub fn literal(&mut self, text: &str) {
        self.0.out.push_str(text);
    }

    /// Appends a value that stands at a JSON Pointer in the whole; says where the text ends now.
    ///
    /// # Errors
    /// When the value has no canonical form.
    pub fn append<T: Serialize + ?Sized>(&mut self, pointer: &'static str, value: &T) -> Result<usize, Unprintable> {
        self.0.begin_within(pointer);
        value.serialize(&mut self.0)?;
        Ok(self.0.out.len())
    }

    /// Every place that holds personal text, in the order of the text, and the room that can be kept.
    #[must_use]
    pub fn finish(self) -> (Vec<PersonalSpan>, Room) {
        self.0.into_marks()
    }
}
