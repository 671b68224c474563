//! Whole numbers by whole numbers, for look-ups in the innermost loop: one multiplication, and mostly one comparison.

/// What stands where nothing was put.
const FREE: u32 = u32::MAX;
/// An odd number whose bits are spread evenly: 2^64 ÷ the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

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

/// A table from 64-bit numbers other than 0 to 32-bit ones other than 0, in which each number has one place: a look-up is
/// two loads and one comparison, and nothing to guess.
#[derive(Clone, Debug)]
pub(super) struct Perfect {
    bucket_shift: u32,
    /// By bucket of numbers, what tells their places apart.
    seeds: Vec<u32>,
    shift: u32,
    slots: Vec<(u64, u32)>,
}

/// Another odd number whose bits are spread evenly.
const OTHER_SPREAD: u64 = 0xc2b2_ae3d_27d4_eb4f;
/// How many seeds are tried for a bucket, before there is more room.
const MOST_SEEDS: u32 = 100_000;

impl Perfect {
    /// The table of some entries whose numbers differ.
    pub(super) fn of(entries: &[(u64, u32)]) -> Self {
        let mut places = entries.len().saturating_mul(2).next_power_of_two().max(16);
        loop {
            if let Some(table) = Perfect::within(entries, places) {
                return table;
            }
            places = places.saturating_mul(2);
        }
    }

    fn within(entries: &[(u64, u32)], places: usize) -> Option<Self> {
        let buckets = places / 4;
        let shift_of = |length: usize| 64_u32.saturating_sub(length.trailing_zeros());
        let mut table = Perfect {
            bucket_shift: shift_of(buckets),
            seeds: vec![0; buckets],
            shift: shift_of(places),
            slots: vec![(0, 0); places],
        };
        let mut sorted: Vec<Vec<(u64, u32)>> = vec![Vec::new(); buckets];
        for entry in entries {
            sorted.get_mut(table.bucket(entry.0))?.push(*entry);
        }
        let mut order: Vec<usize> = (0..buckets).collect();
        order.sort_by_key(|bucket| core::cmp::Reverse(sorted.get(*bucket).map_or(0, Vec::len)));
        for bucket in order {
            let members = sorted.get(bucket)?;
            let seed = (0..MOST_SEEDS).find(|seed| table.fits(members, *seed))?;
            *table.seeds.get_mut(bucket)? = seed;
            for member in members {
                let place = table.place(member.0, seed);
                *table.slots.get_mut(place)? = *member;
            }
        }
        Some(table)
    }

    /// Whether all numbers of a bucket have free places of their own under a seed.
    fn fits(&self, members: &[(u64, u32)], seed: u32) -> bool {
        let places: Vec<usize> = members.iter().map(|(key, _)| self.place(*key, seed)).collect();
        let is_free = |place: &usize| self.slots.get(*place).is_some_and(|(key, _)| *key == 0);
        places.iter().all(is_free)
            && places.iter().enumerate().all(|(nth, place)| !places.iter().take(nth).any(|before| before == place))
    }

    #[inline]
    fn bucket(&self, key: u64) -> usize {
        usize::try_from(key.wrapping_mul(SPREAD).wrapping_shr(self.bucket_shift)).unwrap_or_default()
    }

    #[inline]
    fn place(&self, key: u64, seed: u32) -> usize {
        let mixed = (key ^ u64::from(seed).wrapping_mul(SPREAD)).wrapping_mul(OTHER_SPREAD);
        usize::try_from((mixed ^ (mixed >> 32)).wrapping_mul(SPREAD).wrapping_shr(self.shift)).unwrap_or_default()
    }

    /// What stands at a number; 0 where nothing does.
    #[inline]
    pub(super) fn get(&self, key: u64) -> u32 {
        let seed = self.seeds.get(self.bucket(key)).copied().unwrap_or_default();
        let (there, value) = self.slots.get(self.place(key, seed)).copied().unwrap_or_default();
        if there == key { value } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_tables_hold_what_was_put_in_and_nothing_else(
            keys in proptest::collection::btree_set(1..5_000_u64, 0..1_500), other in 1..6_000_u64
        ) {
            let entries: Vec<(u64, u32)> = keys.iter().zip(1..).map(|(key, value)| (*key, value)).collect();
            let (perfect, table) = (Perfect::of(&entries), Table::of(&entries));
            for (key, value) in &entries {
                prop_assert_eq!((perfect.get(*key), table.get(*key)), (*value, Some(*value)));
            }
            if !keys.contains(&other) {
                prop_assert_eq!((perfect.get(other), table.get(other)), (0, None));
            }
        }
    }
}
