//! Things of one kind, in the order in which they came, found by id.

pub(in crate::workspace) mod missed;
pub(in crate::workspace) mod ordered;
pub(in crate::workspace) mod places;
pub(in crate::workspace) mod rows;
pub(in crate::workspace) mod slots;

use uuid::Uuid;

use crate::workspace::table::missed::Missed;
use crate::workspace::table::places::{Found, Full, Places};
use crate::workspace::table::rows::Rows;
use touchline_kernel::id::Id;
use touchline_kernel::look_up;
use touchline_law::life::Thing;

/// How look-ups are hashed.
#[cfg(not(test))]
pub(super) type Hashing = look_up::Hashing;
/// The same, and the tests are told of each look-up.
#[cfg(test)]
pub(super) type Hashing = super::tests::CountedHashing;

/// A map for look-ups alone.
pub(super) type LookUp<K, V> = look_up::LookUp<K, V, Hashing>;

#[derive(Debug)]
pub(super) struct Table<T> {
    places: Places,
    /// A thing is gone from its row while it is changed.
    rows: Rows<Option<T>>,
    /// What was looked for and is not here, where somebody wants to know.
    missed: Missed,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table { places: Places::default(), rows: Rows::default(), missed: Missed::default() }
    }
}

/// A place out of which something was taken.
pub(super) struct Place(usize);

impl<T: Thing> Table<T> {
    pub(super) fn get(&self, id: Id<T::Mark>) -> Option<&T> {
        match self.places.find(&id, |place| has(&self.rows, place, id)) {
            Some(place) => self.row(place),
            None => {
                self.missed.note(id.uuid());
                None
            }
        }
    }

    /// Takes note of what is looked for in vain from here on.
    pub(super) fn note_missed(&mut self) {
        self.missed = Missed::noting();
    }

    /// What was looked for in vain.
    pub(super) fn missed(&self) -> Vec<Uuid> {
        self.missed.all()
    }

    pub(super) fn row(&self, place: usize) -> Option<&T> {
        self.rows.get(place)?.as_ref()
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().flatten()
    }

    pub(super) fn rows_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.rows.iter_mut().flatten()
    }

    /// Takes a thing out of its place, which is to be filled at once; a new one has the next place kept for it.
    pub(super) fn take(&mut self, id: Id<T::Mark>) -> Result<(Place, Option<T>), Full> {
        Ok(match self.find_or_add(id)? {
            Found::There(place) => (Place(place), self.rows.get_mut(place).and_then(Option::take)),
            Found::Next(place) => (Place(place), None),
        })
    }

    /// Puts a thing behind all others; there is no room for another with its id.
    pub(super) fn add(&mut self, thing: T) -> Result<(), Full> {
        let Found::Next(_) = self.find_or_add(thing.id())? else { return Err(Full) };
        self.rows.push(Some(thing));
        Ok(())
    }

    /// Fills the place out of which a thing was taken, or that was kept for it.
    pub(super) fn fill(&mut self, Place(place): Place, thing: T) {
        match self.rows.get_mut(place) {
            Some(row) => *row = Some(thing),
            None => self.rows.push(Some(thing)),
        }
    }

    fn find_or_add(&mut self, id: Id<T::Mark>) -> Result<Found, Full> {
        let rows = &self.rows;
        self.places.find_or_add(&id, |place| has(rows, place, id))
    }
}

fn has<T: Thing>(rows: &Rows<Option<T>>, place: usize, id: Id<T::Mark>) -> bool {
    rows.get(place).is_some_and(|row| row.as_ref().is_some_and(|thing| thing.id() == id))
}
