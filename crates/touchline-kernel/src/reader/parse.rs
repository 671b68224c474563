//! Bytes to tree. What breaks JSON's grammar ends the reading with one fault; what the grammar allows
//! and touchline does not (a name twice, half a surrogate pair, a number no double holds) is collected, and so are
//! the words that printers of JSON have for what it does not have (`NaN`), to tell where in the document they stand.
//!
//! The open lists and objects stand in a list of the parser's own, so nesting costs no stack.

use super::faults::{Faults, Found};
use super::limits::{MAX_BYTES, MAX_DEPTH};
use super::tree::{Kind, Node, Tree};
use super::{duplicates, number, text};
use crate::pointer;
use crate::rejection::{BadInput, Code, DetailKey, Fault, Reason};
use crate::widen::widen;

/// A document and what is wrong with it so far.
pub(super) struct Parsed<'source> {
    pub(super) tree: Tree<'source>,
    pub(super) faults: Faults,
}

/// Reads one document.
pub(super) fn parse(input: &[u8]) -> Result<Parsed<'_>, BadInput> {
    if input.len() > MAX_BYTES {
        let reason = Reason::too_large(input.len(), MAX_BYTES);
        return Err(BadInput { faults: vec![Fault { reason, path: String::new(), position: None }] });
    }
    let source = match std::str::from_utf8(input) {
        Ok(source) => source,
        Err(error) => return Err(Found::in_text(error.valid_up_to(), Code::InvalidUtf8).alone(input)),
    };
    let mut parser = Parser {
        tree: Tree { source, nodes: Vec::with_capacity(estimated_nodes(input.len())) },
        at: 0,
        open: Vec::with_capacity(8),
        names: Vec::with_capacity(16),
        faults: Faults::default(),
    };
    match parser.document() {
        Ok(()) => Ok(Parsed { tree: parser.tree, faults: parser.faults }),
        Err(found) => Err(found.alone(input)),
    }
}

/// Room for a usual document, which has a value or name for each dozen bytes; a large input has to show
/// that it holds values before memory is spent on them.
fn estimated_nodes(bytes: usize) -> usize {
    (bytes / 12).clamp(8, 4096)
}

struct Parser<'source> {
    tree: Tree<'source>,
    at: usize,
    open: Vec<Open>,
    /// The nodes of the names in the open objects, outermost first.
    names: Vec<usize>,
    faults: Faults,
}

/// A list or object that is being read.
#[derive(Clone, Copy)]
struct Open {
    node: usize,
    is_object: bool,
    /// The present entry of a list.
    entry: usize,
    first_name: usize,
}

