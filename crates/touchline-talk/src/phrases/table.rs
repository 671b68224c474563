//! Whole numbers by whole numbers, for look-ups in the innermost loop: one multiplication, and mostly one comparison.

/// What stands where nothing was put.
const FREE: u32 = u32::MAX;
/// An odd number whose bits are spread evenly: 2^64 ÷ the golden ratio.
pub(super) const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A table from 64-bit numbers to 32-bit ones.
#[derive(Clone, Debug)]
pub(super) struct Table {
    shift: u32,
    slots: Vec<(u64, u32)>,
}

impl Table {
    /// The table of some entries; of two with the same key the first stands.
    pub(super) fn of(entries: &[(u64, u32)]) -> Self {
        let places = entries.len().saturating_mul(2).next_power_of_two().max(16);
        let shift = 64_u32.saturating_sub(places.trailing_zeros());
        let mut table = Table { shift, slots: vec![(0, FREE); places] };
        for (key, value) in entries {
            table.put(*key, *value);
        }
        table
    }

    fn home(&self, key: u64) -> usize {
        let place = key.wrapping_mul(SPREAD).checked_shr(self.shift).unwrap_or_default();
        usize::try_from(place).unwrap_or_default()
    }

    fn next(&self, place: usize) -> usize {
        place.wrapping_add(1) & self.slots.len().wrapping_sub(1)
    }

    fn put(&mut self, key: u64, value: u32) {
        let mut place = self.home(key);
        while let Some((there, held)) = self.slots.get(place).copied() {
            if held == FREE {
                break;
            }
            if there == key {
                return;
            }
            place = self.next(place);
        }
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = (key, value);
        }
    }

    /// What stands at a key.
    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<u32> {
        let mut place = self.home(key);
        loop {
            match self.slots.get(place) {
                Some((there, value)) if *value != FREE => {
                    if *there == key {
                        return Some(*value);
                    }
                    place = self.next(place);
                }
                _ => return None,
            }
        }
    }
}

/// Which numbers may be in a table: a bit for each, shared by few others, in a place that is always at hand.
#[derive(Clone, Debug)]
pub(super) struct Filter(Box<[u64; FILTER_WORDS]>);

const FILTER_WORDS: usize = 1024;
/// The upper bits of a spread number that choose a bit of the filter: as many as make 64 × 1024 of them.
const FILTER_SHIFT: u32 = 48;

impl Filter {
    /// A filter for some numbers.
    pub(super) fn of(keys: impl Iterator<Item = u64>) -> Self {
        let mut bits = Box::new([0_u64; FILTER_WORDS]);
        for key in keys {
            let (word, bit) = Self::place(key);
            if let Some(word) = bits.get_mut(word) {
                *word |= bit;
            }
        }
        Filter(bits)
    }

    #[inline]
    fn place(key: u64) -> (usize, u64) {
        let spread = key.wrapping_mul(SPREAD) >> FILTER_SHIFT;
        let word = usize::try_from(spread >> 6).unwrap_or_default();
        (word & (FILTER_WORDS - 1), 1 << (spread & 63))
    }

    /// Whether a number may be among them; where it says no, it is not.
    #[inline]
    pub(super) fn may_have(&self, key: u64) -> bool {
        let (word, bit) = Self::place(key);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_table_holds_what_was_put_in_and_nothing_else(
            keys in proptest::collection::btree_set(1..5_000_u64, 0..1_500), other in 1..6_000_u64
        ) {
            let entries: Vec<(u64, u32)> = keys.iter().zip(1..).map(|(key, value)| (*key, value)).collect();
            let table = Table::of(&entries);
            for (key, value) in &entries {
                prop_assert_eq!(table.get(*key), Some(*value));
            }
            if !keys.contains(&other) {
                prop_assert_eq!(table.get(other), None);
            }
        }
    }
}
