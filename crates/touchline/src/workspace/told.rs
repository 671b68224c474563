//! What a host has told beside things, and what of it an answer wanted in vain.

use crate::workspace::table::missed::Noted;
use touchline_law::facts::{FactKey, Known};
use touchline_law::law::Loaded;

/// What a host has told beside things, and what of it an answer wanted in vain.
#[derive(Debug, Default)]
pub(super) struct Told {
    facts: Loaded,
    wanted: Noted<FactKey>,
}

impl Told {
    /// What a host has told, of which nothing was wanted in vain yet.
    pub(super) fn of(facts: Loaded) -> Self {
        Told { facts, wanted: Noted::noting() }
    }

    /// What was wanted in vain.
    pub(super) fn wanted(&self) -> Vec<FactKey> {
        self.wanted.all()
    }

    /// A fact as it was told; where it was not, that is taken note of.
    pub(super) fn look<'t, T>(&'t self, look: impl FnOnce(&'t Loaded) -> Known<T>) -> Option<Known<T>> {
        match look(&self.facts) {
            Known::NotLoaded(key) => {
                self.wanted.note(key);
                None
            }
            known => Some(known),
        }
    }

    /// A fact as it was told, where it was; nobody asks for it.
    pub(super) fn known<'t, T>(&'t self, look: impl FnOnce(&'t Loaded) -> Known<T>) -> Option<T> {
        match look(&self.facts) {
            Known::Present(value) => Some(value),
            Known::Absent | Known::NotLoaded(_) => None,
        }
    }

    /// Takes note of a fact that was wanted.
    pub(super) fn note(&self, key: FactKey) {
        self.wanted.note(key);
    }
}
