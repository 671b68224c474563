//! What was looked for in vain: where a host has handed in a part of its things, it is told which else an answer needs.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// What was looked for in vain, as far as somebody wants to know: a workspace holds all there is, and does not.
#[derive(Debug)]
pub(in crate::workspace) struct Noted<Key>(Option<Box<Mutex<BTreeSet<Key>>>>);

/// The ids of things of one kind.
pub(in crate::workspace) type Missed = Noted<uuid::Uuid>;

impl<Key> Default for Noted<Key> {
    fn default() -> Self {
        Noted(None)
    }
}

impl<Key: Copy + Ord> Noted<Key> {
    /// Takes note from here on.
    pub(in crate::workspace) fn noting() -> Self {
        Noted(Some(Box::default()))
    }

    /// Takes note of one.
    pub(in crate::workspace) fn note(&self, key: Key) {
        if let Some(noted) = &self.0 {
            noted.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        }
    }

    /// All, in their order.
    pub(in crate::workspace) fn all(&self) -> Vec<Key> {
        let noted = self.0.as_ref().map(|noted| noted.lock().unwrap_or_else(PoisonError::into_inner));
        noted.map(|noted| noted.iter().copied().collect()).unwrap_or_default()
    }
}
