//! Every phrase of every kind, found in one pass over words: of phrases of one kind that overlap the one counts that begins
//! first, and of those that begin together the longest. What only looks like a phrase ends with its clause, unless the list has a
//! comma in it.
//!
//! Rules: TRS-05, TRS-07.

use core::cmp::Reverse;

use super::compiled::{Compiled, Start};
use super::lexicon::WordId;
use super::tree::{Node, ROOT};

/// A place in a text that lies in pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The byte within the piece.
    pub(crate) byte: usize,
    /// The piece.
    pub(crate) segment: usize,
}

/// A phrase that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it begins.
    pub(crate) from: Place,
    /// Its kind.
    pub(crate) kind: usize,
    /// Its place in the kind.
    pub(crate) phrase: usize,
    /// Where it ends.
    pub(crate) to: Place,
    /// The number of its first word.
    pub(crate) word: usize,
}

/// A phrase that has begun.
#[derive(Clone, Copy, Debug)]
struct Walk {
    from: Place,
    node: Node,
    word: usize,
}

/// A phrase that has ended, while others that began before may still be longer.
#[derive(Clone, Copy, Debug)]
struct Ended {
    /// The number of the word after it.
    after: usize,
    from: Place,
    kind: usize,
    phrase: Option<usize>,
    to: Place,
    word: usize,
}

/// As many may wait, before those are told of which nothing can change any more.
const MOST_WAITING: usize = 64;

/// What the word before has begun.
#[derive(Clone, Copy, Debug)]
struct Begun {
    from: Place,
    /// The root where it has begun nothing.
    node: Node,
}

/// Where nothing has begun.
const NOTHING: Begun = Begun { from: Place { byte: 0, segment: 0 }, node: ROOT };

/// A search in progress.
#[derive(Debug)]
pub(crate) struct Search<'a> {
    /// What has begun with the word before, and goes on if the next word is one of a few.
    before: Begun,
    /// The number of the first word of the clause.
    clause: usize,
    compiled: &'a Compiled,
    /// By kind, the number of the word after the phrase that counted last.
    counted: Vec<usize>,
    ended: Vec<Ended>,
    /// Whether anything walks or has ended.
    is_under_way: bool,
    walks: Vec<Walk>,
    word: usize,
}

impl<'a> Search<'a> {
    pub(crate) fn new(compiled: &'a Compiled) -> Self {
        let counted = vec![0; compiled.kinds.len()];
        Search {
            before: NOTHING,
            clause: 0,
            compiled,
            counted,
            ended: Vec::new(),
            is_under_way: false,
            walks: Vec::new(),
            word: 0,
        }
    }

    /// How many words were taken.
    pub(crate) fn words(&self) -> usize {
        self.word
    }

    /// Takes the next word, and what begins with it.
    #[cfg(test)]
    pub(crate) fn word(&mut self, (id, start): (WordId, &Start), from: Place, to: Place, tell: &mut impl FnMut(Found)) {
        if self.is_of_any(id, start) {
            self.walk(id, start, from, to, tell);
        }
        self.pass(start, from);
    }

    /// Whether the next word may be of a phrase, or may end one that goes on until here.
    #[inline]
    pub(crate) fn is_of_any(&self, id: WordId, start: &Start) -> bool {
        // All of it is asked, since what follows a word cannot be guessed, and a wrong guess costs more.
        let goes_on = (self.before.node != ROOT) & self.compiled.phrases.may_step(self.before.node, id);
        goes_on | start.is_whole | self.is_under_way
    }

    /// Goes on behind the next word, with which something may begin.
    #[inline]
    pub(crate) fn pass(&mut self, start: &Start, from: Place) {
        self.before = Begun { from, node: start.longer };
        self.word = self.word.wrapping_add(1);
    }

    /// Takes the next word where it may be of a phrase, before it is passed.
    pub(crate) fn walk(&mut self, id: WordId, start: &Start, from: Place, to: Place, tell: &mut impl FnMut(Found)) {
        let (clause, compiled, after) = (self.clause, self.compiled, self.word.saturating_add(1));
        let Begun { from: begun, node: before } = self.before;
        let word_before = self.word.saturating_sub(1);
        let ended = &mut self.ended;
        let mut reached = |node: Node, from: Place, word: usize| {
            let ends = compiled.phrases.ends(node).iter();
            for end in ends.filter(|end| end.holds_commas || word >= clause) {
                ended.push(Ended { after, from, kind: end.kind, phrase: end.phrase, to, word });
            }
            compiled.phrases.goes_on(node)
        };
        self.walks.retain_mut(|walk| {
            let Some(node) = compiled.phrases.step(walk.node, id) else { return false };
            walk.node = node;
            reached(node, walk.from, walk.word)
        });
        let second = if before == ROOT { None } else { compiled.phrases.step(before, id) };
        if let Some(node) = second
            && reached(node, begun, word_before)
        {
            self.walks.push(Walk { from: begun, node, word: word_before });
        }
        if start.is_whole {
            reached(start.node, from, self.word);
        }
        let oldest = self.walks.first().map(|walk| walk.word);
        let waits_for = oldest.unwrap_or(if start.longer == ROOT { after } else { self.word });
        if oldest.is_none() || self.ended.len() > MOST_WAITING {
            self.settle(waits_for, tell);
        }
        self.is_under_way = !self.walks.is_empty() || !self.ended.is_empty();
    }

    /// Says that a clause ends here.
    pub(crate) fn end_clause(&mut self) {
        self.clause = self.word;
    }

    /// Says that no phrase goes on here, as at the end of a sentence.
    pub(crate) fn cut(&mut self, tell: &mut impl FnMut(Found)) {
        self.before = NOTHING;
        if self.is_under_way {
            self.walks.clear();
            self.settle(usize::MAX, tell);
            self.is_under_way = false;
        }
    }

    /// Tells of those that begin before this word, which nothing that is still walking can outdo.
    fn settle(&mut self, before: usize, tell: &mut impl FnMut(Found)) {
        if self.ended.is_empty() {
            return;
        }
        if self.ended.len() > 1 {
            self.ended.sort_unstable_by_key(|ended| (ended.word, Reverse(ended.after), ended.kind, ended.phrase));
        }
        let ready = self.ended.partition_point(|ended| ended.word < before);
        for Ended { after, from, kind, phrase, to, word } in self.ended.drain(..ready) {
            let Some(counted) = self.counted.get_mut(kind).filter(|counted| **counted <= word) else { continue };
            *counted = after;
            if let Some(phrase) = phrase {
                tell(Found { from, kind, phrase, to, word });
            }
        }
    }
}
