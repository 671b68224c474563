//! A record's line taken apart where the canonical form has its parts: no tree, no copy, nothing unknown.

use core::ops::Range;

use super::commitment::{Commitment, Salt};
use super::hash::Hash;
use super::skip;

/// A record as verification needs it. Every byte of its line is in one of the parts, or is what must stand
/// between them.
pub(super) struct Layout<'a> {
    pub(super) command: &'a str,
    pub(super) events: &'a str,
    pub(super) hash: Hash,
    pub(super) previous: Option<Hash>,
    pub(super) private: Vec<Private<'a>>,
    pub(super) schema: u64,
    pub(super) seq: u64,
    /// What stands before `,"hash":…`, and what follows it.
    pub(super) before_hash: Range<usize>,
    pub(super) after_hash: Range<usize>,
}

/// A commitment, where it commits to, and the bytes of its salt, quotes included.
pub(super) struct Private<'a> {
    pub(super) pointer: &'a str,
    pub(super) commitment: Commitment,
    pub(super) salt: Range<usize>,
}

pub(super) const COMMAND: &str = "{\"command\":";
pub(super) const EVENTS: &str = ",\"events\":";

impl<'a> Layout<'a> {
    /// Takes a line apart, or gives nothing where it has another form.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        let mut at = Cursor { line, rest: line };
        at.pass(COMMAND)?;
        let command = at.value()?;
        at.pass(EVENTS)?;
        let events = at.value()?;
        let before_hash = 0..at.place();
        at.pass(",\"hash\":")?;
        let hash = Hash::read(at.quoted()?)?;
        let after_hash = at.place()..line.len();
        at.pass(",\"previous\":")?;
        let previous = at.unless_null(|at| Hash::read(at.quoted()?))?;
        at.pass(",\"private\":{")?;
        let mut private = Vec::new();
        while at.pass("}").is_none() {
            if !private.is_empty() {
                at.pass(",")?;
            }
            private.push(at.private()?);
        }
        at.pass(",\"schema\":")?;
        let schema = at.number()?;
        at.pass(",\"seq\":")?;
        let seq = at.number()?;
        at.pass("}")?;
        let whole = Layout { command, events, hash, previous, private, schema, seq, before_hash, after_hash };
        at.rest.is_empty().then_some(whole)
    }
}

/// How far a line has been read.
struct Cursor<'a> {
    line: &'a str,
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    fn place(&self) -> usize {
        self.line.len().saturating_sub(self.rest.len())
    }

    fn pass(&mut self, text: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(text)?;
        Some(())
    }

    /// What a step over something passes.
    fn step(&mut self, over: impl FnOnce(&[u8]) -> Option<&[u8]>) -> Option<&'a str> {
        let after = over(self.rest.as_bytes())?.len();
        let (passed, rest) = self.rest.split_at_checked(self.rest.len().checked_sub(after)?)?;
        self.rest = rest;
        Some(passed)
    }

    fn value(&mut self) -> Option<&'a str> {
        self.step(skip::value)
    }

    /// A string without escapes.
    fn quoted(&mut self) -> Option<&'a str> {
        let text = self.step(skip::string)?;
        text.strip_prefix('"')?.strip_suffix('"').filter(|text| !text.contains('\\'))
    }

    fn unless_null<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.pass("null").is_some() { Some(None) } else { read(self).map(Some) }
    }

    fn number(&mut self) -> Option<u64> {
        let digits = self.step(skip::value)?;
        // `parse` would take a sign, which no number here can begin with.
        digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().ok())?
    }

    fn private(&mut self) -> Option<Private<'a>> {
        let pointer = self.quoted()?;
        self.pass(":{\"commitment\":")?;
        let commitment = Hash::read(self.quoted()?)?;
        self.pass(",\"salt\":")?;
        let from = self.place();
        let salt = self.unless_null(|at| Salt::read(at.quoted()?))?;
        let salt_bytes = from..self.place();
        self.pass("}")?;
        Some(Private { pointer, commitment: Commitment { commitment, salt }, salt: salt_bytes })
    }
}
