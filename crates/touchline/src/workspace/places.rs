//! The places of rows, found by a hash of what they are found by. The key itself stands in its row alone: a place takes
//! nine bytes where a map from keys of sixteen took twenty-one, so that there is less to move when there are twice as
//! many, and less to fetch from memory at each look-up.
//!
//! Where there are many, they lie in parts. A part that is full is moved into one twice as large by itself, so that no
//! command waits until a million have been moved.

use core::hash::{BuildHasher as _, Hash};

use hashbrown::hash_table::{Entry, HashTable};

use super::table::Hashing;
use crate::kernel::packed::Misfit;

/// In how many parts they lie.
const PARTS: usize = 64;
/// As long as there are fewer, they lie in one.
const FEW: usize = 8192;

#[derive(Debug, Default)]
pub(super) struct Places {
    few: HashTable<Slot>,
    /// None, as long as there are few.
    parts: Vec<HashTable<Slot>>,
    count: usize,
}

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
        let part = self.parts.get(part_of(hash)).unwrap_or(&self.few);
        part.find(whole(hash), |slot| slot.is(hash, &is)).map(|slot| wide(slot.place))
    }

    /// The place of the row that has this key, or the next one, which is its own from now on.
    pub(super) fn find_or_add(&mut self, key: &impl Hash, is: impl Fn(usize) -> bool) -> Result<Found, Full> {
        let next = u32::try_from(self.count).map_err(|_| Full)?;
        let hash = half(key);
        let part = self.parts.get_mut(part_of(hash)).unwrap_or(&mut self.few);
        match part.entry(whole(hash), |slot| slot.is(hash, &is), |slot| whole(slot.hash)) {
            Entry::Occupied(known) => Ok(Found::There(wide(known.get().place))),
            Entry::Vacant(vacant) => {
                vacant.insert(Slot { hash, place: next });
                self.count = self.count.saturating_add(1);
                if self.few.len() >= FEW {
                    self.part();
                }
                Ok(Found::Next(wide(next)))
            }
        }
    }

    /// Makes room for so many more.
    pub(super) fn reserve(&mut self, more: usize) {
        if self.parts.is_empty() && self.count.saturating_add(more) >= FEW {
            self.part();
        }
        // Hashes are spread evenly, but for a little.
        let of_a_part = more.saturating_add(more / 16) / PARTS;
        self.parts.iter_mut().for_each(|part| part.reserve(of_a_part, |slot| whole(slot.hash)));
    }

    /// Puts them into parts: there are many.
    fn part(&mut self) {
        self.parts.resize_with(PARTS, HashTable::new);
        for slot in core::mem::take(&mut self.few) {
            if let Some(part) = self.parts.get_mut(part_of(slot.hash)) {
                part.insert_unique(whole(slot.hash), slot, |slot| whole(slot.hash));
            }
        }
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

/// The part of a slot, by bits of its hash that its table does not read.
fn part_of(half: u32) -> usize {
    let [_, _, _, _, byte, ..] = whole(half).to_le_bytes();
    usize::from(byte) % PARTS
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
        // So many that they lie in parts, and that some halves are bound to be the same.
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
        let lengths = places.parts.iter().map(HashTable::len);
        assert!(places.few.is_empty() && lengths.clone().sum::<usize>() == keys.len());
        assert!(lengths.max() < Some(keys.len() / PARTS * 5 / 4), "they lie evenly");
    }

    #[test]
    fn wsp_06_room_is_made_before_there_are_many_and_after() {
        for more in [10, FEW, 20 * FEW] {
            let mut places = Places::default();
            let is = |key: u64| move |place: usize| u64::try_from(place).unwrap() == key;
            places.find_or_add(&0_u64, is(0)).unwrap();
            places.reserve(more);
            let capacity = |places: &Places| places.parts.iter().map(HashTable::capacity).sum::<usize>();
            let before = capacity(&places);
            let keys = 0..u64::try_from(more).unwrap();
            for key in keys.clone().skip(1) {
                assert!(matches!(places.find_or_add(&key, is(key)), Ok(Found::Next(_))));
            }
            assert!(keys.clone().all(|key| places.find(&key, is(key)).is_some()));
            assert!(more < FEW || capacity(&places) == before, "none was moved for {more}");
        }
    }
}
