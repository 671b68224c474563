//! The places of rows, found by a hash of what they are found by. The key itself stands in its row alone: a place takes
//! eight bytes where a map from keys of sixteen took twenty-one, so that there is less to move when there are twice as
//! many, and less to fetch from memory at each look-up.
//!
//! Where there are many, they lie in parts. A part that is full is moved into one twice as large by itself, so that no
//! command waits until a million have been moved.

use core::hash::{BuildHasher as _, Hash};

use crate::workspace::table::Hashing;
use crate::workspace::table::slots::{Slot, Slots};
use touchline_kernel::packed::Misfit;
use touchline_kernel::widen::widen;

/// In how many parts they lie.
const PARTS: usize = 64;
/// As long as there are fewer, they lie in one.
const FEW: usize = 8192;

#[derive(Debug, Default)]
pub(in crate::workspace) struct Places {
    few: Slots,
    /// None, as long as there are few.
    parts: Vec<Slots>,
    count: usize,
}

/// Where a row stands, or is to stand.
pub(in crate::workspace) enum Found {
    /// It stood there.
    There(usize),
    /// It is the next one.
    Next(usize),
}

/// There is no room for one more row: there are too many, or one has its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workspace) struct Full;

impl From<Full> for Misfit {
    fn from(_: Full) -> Self {
        Misfit
    }
}

impl Places {
    /// The place of the row that has this key; `is` tells whether the row at a place does.
    pub(in crate::workspace) fn find(&self, key: &impl Hash, is: impl Fn(usize) -> bool) -> Option<usize> {
        let hash = hash_of(key);
        let part = self.parts.get(part_of(hash)).unwrap_or(&self.few);
        part.find(hash, |place| is(widen(place))).map(widen)
    }

    /// The place of the row that has this key, or the next one, which is its own from now on.
    pub(in crate::workspace) fn find_or_add(
        &mut self,
        key: &impl Hash,
        is: impl Fn(usize) -> bool,
    ) -> Result<Found, Full> {
        let hash = hash_of(key);
        let part = self.parts.get_mut(part_of(hash)).unwrap_or(&mut self.few);
        if let Some(known) = part.find(hash, |place| is(widen(place))) {
            return Ok(Found::There(widen(known)));
        }
        let next = self.count;
        part.insert(u32::try_from(next).ok().and_then(|next| Slot::of(hash, next)).ok_or(Full)?);
        self.count = next.saturating_add(1);
        if self.few.len() >= FEW {
            self.part();
        }
        Ok(Found::Next(next))
    }

    /// Makes room for so many more.
    pub(in crate::workspace) fn reserve(&mut self, more: usize) {
        if self.parts.is_empty() && self.count.saturating_add(more) >= FEW {
            self.part();
        }
        // Hashes are spread evenly, but for a little.
        let of_a_part = more.saturating_add(more / 16) / PARTS;
        self.parts.iter_mut().for_each(|part| part.reserve(of_a_part));
    }

    /// Puts them into parts: there are many.
    fn part(&mut self) {
        self.parts.resize_with(PARTS, Slots::default);
        for slot in core::mem::take(&mut self.few).iter() {
            if let Some(part) = self.parts.get_mut(part_of(slot.hash)) {
                part.insert(slot);
            }
        }
    }
}

/// As much of a key's hash as is kept.
fn hash_of(key: &impl Hash) -> u32 {
    let [a, b, c, d, ..] = Hashing::default().hash_one(key).to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// The part of a hash, by its lowest bits: a line is found by the highest.
fn part_of(hash: u32) -> usize {
    let [byte, ..] = hash.to_le_bytes();
    usize::from(byte) % PARTS
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn wsp_06_keys_with_the_same_hash_have_places_of_their_own() {
        // So many that they lie in parts, and that some hashes are bound to be the same.
        let keys: Vec<u64> = (0..200_000).map(|number| number * 7).collect();
        let hashes: BTreeSet<u32> = keys.iter().map(hash_of).collect();
        assert!(hashes.len() < keys.len());

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
        let lengths = places.parts.iter().map(Slots::len);
        assert!(places.few.len() == 0 && lengths.clone().sum::<usize>() == keys.len());
        assert!(lengths.max() < Some(keys.len() / PARTS * 5 / 4), "they lie evenly");
    }

    #[test]
    fn wsp_06_room_is_made_before_there_are_many_and_after() {
        for more in [10, FEW, 20 * FEW] {
            let mut places = Places::default();
            let is = |key: u64| move |place: usize| u64::try_from(place).unwrap() == key;
            places.find_or_add(&0_u64, is(0)).unwrap();
            places.reserve(more);
            let capacity = |places: &Places| places.parts.iter().map(Slots::room).sum::<usize>();
            let before = capacity(&places);
            let count = u64::try_from(more).unwrap();
            for key in 1..count {
                assert!(matches!(places.find_or_add(&key, is(key)), Ok(Found::Next(_))));
            }
            assert!((0..count).all(|key| places.find(&key, is(key)).is_some()));
            assert!(more < FEW || capacity(&places) == before, "none was moved for {more}");
        }
    }
}
