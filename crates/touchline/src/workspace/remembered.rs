//! The commands that were accepted, so that a retry is known as one: who, which id, where its record is,
//! and a digest of what was wanted.
//!
//! There is one for every record there ever was, so each is kept small: an actor is a number, and no entry
//! has padding.

use uuid::Uuid;

use super::table::LookUp;
use crate::kernel::command::{Actor, CommandId};
use crate::law::ActDigest;

/// Where a command's record is, and a digest of its name and body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) digest: ActDigest,
    pub(super) seq: u64,
}

#[derive(Debug, Default)]
pub(super) struct Remembered {
    actors: Vec<Actor>,
    /// The place of each actor in `actors`.
    numbers: LookUp<Actor, u32>,
    places: LookUp<(u32, Uuid), Packed>,
}

/// A place as bytes, which need no alignment.
#[derive(Clone, Copy, Debug)]
struct Packed {
    digest: [u8; 8],
    seq: [u8; 8],
}

impl From<Place> for Packed {
    fn from(place: Place) -> Self {
        Packed { digest: place.digest.0.to_le_bytes(), seq: place.seq.to_le_bytes() }
    }
}

impl From<Packed> for Place {
    fn from(packed: Packed) -> Self {
        Place { digest: ActDigest(u64::from_le_bytes(packed.digest)), seq: u64::from_le_bytes(packed.seq) }
    }
}

impl Remembered {
    pub(super) fn get(&self, actor: Actor, id: CommandId) -> Option<Place> {
        let number = *self.numbers.get(&actor)?;
        self.places.get(&(number, id.uuid())).copied().map(Place::from)
    }

    pub(super) fn insert(&mut self, actor: Actor, id: CommandId, place: Place) {
        let number = match self.numbers.get(&actor) {
            Some(number) => *number,
            None => {
                // No memory holds as many actors as would not fit.
                let number = u32::try_from(self.actors.len()).unwrap_or(u32::MAX);
                self.actors.push(actor);
                self.numbers.insert(actor, number);
                number
            }
        };
        self.places.insert((number, id.uuid()), place.into());
    }

    /// All of them, in the order of their records.
    pub(super) fn in_order(&self) -> Vec<(Actor, CommandId, Place)> {
        let actor = |number: u32| self.actors.get(usize::try_from(number).ok()?).copied();
        let all = self.places.iter();
        let all = all.filter_map(|(&(number, id), &place)| Some((actor(number)?, CommandId::new(id), place.into())));
        let mut all: Vec<(Actor, CommandId, Place)> = all.collect();
        all.sort_unstable_by_key(|(_, _, place)| place.seq);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::id::Id;

    #[test]
    fn wsp_03_ids_of_different_actors_never_meet_and_all_come_back_in_order() {
        let id = |number: u128| CommandId::new(Uuid::from_u128(number));
        let person = |number: u128| Actor::Person(Id::new(Uuid::from_u128(number)));
        let told = [
            (Actor::System, id(7), Place { digest: ActDigest(u64::MAX), seq: 1 }),
            (person(1), id(7), Place { digest: ActDigest(2), seq: 2 }),
            (person(2), id(7), Place { digest: ActDigest(3), seq: 3 }),
            (person(1), id(8), Place { digest: ActDigest(4), seq: u64::MAX }),
        ];
        let mut remembered = Remembered::default();
        for (actor, id, place) in told.iter().rev() {
            remembered.insert(*actor, *id, *place);
        }
        assert!(told.iter().all(|(actor, id, place)| remembered.get(*actor, *id) == Some(*place)));
        assert_eq!(remembered.get(person(2), id(8)), None);
        assert_eq!(remembered.get(person(3), id(7)), None);
        assert_eq!(remembered.in_order(), told);
        assert_eq!(size_of::<((u32, Uuid), Packed)>(), 36, "no padding");
    }
}
