//! The commands that were accepted, so that a retry is known as one: who, which id, where its record is,
//! and a digest of what was wanted.

use uuid::Uuid;
use xxhash_rust::xxh3::xxh3_64;

use super::table::LookUp;
use crate::kernel::command::{Actor, CommandId};

/// Where a command's record is, and a digest of its name and body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) digest: u64,
    pub(super) seq: u64,
}

#[derive(Debug, Default)]
pub(super) struct Remembered(LookUp<(Option<Uuid>, Uuid), Place>);

fn key(actor: Actor, id: CommandId) -> (Option<Uuid>, Uuid) {
    match actor {
        Actor::System => (None, id.uuid()),
        Actor::Person(person) => (Some(person.uuid()), id.uuid()),
    }
}

/// A digest of a command's name and its canonical body. It tells a retry from a reuse; nobody's rights hang
/// on it, since an actor's ids meet only that actor's.
pub(super) fn digest(kind: &str, body: &str) -> u64 {
    xxh3_64(body.as_bytes()) ^ xxh3_64(kind.as_bytes()).rotate_left(1)
}

impl Remembered {
    pub(super) fn get(&self, actor: Actor, id: CommandId) -> Option<Place> {
        self.0.get(&key(actor, id)).copied()
    }

    pub(super) fn insert(&mut self, actor: Actor, id: CommandId, place: Place) {
        self.0.insert(key(actor, id), place);
    }

    /// All of them, in the order of their records.
    pub(super) fn in_order(&self) -> Vec<(Actor, CommandId, Place)> {
        let mut all: Vec<_> = self
            .0
            .iter()
            .map(|(&(actor, id), &place)| {
                let actor = actor.map_or(Actor::System, |person| Actor::Person(crate::kernel::id::Id::new(person)));
                (actor, CommandId::new(id), place)
            })
            .collect();
        all.sort_unstable_by_key(|(_, _, place)| place.seq);
        all
    }
}
