//! One printed form for each value: RFC 8785 (JCS), written straight from the types.
//!
//! The same value is the same bytes in every language and on every machine: members sorted by UTF-16
//! code unit whatever order a type declares them in, texts escaped and numbers printed as ECMAScript
//! does. What has no such form (a number that is not finite, an integer that a double cannot hold, a
//! key that is not text, bytes, an enum that is not adjacently tagged) is refused, never approximated.
//!
//! Rules: KER-19.

mod escape;
mod marking;
mod members;
mod number;
mod order;
mod personal;
mod printer;
mod serializer;
pub(crate) mod steps;
mod unprintable;

#[cfg(test)]
mod tests;

use serde::Serialize;

pub use super::marks::{MAX_INTEGER, PERSONAL, PLAIN};
pub use marking::Marking;
pub use order::utf16_order;
pub use personal::{PersonalSpan, unquoted};
pub use printer::Room;
pub use unprintable::Unprintable;

use printer::Printer;

/// How deep a printed value may be nested. Deeper than what is read, since a record wraps what was read.
pub const MAX_PRINTED_DEPTH: usize = 128;

/// The canonical form of a value.
///
/// # Errors
/// When the value has no canonical form; that is a defect of its type, not of an input.
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, Unprintable> {
    let mut out = String::with_capacity(256);
    append(&mut out, value)?;
    Ok(out)
}

/// Appends the canonical form of a value. After an error `out` is as it was.
///
/// # Errors
/// As [`to_string`].
pub fn append<T: Serialize + ?Sized>(out: &mut String, value: &T) -> Result<(), Unprintable> {
    let before = out.len();
    value.serialize(&mut Printer::new(out)).inspect_err(|_| out.truncate(before))
}

/// Appends the canonical form of a text.
pub fn append_text(out: &mut String, text: &str) {
    escape::append(out, text);
}

/// The canonical form, with every place in it that holds personal text, in the order of the document.
///
/// # Errors
/// As [`to_string`].
pub fn to_string_marking_personal<T: Serialize + ?Sized>(
    value: &T,
) -> Result<(String, Vec<PersonalSpan>), Unprintable> {
    let mut out = String::with_capacity(1024);
    let mut marking = Marking::into(&mut out, Room::default());
    marking.append("", value)?;
    let (marks, _) = marking.finish();
    Ok((out, marks))
}
