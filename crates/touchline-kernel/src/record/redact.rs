//! Texts taken out of a stored record: each goes together with its salt, null and the path stay.
//!
//! Rules: WSP-10.

use core::ops::Range;
use std::borrow::Cow;

use super::layout::{Layout, Private};
use crate::reader;

/// A record in its canonical form, whatever its store printed; nothing where it is no record.
pub fn canonical_line(line: &[u8]) -> Option<Cow<'_, str>> {
    let text = core::str::from_utf8(line).ok()?;
    if Layout::exact(text).is_some() {
        return Some(Cow::Borrowed(text));
    }
    let canonical = reader::canonicalise(line).ok()?;
    Layout::of(&canonical)?;
    Some(Cow::Owned(canonical))
}

/// The record without the texts whose JSON Pointers go; nothing where none of them is still there.
pub fn without_texts(line: &str, goes: impl Fn(&str) -> bool) -> Option<String> {
    let record = Layout::of(line)?;
    let goes: Vec<&Private<'_>> =
        record.private.iter().filter(|private| private.commitment.salt.is_some() && goes(private.pointer)).collect();
    let mut gone = record.places(goes.iter().map(|private| private.pointer))?;
    gone.extend(goes.iter().map(|private| private.salt.clone()));
    replaced(line, gone, "null")
}

/// The record with a text of one character where one was redacted, for those who must know that there was one; nothing
/// where none was. It is no record of the chain any more.
pub fn with_stand_ins(line: &str) -> Option<String> {
    let record = Layout::of(line)?;
    replaced(line, record.places(record.missing())?, "\"-\"")
}

fn replaced(line: &str, mut spans: Vec<Range<usize>>, with: &str) -> Option<String> {
    spans.sort_unstable_by_key(|span| span.start);
    let mut left = String::with_capacity(line.len());
    let mut from = 0;
    for span in &spans {
        left.push_str(line.get(from..span.start)?);
        left.push_str(with);
        from = span.end;
    }
    left.push_str(line.get(from..)?);
    (!spans.is_empty()).then_some(left)
}
