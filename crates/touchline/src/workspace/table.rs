//! Things of one kind, in the order in which they came, found by id.

use core::hash::Hash;
use std::collections::hash_map::Entry;

use crate::kernel::look_up;

/// A map for look-ups alone.
#[cfg(not(test))]
pub(super) type LookUp<K, V> = look_up::LookUp<K, V>;
/// The same, and the tests are told of each look-up.
#[cfg(test)]
pub(super) type LookUp<K, V> = look_up::LookUp<K, V, super::tests::CountedHashing>;

/// How many rows lie together. A row never moves, and no more than so many are kept ready for things to come.
const TOGETHER: usize = 64;

#[derive(Debug)]
pub(super) struct Table<K, T> {
    places: LookUp<K, u32>,
    rows: Vec<Vec<Option<T>>>,
}

impl<K, T> Default for Table<K, T> {
    fn default() -> Self {
        Table { places: LookUp::default(), rows: Vec::new() }
    }
}

/// A place out of which something was taken.
pub(super) struct Place(usize);

/// There are more things of one kind than a workspace holds, or one has come twice.
#[derive(Clone, Copy, Debug)]
pub(super) struct TableFull;

impl<K: Copy + Eq + Hash, T> Table<K, T> {
    pub(super) fn get(&self, key: K) -> Option<&T> {
        self.row(usize::try_from(*self.places.get(&key)?).ok()?)
    }

    pub(super) fn row(&self, place: usize) -> Option<&T> {
        self.rows.get(place / TOGETHER)?.get(place % TOGETHER)?.as_ref()
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().flatten().flatten()
    }

    pub(super) fn rows_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.rows.iter_mut().flatten().flatten()
    }

    /// Takes a thing out of its place, which is to be filled again; a new one has a place kept for it.
    pub(super) fn take(&mut self, key: K) -> Result<(Place, Option<T>), TableFull> {
        let next = u32::try_from(self.places.len()).map_err(|_| TableFull)?;
        let place = usize::try_from(*self.places.entry(key).or_insert(next)).map_err(|_| TableFull)?;
        let row = self.row_mut(place).ok_or(TableFull)?;
        Ok((Place(place), row.take()))
    }

    /// Puts a thing behind all others; there must be none with its key.
    pub(super) fn add(&mut self, key: K, thing: T) -> Result<(), TableFull> {
        let next = u32::try_from(self.places.len()).map_err(|_| TableFull)?;
        let Entry::Vacant(vacant) = self.places.entry(key) else { return Err(TableFull) };
        vacant.insert(next);
        let place = usize::try_from(next).map_err(|_| TableFull)?;
        *self.row_mut(place).ok_or(TableFull)? = Some(thing);
        Ok(())
    }

    /// Fills the place out of which a thing was taken.
    pub(super) fn fill(&mut self, Place(place): Place, thing: T) {
        if let Some(row) = self.row_mut(place) {
            *row = Some(thing);
        }
    }

    /// The row at a place that there is, or at the next one.
    fn row_mut(&mut self, place: usize) -> Option<&mut Option<T>> {
        if place / TOGETHER == self.rows.len() {
            self.rows.push(Vec::with_capacity(TOGETHER));
        }
        let rows = self.rows.get_mut(place / TOGETHER)?;
        if place % TOGETHER == rows.len() {
            rows.push(None);
        }
        rows.get_mut(place % TOGETHER)
    }
}
