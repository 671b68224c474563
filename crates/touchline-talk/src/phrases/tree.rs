//! Phrases as a tree of words: those that begin alike share their beginning.

use std::collections::BTreeSet;

use super::lexicon::WordId;
use super::table::{Filter, Table};
use touchline_kernel::look_up::LookUp;

/// A place in a tree; the root is 0.
pub(super) type Node = u32;
/// Where every phrase begins.
pub(super) const ROOT: Node = 0;

/// A tree that grows.
#[derive(Debug)]
pub(super) struct Growing<T> {
    edges: LookUp<(Node, WordId), Node>,
    ends: Vec<Vec<T>>,
    /// What ends where, so that nothing ends there twice.
    known: BTreeSet<(Node, T)>,
}

impl<T> Default for Growing<T> {
    fn default() -> Self {
        Growing { edges: LookUp::default(), ends: vec![Vec::new()], known: BTreeSet::new() }
    }
}

impl<T: Copy + Ord> Growing<T> {
    /// Adds a phrase, at whose end something stands.
    pub(super) fn add(&mut self, words: &[WordId], end: T) {
        let mut node = ROOT;
        for word in words {
            let next = Node::try_from(self.ends.len()).unwrap_or(Node::MAX);
            node = *self.edges.entry((node, *word)).or_insert(next);
            if node == next {
                self.ends.push(Vec::new());
            }
        }
        if words.is_empty() || !self.known.insert((node, end)) {
            return;
        }
        if let Some(ends) = self.ends.get_mut(place(node)) {
            ends.push(end);
        }
    }

    pub(super) fn close(self) -> Tree<T> {
        let inner = self.edges.keys().filter(|(from, _)| *from != ROOT);
        let inner = Filter::of(inner.map(|(from, word)| edge(*from, *word)));
        let edges: Vec<(u64, Node)> = self.edges.iter().map(|((from, word), to)| (edge(*from, *word), *to)).collect();
        let mut nodes: Vec<At<T>> = self.ends.into_iter().map(|ends| At { ends, goes_on: false }).collect();
        for (from, _) in self.edges.keys() {
            if let Some(at) = nodes.get_mut(place(*from)) {
                at.goes_on = true;
            }
        }
        Tree { edges: Table::of(&edges), inner, nodes }
    }
}

/// A tree of phrases.
#[derive(Clone, Debug)]
pub(super) struct Tree<T> {
    edges: Table,
    /// Which edges there may be that do not begin at the root.
    inner: Filter,
    nodes: Vec<At<T>>,
}

#[derive(Clone, Debug)]
struct At<T> {
    ends: Vec<T>,
    goes_on: bool,
}

impl<T> Tree<T> {
    /// Where one word more leads.
    #[inline]
    pub(super) fn step(&self, node: Node, word: WordId) -> Option<Node> {
        self.edges.get(edge(node, word))
    }

    /// Whether one word more may lead on from a place other than the root.
    #[inline]
    pub(super) fn may_step(&self, node: Node, word: WordId) -> bool {
        self.inner.may_have(edge(node, word))
    }

    /// What ends at a place.
    #[inline]
    pub(super) fn ends(&self, node: Node) -> &[T] {
        self.nodes.get(place(node)).map_or(&[], |at| &at.ends)
    }

    /// Whether a longer phrase goes on from a place.
    #[inline]
    pub(super) fn goes_on(&self, node: Node) -> bool {
        self.nodes.get(place(node)).is_some_and(|at| at.goes_on)
    }
}

fn edge(node: Node, word: WordId) -> u64 {
    (u64::from(node) << 32) | u64::from(word)
}

fn place(node: Node) -> usize {
    usize::try_from(node).unwrap_or(usize::MAX)
}
