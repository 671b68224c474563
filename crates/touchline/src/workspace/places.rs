//! The places of rows, found by a hash of what they are found by. The key itself stands in its row alone: a place takes
//! nine bytes where a map from keys of sixteen took twenty-one, so that there is less to move when there are twice as
//! many, and less to fetch from memory at each look-up.

use core::hash::{BuildHasher as _, Hash};

use hashbrown::hash_table::{Entry, HashTable};

use super::table::Hashing;
use crate::kernel::packed::Misfit;

#[derive(Debug, Default)]
pub(super) struct Places(HashTable<Slot>);

/// Where a row stands, and the half of its key's hash that it is told from others by.
#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    place: u32,
}

/// Where a row stands, or is to stand.
pub(super) enum Found {
    /// It stood there.
    There(usize),
    /// It is the next one.
    Next(usize),
}

/// There is no room for one more row: there are too many, or one has its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Full;

impl From<Full> for Misfit {
    fn from(_: Full) -> Self {
        Misfit
    }
}

impl Places {
    /// The place of the row that has this key; `is` tells whether the row at a place does.
    pub(super) fn find(&self, key: &impl Hash, is: impl Fn(usize) -> bool) -> Option<usize> {
        let hash = half(key);
        self.0.find(whole(hash), |slot| slot.is(hash, &is)).map(|slot| wide(slot.place))
    }

    /// The place of the row that has this key, or the next one, which is its own from now on.
    pub(super) fn find_or_add(&mut self, key: &impl Hash, is: impl Fn(usize) -> bool) -> Result<Found, Full> {
        let next = u32::try_from(self.0.len()).map_err(|_| Full)?;
        let hash = half(key);
        Ok(match self.0.entry(whole(hash), |slot| slot.is(hash, &is), |slot| whole(slot.hash)) {
            Entry::Occupied(known) => Found::There(wide(known.get().place)),
            Entry::Vacant(vacant) => {
                vacant.insert(Slot { hash, place: next });
                Found::Next(wide(next))
            }
        })
    }

    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.0.reserve(more, |slot| whole(slot.hash));
    }
}

impl Slot {
    fn is(self, hash: u32, is: &impl Fn(usize) -> bool) -> bool {
        self.hash == hash && is(wide(self.place))
    }
}

/// The half of a key's hash that is kept.
fn half(key: &impl Hash) -> u32 {
    let [a, b, c, d, ..] = Hashing::default().hash_one(key).to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// A hash with as many bits as a table reads, at both ends, out of the half that is kept.
fn whole(half: u32) -> u64 {
    u64::from(half).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// No place is beyond what can be addressed: a row stands there.
fn wide(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn wsp_06_keys_with_the_same_half_of_a_hash_have_places_of_their_own() {
        // So many that some halves are bound to be the same.
        let keys: Vec<u64> = (0..200_000).map(|number| number * 7).collect();
        let halves: BTreeSet<u32> = keys.iter().map(half).collect();
        assert!(halves.len() < keys.len());

        let mut places = Places::default();
        let is = |key: u64| move |place: usize| u64::try_from(place).unwrap() * 7 == key;
        for (place, key) in keys.iter().enumerate() {
            assert_eq!(places.find(key, is(*key)), None);
            assert!(matches!(places.find_or_add(key, is(*key)), Ok(Found::Next(next)) if next == place));
        }
        for (place, key) in keys.iter().enumerate() {
            assert_eq!(places.find(key, is(*key)), Some(place));
            assert!(matches!(places.find_or_add(key, is(*key)), Ok(Found::There(known)) if known == place));
        }
        assert_eq!(places.find(&3, is(3)), None);
    }
}
