//! A parsed document: its values in the order of the text, in one flat list, each knowing its bytes.
//!
//! A value takes twelve bytes whatever it holds; texts and numbers stay in the source until they are
//! asked for. A list or object is followed by its content (a member is its name, then its value) and
//! knows where that ends, so a whole subtree is skipped in one step.

use std::borrow::Cow;
use std::ops::Range;

use super::text;
use crate::widen::widen;

/// What a value is, as far as its first bytes tell. It takes four bytes, so that a node is copied whole: where it took one, the
/// three beside it were copied by reads that had to wait for what was just written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Kind {
    Null,
    False,
    True,
    /// A number without point, exponent or minus zero, and not beyond what is read.
    Integer,
    /// Any other number that a double holds.
    Number,
    /// A number that was refused already.
    Unreadable,
    /// A text without escapes.
    Plain,
    /// A text with escapes.
    Escaped,
    List,
    Object,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// The first byte.
    pub(super) at: u32,
    /// For a list or object the node after its content; for all else the byte after it.
    pub(super) end: u32,
    pub(super) kind: Kind,
}

/// A document.
#[derive(Debug)]
pub(super) struct Tree<'source> {
    pub(super) source: &'source str,
    pub(super) nodes: Vec<Node>,
}

/// One value in a document.
#[derive(Clone, Copy)]
pub(super) struct Value<'tree, 'source> {
    tree: &'tree Tree<'source>,
    index: usize,
    node: Node,
}

/// How much longer a text is with its quotes.
const QUOTES: u32 = 2;

/// Stands in for a node that is not there, which the parser's own order rules out.
const NOTHING: Node = Node { at: 0, end: 0, kind: Kind::Null };

impl<'source> Tree<'source> {
    pub(super) fn root(&self) -> Value<'_, 'source> {
        self.value(0)
    }

    pub(super) fn value(&self, index: usize) -> Value<'_, 'source> {
        Value { tree: self, index, node: self.nodes.get(index).copied().unwrap_or(NOTHING) }
    }
}

impl<'tree, 'source> Value<'tree, 'source> {
    pub(super) fn kind(self) -> Kind {
        self.node.kind
    }

    /// The place of its node.
    pub(super) fn place(self) -> usize {
        self.index
    }

    /// The first byte in the source.
    pub(super) fn offset(self) -> usize {
        widen(self.node.at)
    }

