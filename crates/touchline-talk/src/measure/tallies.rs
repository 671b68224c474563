//! What is counted of the words of a call.

use super::times::Amounts;
use crate::phrases::{Compiled, FILLERS, Found, Opening, Place};
use crate::transcript::Role;

/// Hits of one kind, and questions, that are shown at most; all of them are counted.
pub(super) const MOST_SHOWN: usize = 1_000;

/// A question that was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) from: Place,
    pub(super) is_open: bool,
    pub(super) to: Place,
}

/// What was found of a kind.
#[derive(Clone, Debug, Default)]
pub(super) struct KindTally {
    pub(super) count: u64,
    pub(super) hits: Vec<Found>,
    /// The number of the word with which the last one began.
    pub(super) last: Option<usize>,
}

/// What was counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    /// The questions of the rep, the first of them.
    pub(super) asked: Vec<Asked>,
    /// How many closed ones there were.
    pub(super) closed: u64,
    /// By filler, how often the rep said it.
    pub(super) fillers: Vec<u64>,
    /// By kind.
    pub(super) kinds: Vec<KindTally>,
    /// How many open questions there were.
    pub(super) open: u64,
    /// Words as they are searched: what an apostrophe joins counts as two.
    pub(super) pieces: u64,
    /// Words by piece of speech.
    pub(super) run_words: Vec<u64>,
    /// Words by side.
    pub(super) words: Amounts,
}

impl Tallies {
    pub(super) fn new(compiled: &Compiled) -> Self {
        let fillers = compiled.kinds.get(FILLERS).map_or(0, |kind| kind.phrases.len());
        let kinds = compiled.kinds.iter().map(|_| KindTally::default()).collect();
        Tallies { fillers: vec![0; fillers], kinds, ..Tallies::default() }
    }

    /// Counts what was found in the words of somebody on a side.
    pub(super) fn found(&mut self, compiled: &Compiled, role: Role, found: Found) {
        if found.kind == FILLERS {
            if role == Role::Rep
                && let Some(count) = self.fillers.get_mut(found.phrase)
            {
                *count = count.saturating_add(1);
            }
            return;
        }
        let said_by = compiled.kinds.get(found.kind).and_then(|kind| kind.said_by);
        if said_by.is_some_and(|said_by| said_by != role) {
            return;
        }
        if let Some(tally) = self.kinds.get_mut(found.kind) {
            tally.count = tally.count.saturating_add(1);
            tally.last = Some(found.word);
            if tally.hits.len() < MOST_SHOWN {
                tally.hits.push(found);
            }
        }
    }

    /// Counts a question of the rep.
    pub(super) fn asks(&mut self, from: Place, to: Place, opening: Opening) {
        let is_open = opening == Opening::Open;
        let count = if is_open { &mut self.open } else { &mut self.closed };
        *count = count.saturating_add(1);
        if self.asked.len() < MOST_SHOWN {
            self.asked.push(Asked { from, is_open, to });
        }
    }
}
