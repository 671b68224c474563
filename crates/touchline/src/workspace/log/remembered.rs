//! The commands that were accepted, so that a retry is known as one: who, which id, where its record is,
//! and a digest of what was wanted.
//!
//! There is one for every record there ever was, so each is kept small: a person is a number, and no entry
//! has padding.
//!
//! A digest of a text that was redacted would let the text be guessed, so it is forgotten: from then on a retry is
//! known by its id alone.
//!
//! Rules: WSP-03, WSP-10.

use uuid::Uuid;

use crate::workspace::table::LookUp;
use crate::workspace::table::places::{Found, Full, Places};
use crate::workspace::table::rows::Rows;
use touchline_kernel::command::{Actor, CommandId, PersonId};
use touchline_kernel::packed::Misfit;
use touchline_law::law::ActDigest;

/// Where a command's record is, whom it was about, and a digest of its name and body unless that is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workspace) struct Place {
    pub(in crate::workspace) about: Option<PersonId>,
    pub(in crate::workspace) digest: Option<ActDigest>,
    pub(in crate::workspace) seq: u64,
}

/// A command with people by their numbers, as it is kept, and as it stands in a snapshot.
#[derive(Clone, Copy, Debug)]
pub(in crate::workspace) struct Row {
    actor: u32,
    id: CommandId,
    place: Packed,
}

impl Row {
    /// How many bytes a packed one has.
    const SIZE: usize = 48;

    /// Appends it, packed.
    pub(in crate::workspace) fn append(&self, out: &mut Vec<u8>) {
        let Packed { about, digest, seq } = self.place;
        out.extend_from_slice(&self.actor.to_le_bytes());
        out.extend_from_slice(&about);
        out.extend_from_slice(&digest);
        out.extend_from_slice(&seq);
        out.extend_from_slice(self.id.uuid().as_bytes());
    }

    /// What it is found by.
    fn key(&self) -> (u32, CommandId) {
        (self.actor, self.id)
    }

    fn of(row: &[u8; Row::SIZE]) -> Self {
        let (actor, rest) = part(row);
        let (about, rest) = part(rest);
        let (digest, rest) = part(rest);
        let (seq, rest) = part(rest);
        let (id, _) = part(rest);
        let place = Packed { about, digest, seq };
        Row { actor: u32::from_le_bytes(actor), id: CommandId::new(Uuid::from_bytes(id)), place }
    }
}