    /// A scalar as it is written, quotes included.
    pub(super) fn literal(self) -> &'source str {
        self.tree.source.get(self.offset()..widen(self.node.end)).unwrap_or_default()
    }

    /// What a text says, or nothing for any other value.
    pub(super) fn text(self) -> Option<Cow<'source, str>> {
        match self.node.kind {
            Kind::Plain => Some(Cow::Borrowed(self.quoted())),
            Kind::Escaped => Some(Cow::Owned(text::unescape(self.quoted()))),
            _ => None,
        }
    }

    /// Whether a text says this; quicker than asking what it says.
    pub(super) fn says(self, wanted: &str) -> bool {
        match self.node.kind {
            Kind::Plain => self.plain_bytes() == wanted.as_bytes(),
            _ => self.text().is_some_and(|text| text == wanted),
        }
    }

    /// Whether two texts say the same.
    pub(super) fn says_as(self, other: Self) -> bool {
        match (self.node.kind, other.node.kind) {
            (Kind::Plain, Kind::Plain) => self.length() == other.length() && self.plain_bytes() == other.plain_bytes(),
            _ => self.text() == other.text(),
        }
    }

    fn length(self) -> u32 {
        self.node.end.saturating_sub(self.node.at)
    }

    /// The bytes of a text without escapes, which need no look at where characters begin.
    fn plain_bytes(self) -> &'source [u8] {
        self.tree.source.as_bytes().get(self.between_quotes()).unwrap_or_default()
    }

    /// What stands between the quotes of a text.
    pub(super) fn quoted(self) -> &'source str {
        self.tree.source.get(self.between_quotes()).unwrap_or_default()
    }

    fn between_quotes(self) -> Range<usize> {
        self.offset().saturating_add(1)..widen(self.node.end).saturating_sub(1)
    }

    pub(super) fn integer(self) -> i64 {
        self.literal().parse().unwrap_or_default()
    }

    /// A number that need not be whole. What is written of it later knows no zero below zero, so that none is read.
    pub(super) fn number(self) -> f64 {
        self.literal().parse::<f64>().unwrap_or_default() + 0.0
    }

    /// The bytes of any value, as they are written.
    pub(super) fn source(self) -> &'source str {
        self.tree.source.get(self.offset()..self.end_offset()).unwrap_or_default()
    }

    fn end_offset(self) -> usize {
        if !self.is_container() {
            return widen(self.node.end);
        }
        // The bracket that closes comes after the last value within, with white space at most between.
        let last = self.content().last().map_or(self.offset().saturating_add(1), Value::end_offset);
        let rest = self.tree.source.as_bytes().get(last..).unwrap_or_default();
        let space = rest.iter().take_while(|byte| !matches!(byte, b']' | b'}')).count();
        last.saturating_add(space).saturating_add(1)
    }

    fn is_container(self) -> bool {
        matches!(self.node.kind, Kind::List | Kind::Object)
    }

    /// The node after this value and all its content.
    fn after(self) -> usize {
        if self.is_container() { widen(self.node.end) } else { self.index.saturating_add(1) }
    }

    fn content(self) -> Content<'tree, 'source> {
        let (next, end) =
            if self.is_container() { (self.index.saturating_add(1), widen(self.node.end)) } else { (0, 0) };
        Content { tree: self.tree, next, end }
    }

    /// The entries of a list; none for any other value.
    pub(super) fn entries(self) -> Content<'tree, 'source> {
        self.content()
    }

    /// The members of an object; none for any other value.
    pub(super) fn members(self) -> Members<'tree, 'source> {
        Members(self.content())
    }

    /// The name and the value of an object's member.
    pub(super) fn member(self, wanted: &str) -> Option<(Self, Self)> {
        let name = self.place_of_member(wanted)?;
        Some((self.tree.value(name), self.tree.value(name.saturating_add(1))))
    }

    /// The value of an object's member.
    pub(super) fn of_member(self, wanted: &str) -> Option<Self> {
        Some(self.tree.value(self.place_of_member(wanted)?.saturating_add(1)))
    }

    /// Where the name of an object's member stands. Most names are of another length, and not looked at.
    fn place_of_member(self, wanted: &str) -> Option<usize> {
        let length = u32::try_from(wanted.len()).ok()?.saturating_add(QUOTES);
        let Content { mut next, end, .. } = self.content();
        while next < end {
            let [name, value, ..] = self.tree.nodes.get(next..)? else { return None };
            let is_as_long = name.end.saturating_sub(name.at) == length;
            let behind = next.saturating_add(1);
            if (is_as_long || name.kind == Kind::Escaped) && self.tree.value(next).says(wanted) {
                return Some(next);
            }
            next = match value.kind {
                Kind::List | Kind::Object => widen(value.end),
                _ => behind.saturating_add(1),
            };
        }
        None
    }
}

/// Walks the values directly within a list or object.
#[derive(Clone)]
pub(super) struct Content<'tree, 'source> {
    tree: &'tree Tree<'source>,
    next: usize,
    end: usize,
}

impl<'tree, 'source> Iterator for Content<'tree, 'source> {
    type Item = Value<'tree, 'source>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let value = self.tree.value(self.next);
        self.next = value.after();
        Some(value)
    }
}

/// Walks an object's members, each a name and a value.
#[derive(Clone)]
pub(super) struct Members<'tree, 'source>(Content<'tree, 'source>);

impl<'tree, 'source> Iterator for Members<'tree, 'source> {
    type Item = (Value<'tree, 'source>, Value<'tree, 'source>);

    fn next(&mut self) -> Option<Self::Item> {
        Some((self.0.next()?, self.0.next()?))
    }
}
