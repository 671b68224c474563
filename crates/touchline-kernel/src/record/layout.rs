//! A record's line taken apart where the canonical form has its parts: no tree, no copy, nothing unknown.

use core::ops::Range;

use super::commitment::{Commitment, Salt};
use super::hash::Hash;
use super::outline::Outline;
use crate::canonical::steps;
use crate::scan::plain_length;

/// A record as verification needs it. Every byte of its line is in one of the parts, or is what must stand
/// between them.
pub(super) struct Layout<'a> {
    pub(super) command: Outline<'a>,
    pub(super) events: Outline<'a>,
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
        let command = at.outline()?;
        at.pass(EVENTS)?;
        let events = at.outline()?;
        let before_hash = 0..at.place();
        at.pass(",\"hash\":")?;
        let hash = at.hash()?;
        let after_hash = at.place()..line.len();
        at.pass(",\"previous\":")?;
        let previous = at.unless_null(Cursor::hash)?;
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

    /// Where personal texts are gone: nothing is left there but what was committed to.
    pub(super) fn missing(&self) -> impl Iterator<Item = &'a str> {
        self.private.iter().filter(|private| private.commitment.salt.is_none()).map(|private| private.pointer)
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

    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn outline(&mut self) -> Option<Outline<'a>> {
        let outline = Outline::of(self.rest)?;
        self.take(outline.text().len())?;
        Some(outline)
    }

    /// A string of so many bytes, which its reader will find to have no escapes.
    fn quoted(&mut self, length: usize) -> Option<&'a str> {
        self.pass("\"")?;
        let text = self.take(length)?;
        self.pass("\"")?;
        Some(text)
    }

    /// A string without escapes.
    fn name(&mut self) -> Option<&'a str> {
        let text = self.rest.as_bytes().strip_prefix(b"\"")?;
        self.quoted(plain_length(text))
    }

    fn hash(&mut self) -> Option<Hash> {
        Hash::read(self.quoted(Hash::DIGITS)?)
    }

    fn unless_null<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.pass("null").is_some() { Some(None) } else { read(self).map(Some) }
    }

    fn number(&mut self) -> Option<u64> {
        let after = steps::digits(self.rest.as_bytes())?.len();
        let digits = self.take(self.rest.len().checked_sub(after)?)?;
        // Two spellings of one number would be an alteration that no hash shows.
        (digits == "0" || !digits.starts_with('0')).then(|| digits.parse().ok())?
    }

    fn private(&mut self) -> Option<Private<'a>> {
        let pointer = self.name()?;
        self.pass(":{\"commitment\":")?;
        let commitment = self.hash()?;
        self.pass(",\"salt\":")?;
        let from = self.place();
        let salt = self.unless_null(|at| Salt::read(at.quoted(Salt::DIGITS)?))?;
        let salt_bytes = from..self.place();
        self.pass("}")?;
        Some(Private { pointer, commitment: Commitment { commitment, salt }, salt: salt_bytes })
    }
}
