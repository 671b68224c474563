//! Collects what is wrong with an input, and at the end works out where each fault stands.

use crate::rejection::{BadInput, Fault, MAX_FAULTS, Position, Reason};

/// The faults found so far, in any order.
#[derive(Debug, Default)]
pub(super) struct Faults {
    found: Vec<Found>,
}

/// One fault at a byte of the input.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) offset: usize,
    pub(super) path: String,
    pub(super) reason: Reason,
}

impl Found {
    /// A fault of the text as a whole, which has no path since there is no document yet.
    pub(super) fn in_text(offset: usize, reason: impl Into<Reason>) -> Self {
        Found { offset, path: String::new(), reason: reason.into() }
    }

    /// The only thing to tell of an input.
    pub(super) fn alone(self, input: &[u8]) -> BadInput {
        Faults { found: vec![self] }.into_bad_input(input)
    }
}

impl Faults {
    /// Adds a fault; its path is worked out only if there is room for one more.
    pub(super) fn add(&mut self, offset: usize, path: impl FnOnce() -> String, reason: impl Into<Reason>) {
        if !self.is_full() {
            self.found.push(Found { offset, path: path(), reason: reason.into() });
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= MAX_FAULTS
    }

    /// Puts the faults in the order of the text, with their positions.
    pub(super) fn into_bad_input(mut self, input: &[u8]) -> BadInput {
        self.found.sort_by_key(|found| found.offset);
        let mut cursor = Cursor::default();
        let faults = self.found.into_iter().map(|found| Fault {
            position: Some(cursor.position(input, found.offset)),
            path: found.path,
            reason: found.reason,
        });
        BadInput { faults: faults.collect() }
    }
}

/// Walks the input's lines once, however many positions are asked for in rising order.
#[derive(Default)]
struct Cursor {
    lines: usize,
    line_start: usize,
    at: usize,
}

impl Cursor {
    fn position(&mut self, input: &[u8], offset: usize) -> Position {
        let passed = input.get(self.at..offset).unwrap_or_default();
        self.lines = self.lines.saturating_add(passed.iter().filter(|byte| **byte == b'\n').count());
        if let Some(last) = passed.iter().rposition(|byte| *byte == b'\n') {
            self.line_start = self.at.saturating_add(last).saturating_add(1);
        }
        self.at = offset;
        Position {
            column: counted_from_one(offset.saturating_sub(self.line_start)),
            line: counted_from_one(self.lines),
            offset: u64::try_from(offset).unwrap_or(u64::MAX),
        }
    }
}

fn counted_from_one(from_zero: usize) -> u64 {
    u64::try_from(from_zero).unwrap_or(u64::MAX).saturating_add(1)
}
