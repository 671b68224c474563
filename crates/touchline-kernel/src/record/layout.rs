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
    /// Where these two begin.
    begins: [usize; 2],
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

/// Members that are known, each as its name is written.
type Known = &'static [&'static str];

/// Those of a record.
const OF_RECORD: Known =
    &["\"command\":", "\"events\":", "\"hash\":", "\"previous\":", "\"private\":", "\"schema\":", "\"seq\":"];

/// Those of a commitment.
const OF_COMMITMENT: Known = &["\"commitment\":", "\"salt\":"];

impl<'a> Layout<'a> {
    /// Takes a line apart, or gives nothing where it has another form. What stands beside the members that this version
    /// knows is passed over: a later one may have written it, and its hash is over all of it.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        Self::read::<false>(line)
    }

    /// The same of a line that is canonical and has nothing that this version does not write.
    pub(super) fn exact(line: &'a str) -> Option<Self> {
        Self::read::<true>(line)
    }

    fn read<const EXACT: bool>(line: &'a str) -> Option<Self> {
        let mut at = Cursor { line, rest: line };
        at.pass("{")?;
        at.member::<EXACT>("\"command\":", OF_RECORD)?;
        let command_begins = at.place();
        let command = at.outline::<EXACT>()?;
        at.pass(",")?;
        at.member::<EXACT>("\"events\":", OF_RECORD)?;
        let events_begin = at.place();
        let events = at.outline::<EXACT>()?;
        // The hash goes with the comma before it.
        let before_hash = 0..at.pass_up_to::<EXACT>(",\"hash\":", OF_RECORD)?;
        let hash = at.hash()?;
        let after_hash = at.place()..line.len();
        at.pass(",")?;
        at.member::<EXACT>("\"previous\":", OF_RECORD)?;
        let previous = at.unless_null(Cursor::hash)?;
        at.pass(",")?;
        at.member::<EXACT>("\"private\":", OF_RECORD)?;
        let private = at.all_private::<EXACT>()?;
        at.pass(",")?;
        at.member::<EXACT>("\"schema\":", OF_RECORD)?;
        let schema = at.number()?;
        at.pass(",")?;
        at.member::<EXACT>("\"seq\":", OF_RECORD)?;
        let seq = at.number()?;
        at.pass_up_to::<EXACT>("}", OF_RECORD)?;
        let begins = [command_begins, events_begin];
        let whole = Layout { command, events, begins, hash, previous, private, schema, seq, before_hash, after_hash };
        at.rest.is_empty().then_some(whole)
    }

    /// Where personal texts stand, by these pointers and in their order; nothing where one of them leads nowhere.
    pub(super) fn places<'p>(&self, pointers: impl Iterator<Item = &'p str>) -> Option<Vec<Range<usize>>> {
        let halves = [("/command", &self.command), ("/events", &self.events)];
        let mut of_halves = [Vec::new(), Vec::new()];
        let mut order = Vec::new();
        for pointer in pointers {
            let nth = halves.iter().position(|(name, _)| pointer.starts_with(name))?;
            let within = pointer.strip_prefix(halves.get(nth)?.0)?;
            let of_half = of_halves.get_mut(nth)?;
            order.push((nth, of_half.len()));
            of_half.push(within);
        }
        let mut found = Vec::with_capacity(2);
        for ((pointers, (_, half)), begins) in of_halves.iter().zip(halves).zip(self.begins) {
            found.push((half.locate_all(pointers)?, begins));
        }
        let place = |(nth, within): (usize, usize)| {
            let (spans, begins) = found.get(nth)?;
            let span = spans.get(within)?;
            Some(span.start.checked_add(*begins)?..span.end.checked_add(*begins)?)
        };
        order.into_iter().map(place).collect()
    }

    /// Where each event stands.
    pub(super) fn event_places(&self) -> Option<Vec<Range<usize>>> {
        let [_, begins] = self.begins;
        let within = |place| self.events.span(place);
        let moved = |span: Range<usize>| Some(span.start.checked_add(begins)?..span.end.checked_add(begins)?);
        self.events.elements()?.map(|place| within(place).and_then(moved)).collect()
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

    fn outline<const EXACT: bool>(&mut self) -> Option<Outline<'a>> {
        let outline = if EXACT { Outline::exact(self.rest)? } else { Outline::of(self.rest)? };
        self.take(outline.text().len())?;
        Some(outline)
    }

    /// Passes a member's name, and before it the members of which nothing is known here.
    fn member<const EXACT: bool>(&mut self, name: &str, known: Known) -> Option<()> {
        while self.pass(name).is_none() {
            self.unknown::<EXACT>(known)?;
            self.pass(",")?;
        }
        Some(())
    }

    /// As [`Cursor::member`], where a comma stands before it. Where that stood.
    fn pass_up_to<const EXACT: bool>(&mut self, sign: &str, known: Known) -> Option<usize> {
        loop {
            let here = self.place();
            if self.pass(sign).is_some() {
                return Some(here);
            }
            self.pass(",")?;
            self.unknown::<EXACT>(known)?;
        }
    }

    /// Passes a member of which nothing is known here. One that is known and stands elsewhere, or once more, makes no record.
    fn unknown<const EXACT: bool>(&mut self, known: Known) -> Option<()> {
        if EXACT || known.iter().any(|name| self.rest.starts_with(name)) {
            return None;
        }
        self.take(self.rest.len().checked_sub(steps::name(self.rest.as_bytes())?.len())?)?;
        self.outline::<false>().map(drop)
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

    fn all_private<const EXACT: bool>(&mut self) -> Option<Vec<Private<'a>>> {
        self.pass("{")?;
        let mut all: Vec<Private<'a>> = Vec::new();
        while self.pass("}").is_none() {
            if !all.is_empty() {
                self.pass(",")?;
            }
            let next = self.private::<EXACT>()?;
            let is_behind = all.last().is_none_or(|last| last.pointer.as_bytes() < next.pointer.as_bytes());
            if EXACT && !(is_behind && next.pointer.is_ascii()) {
                return None;
            }
            all.push(next);
        }
        Some(all)
    }

    fn private<const EXACT: bool>(&mut self) -> Option<Private<'a>> {
        let pointer = self.name()?;
        self.pass(":{")?;
        self.member::<EXACT>("\"commitment\":", OF_COMMITMENT)?;
        let commitment = self.hash()?;
        self.pass(",")?;
        self.member::<EXACT>("\"salt\":", OF_COMMITMENT)?;
        let from = self.place();
        let salt = self.unless_null(|at| Salt::read(at.quoted(Salt::DIGITS)?))?;
        let salt_bytes = from..self.place();
        self.pass_up_to::<EXACT>("}", OF_COMMITMENT)?;
        Some(Private { pointer, commitment: Commitment { commitment, salt }, salt: salt_bytes })
    }
}