/// The first bytes, and the rest. A row has all its parts, so the default is never taken.
fn part<const N: usize>(bytes: &[u8]) -> ([u8; N], &[u8]) {
    bytes.split_first_chunk().map_or(([0; N], &[]), |(part, rest)| (*part, rest))
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct Remembered {
    /// Who acted, and whom commands were about.
    actors: Vec<Actor>,
    /// The place of each actor in `actors`.
    numbers: LookUp<Actor, u32>,
    /// The place of each command in `rows`, by its actor's number and its id.
    places: Places,
    rows: Rows<Row>,
}

/// A place as bytes, which need no alignment.
#[derive(Clone, Copy, Debug)]
struct Packed {
    about: [u8; 4],
    digest: [u8; 16],
    seq: [u8; 8],
}

/// The number of nobody.
const NOBODY: u32 = u32::MAX;
/// Set in the place of a command whose digest is forgotten; no log has so many records.
const FORGOTTEN: u64 = 1 << 63;

impl Packed {
    fn of(place: Place, about: u32) -> Self {
        let (digest, forgotten) = place.digest.map_or((0, FORGOTTEN), |ActDigest(digest)| (digest, 0));
        Packed { about: about.to_le_bytes(), digest: digest.to_le_bytes(), seq: (place.seq | forgotten).to_le_bytes() }
    }

    fn seq(self) -> u64 {
        u64::from_le_bytes(self.seq) & !FORGOTTEN
    }

    fn about(self) -> u32 {
        u32::from_le_bytes(self.about)
    }

    fn forget(&mut self) {
        self.digest = [0; 16];
        self.seq = (u64::from_le_bytes(self.seq) | FORGOTTEN).to_le_bytes();
    }
}

impl Remembered {
    pub(in crate::workspace) fn get(&self, actor: Actor, id: CommandId) -> Option<Place> {
        let key = (*self.numbers.get(&actor)?, id);
        let place = self.places.find(&key, |place| has(&self.rows, place, key))?;
        self.rows.get(place).map(|row| self.unpacked(row.place))
    }

    pub(in crate::workspace) fn insert(&mut self, actor: Actor, id: CommandId, place: Place) -> Result<(), Full> {
        let actor = self.number(actor);
        let about = place.about.map_or(NOBODY, |person| self.number(Actor::Person(person)));
        self.put(Row { actor, id, place: Packed::of(place, about) }).map(|_| ())
    }

    /// Keeps a row; gives the one that it takes the place of, if there is any.
    fn put(&mut self, row: Row) -> Result<Option<Row>, Full> {
        let (key, rows) = (row.key(), &self.rows);
        match self.places.find_or_add(&key, |place| has(rows, place, key))? {
            Found::There(place) => Ok(self.rows.get_mut(place).map(|known| core::mem::replace(known, row))),
            Found::Next(_) => {
                self.rows.push(row);
                Ok(None)
            }
        }
    }

    /// Forgets the digests of what a person wanted, and of what was about them.
    pub(in crate::workspace) fn forget(&mut self, person: PersonId) {
        let Some(&person) = self.numbers.get(&Actor::Person(person)) else { return };
        for row in self.rows.iter_mut() {
            if row.actor == person || row.place.about() == person {
                row.place.forget();
            }
        }
    }

    /// All of them, in the order of their records.
    pub(in crate::workspace) fn in_order(&self) -> Vec<Row> {
        let mut all: Vec<Row> = self.rows.iter().copied().collect();
        // They are in order already, but where a log tells of one command twice.
        all.sort_unstable_by_key(|row| row.place.seq());
        all
    }

    /// Who acted, whose command it was, and its place.
    pub(in crate::workspace) fn told(&self, row: &Row) -> Option<(Actor, CommandId, Place)> {
        Some((self.actor(row.actor)?, row.id, self.unpacked(row.place)))
    }

    /// Everybody to whom a row refers by number, in the order of their numbers.
    pub(in crate::workspace) fn actors(&self) -> &[Actor] {
        &self.actors
    }

    /// Takes in who is referred to by the next number; nobody has two.
    pub(in crate::workspace) fn add_actor(&mut self, actor: Actor) -> Result<(), Misfit> {
        let next = self.actors.len();
        let number = self.number(actor);
        if usize::try_from(number) == Ok(next) { Ok(()) } else { Err(Misfit) }
    }

    /// Takes in packed rows, each of a later record than the one before.
    pub(in crate::workspace) fn add_rows(&mut self, rows: &[u8], after: &mut u64) -> Result<(), Misfit> {
        let (rows, []) = rows.as_chunks() else { return Err(Misfit) };
        self.places.reserve(rows.len());
        for row in rows {
            let row = Row::of(row);
            let about = row.place.about();
            let known = self.actor(row.actor).is_some()
                && (about == NOBODY || matches!(self.actor(about), Some(Actor::Person(_))));
            let seq = row.place.seq();
            if !known || seq <= *after || self.put(row)?.is_some() {
                return Err(Misfit);
            }
            *after = seq;
        }
        Ok(())
    }

    fn unpacked(&self, packed: Packed) -> Place {
        let kept = u64::from_le_bytes(packed.seq) & FORGOTTEN == 0;
        let digest = kept.then_some(ActDigest(u128::from_le_bytes(packed.digest)));
        let about = self.actor(packed.about()).and_then(Actor::person);
        Place { about, digest, seq: packed.seq() }
    }

    fn actor(&self, number: u32) -> Option<Actor> {
        self.actors.get(usize::try_from(number).ok()?).copied()
    }

    fn number(&mut self, actor: Actor) -> u32 {
        if let Some(number) = self.numbers.get(&actor) {
            return *number;
        }
        // No memory holds as many actors as would not fit.
        let number = u32::try_from(self.actors.len()).unwrap_or(NOBODY);
        self.actors.push(actor);
        self.numbers.insert(actor, number);
        number
    }
}

fn has(rows: &Rows<Row>, place: usize, key: (u32, CommandId)) -> bool {
    rows.get(place).is_some_and(|row| row.key() == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use touchline_kernel::id::Id;

    #[test]
    fn wsp_03_ids_of_different_actors_never_meet_and_all_come_back_in_order() {
        let id = |number: u128| CommandId::new(Uuid::from_u128(number));
        let person = |number: u128| Actor::Person(Id::new(Uuid::from_u128(number)));
        let place = |about, digest, seq| Place { about, digest: Some(ActDigest(digest)), seq };
        let told = [
            (Actor::System, id(7), place(None, u128::MAX, 1)),
            (person(1), id(7), place(person(5).person(), 2, 2)),
            (person(2), id(7), place(person(1).person(), 3, 3)),
            (person(1), id(8), place(None, 4, u64::MAX >> 1)),
        ];
        let mut remembered = Remembered::default();
        for (actor, id, place) in told.iter().rev() {
            remembered.insert(*actor, *id, *place).unwrap();
        }
        assert!(told.iter().all(|(actor, id, place)| remembered.get(*actor, *id) == Some(*place)));
        assert_eq!(remembered.get(person(2), id(8)), None);
        assert_eq!(remembered.get(person(3), id(7)), None);
        let in_order = |remembered: &Remembered| -> Vec<_> {
            remembered.in_order().iter().filter_map(|row| remembered.told(row)).collect()
        };
        assert_eq!(in_order(&remembered), told);
        assert_eq!(size_of::<Row>(), Row::SIZE, "no padding");

        let mut rows = Vec::new();
        remembered.in_order().iter().for_each(|row| row.append(&mut rows));
        let mut again = Remembered::default();
        remembered.actors().iter().for_each(|actor| again.add_actor(*actor).unwrap());
        again.add_rows(&rows, &mut 0).unwrap();
        assert_eq!(in_order(&again), told);
        assert_eq!(again.actors(), remembered.actors());
        assert_eq!(again.add_actor(Actor::System), Err(Misfit), "it has a number");
        assert_eq!(again.add_rows(&rows, &mut 0), Err(Misfit), "they are there");
    }

    #[test]
    fn wsp_10_what_a_person_wanted_and_what_was_about_them_is_known_by_id_alone_once_they_are_redacted() {
        let id = |number: u128| CommandId::new(Uuid::from_u128(number));
        let person = |number: u128| PersonId::new(Uuid::from_u128(number));
        let place = |about, seq| Place { about, digest: Some(ActDigest(9)), seq };
        let mut remembered = Remembered::default();
        remembered.insert(Actor::Person(person(1)), id(1), place(None, 1)).unwrap();
        remembered.insert(Actor::Person(person(2)), id(2), place(Some(person(1)), 2)).unwrap();
        remembered.insert(Actor::Person(person(2)), id(3), place(Some(person(3)), 3)).unwrap();
        remembered.forget(person(1));
        remembered.forget(person(7));
        let all = remembered.in_order();
        let places = all.iter().filter_map(|row| remembered.told(row));
        let digests: Vec<_> = places.map(|(_, _, place)| (place.seq, place.digest)).collect();
        assert_eq!(digests, [(1, None), (2, None), (3, Some(ActDigest(9)))]);
        assert_eq!(
            remembered.get(Actor::Person(person(2)), id(2)),
            Some(Place { digest: None, ..place(Some(person(1)), 2) })
        );
    }
}
