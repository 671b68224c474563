//! What a picture shows, before anything has a place.

/// What leads to what.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    /// What it is of.
    pub title: String,
    /// All that is seen, in words.
    pub description: String,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    /// What its signs mean.
    pub keys: Vec<Key>,
}

/// What something is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A full dot, where all begins.
    Start,
    Box,
    /// A box in a box, where all ends.
    End,
}

/// Something that edges lead from and to.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub form: Form,
    pub name: String,
    /// What leads from it to itself.
    pub within: Vec<Entry>,
}

/// An edge between two different nodes, by their places in the list.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub from: usize,
    pub to: usize,
    /// What leads along it, a line each.
    pub says: Vec<Entry>,
}

impl Edge {
    /// Whether everything that leads along it is marked.
    pub(crate) fn is_dashed(&self) -> bool {
        self.says.iter().all(|entry| entry.tone == Tone::Marked)
    }
}

/// One of the words on an edge or in a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub text: String,
    pub tone: Tone,
}

/// How one of the words is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    /// Bold.
    Strong,
    /// With a small diamond before it.
    Marked,
}

/// A sign, and what it means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    pub sign: Sign,
    pub means: &'static str,
}

/// A sign that needs a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Start,
    End,
    Within,
    Marked,
    Dashed,
    Arrow,
}