impl Parser<'_> {
    fn document(&mut self) -> Result<(), Found> {
        if self.tree.source.starts_with('\u{feff}') {
            return Err(self.expected("a value without a byte order mark before it"));
        }
        loop {
            let has_content = self.value()?;
            if has_content {
                continue;
            }
            while !self.next_value()? {
                if self.open.is_empty() {
                    return Ok(());
                }
            }
        }
    }

    /// Reads a value, of a list or object only the beginning; says whether its content comes next.
    fn value(&mut self) -> Result<bool, Found> {
        match self.peek_after_space() {
            Some(b'"') => self.text().map(|_| false),
            Some(b'{') => self.begin(Kind::Object),
            Some(b'[') => self.begin(Kind::List),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Kind::True),
            Some(b'f') => self.word("false", Kind::False),
            Some(b'n') => self.word("null", Kind::Null),
            _ => self.not_finite().ok_or_else(|| self.expected("a value")),
        }
    }

    /// Reads a number that JSON does not have, as other printers write it; nothing where there is none.
    fn not_finite(&mut self) -> Option<bool> {
        let rest = self.tree.source.get(self.at..)?;
        let word = ["NaN", "Infinity", "-Infinity"].into_iter().find(|word| rest.starts_with(word))?;
        let reason = Reason::new(Code::Syntax).with(DetailKey::Expected, format!("a value other than {word}"));
        let path = || enclosing_pointer(&self.tree, &self.open, &self.names);
        self.faults.add(self.at, path, reason);
        let end = self.at.saturating_add(word.len());
        self.push(Kind::Unreadable, self.at, end);
        self.at = end;
        Some(false)
    }

    /// After a value: goes to the next one, or closes what ends here. Says whether a value comes next.
    fn next_value(&mut self) -> Result<bool, Found> {
        let sign = self.peek_after_space();
        let Some(open) = self.open.last_mut() else {
            return if sign.is_none() { Ok(false) } else { Err(self.expected("the end of the input")) };
        };
        match (sign, open.is_object) {
            (Some(b','), false) => {
                open.entry = open.entry.saturating_add(1);
                self.step();
                Ok(true)
            }
            (Some(b','), true) => {
                self.step();
                self.name()?;
                Ok(true)
            }
            (Some(b']'), false) | (Some(b'}'), true) => {
                self.step();
                self.close();
                // What encloses it goes on, or the document ends with nothing but space after it.
                if self.open.is_empty() { self.next_value() } else { Ok(false) }
            }
            (_, false) => Err(self.expected("`,` or `]`")),
            (_, true) => Err(self.expected("`,` or `}`")),
        }
    }

    fn begin(&mut self, kind: Kind) -> Result<bool, Found> {
        if self.open.len() >= MAX_DEPTH {
            let reason = Reason::new(Code::TooDeep).with(DetailKey::Limit, MAX_DEPTH);
            return Err(Found::in_text(self.at, reason));
        }
        let is_object = kind == Kind::Object;
        let node = self.tree.nodes.len();
        self.push(kind, self.at, 0);
        self.step();
        self.open.push(Open { node, is_object, entry: 0, first_name: self.names.len() });
        match (self.peek_after_space(), is_object) {
            (Some(b'}'), true) | (Some(b']'), false) => {
                self.step();
                self.close();
                Ok(false)
            }
            (_, true) => self.name().map(|()| true),
            (_, false) => Ok(true),
        }
    }

    fn close(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        let end = narrow(self.tree.nodes.len());
        if let Some(node) = self.tree.nodes.get_mut(closed.node) {
            node.end = end;
        }
        if closed.is_object {
            let (enclosing, names) = self.names.split_at_checked(closed.first_name).unwrap_or_default();
            for node in duplicates::repeated(&self.tree, names) {
                if self.faults.is_full() {
                    break;
                }
                let name = self.tree.value(node);
                let field = name.text().unwrap_or_default();
                let reason = Reason::new(Code::DuplicateKey).with(DetailKey::Field, number::shown(&field));
                let path = || {
                    let mut path = enclosing_pointer(&self.tree, &self.open, enclosing);
                    pointer::push_name(&mut path, &field);
                    path
                };
                self.faults.add(name.offset(), path, reason);
            }
            self.names.truncate(closed.first_name);
        }
    }

    /// Reads a member's name and the colon after it.
    fn name(&mut self) -> Result<(), Found> {
        if self.peek_after_space() != Some(b'"') {
            return Err(self.expected("a field name"));
        }
        self.names.push(self.tree.nodes.len());
        self.text()?;
        if self.peek_after_space() != Some(b':') {
            return Err(self.expected("`:`"));
        }
        self.step();
        Ok(())
    }

    fn text(&mut self) -> Result<(), Found> {
        let start = self.at;
        let measured = text::measure(self.tree.source.as_bytes(), start.saturating_add(1)).map_err(broken)?;
        let kind = if measured.has_escapes { Kind::Escaped } else { Kind::Plain };
        self.push(kind, start, measured.end);
        self.at = measured.end;
        if let Some(offset) = measured.lone_surrogate {
            let path = || enclosing_pointer(&self.tree, &self.open, &self.names);
            self.faults.add(offset, path, Code::LoneSurrogate);
        }
        Ok(())
    }

    fn number(&mut self) -> Result<bool, Found> {
        let start = self.at;
        let measured = match number::measure(self.tree.source.as_bytes(), start) {
            Ok(measured) => measured,
            Err(found) => return self.not_finite().ok_or_else(|| broken(found)),
        };
        let literal = self.tree.source.get(start..measured.end).unwrap_or_default();
        let kind = number::classify(literal, measured.is_whole).unwrap_or_else(|reason| {
            let path = || enclosing_pointer(&self.tree, &self.open, &self.names);
            self.faults.add(start, path, reason);
            Kind::Unreadable
        });
        self.push(kind, start, measured.end);
        self.at = measured.end;
        Ok(false)
    }

    fn word(&mut self, word: &str, kind: Kind) -> Result<bool, Found> {
        let end = self.at.saturating_add(word.len());
        if self.tree.source.as_bytes().get(self.at..end) != Some(word.as_bytes()) {
            return Err(self.expected("a value"));
        }
        self.push(kind, self.at, end);
        self.at = end;
        Ok(false)
    }

    fn push(&mut self, kind: Kind, at: usize, end: usize) {
        self.tree.nodes.push(Node { at: narrow(at), end: narrow(end), kind });
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn peek_after_space(&mut self) -> Option<u8> {
        loop {
            match self.tree.source.as_bytes().get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.step(),
                other => return other.copied(),
            }
        }
    }

    fn expected(&self, what: &str) -> Found {
        syntax(self.at, what)
    }
}

/// The pointer of the value, or of the name, that is being read.
fn enclosing_pointer(tree: &Tree<'_>, open: &[Open], names: &[usize]) -> String {
    let mut path = String::new();
    for (depth, container) in open.iter().enumerate() {
        if container.is_object {
            // The last name of this object stands before the first of the next object within it.
            let end = open.get(depth.saturating_add(1)).map_or(names.len(), |inner| inner.first_name);
            let name = end.checked_sub(1).and_then(|last| names.get(last));
            let name = name.and_then(|node| tree.value(*node).text());
            pointer::push_name(&mut path, &name.unwrap_or_default());
        } else {
            pointer::push_index(&mut path, container.entry);
        }
    }
    path
}

fn broken(broken: text::Broken) -> Found {
    syntax(broken.at, broken.expected)
}

fn syntax(at: usize, expected: &str) -> Found {
    Found::in_text(at, Reason::new(Code::Syntax).with(DetailKey::Expected, expected))
}

/// No input is longer than [`MAX_BYTES`], so every offset and every count of nodes fits.
fn narrow(number: usize) -> u32 {
    debug_assert!(widen(u32::MAX) > MAX_BYTES);
    u32::try_from(number).unwrap_or(u32::MAX)
}
