//! Words by their keys, for the look-up in the innermost loop: two loads and one comparison, and nothing to guess.

use core::hint::select_unpredictable;

use super::table::SPREAD;
use super::word_key::WordKey;

/// A table from the keys of words to numbers other than 0, in which each key has one place.
#[derive(Clone, Debug)]
pub(super) struct Perfect {
    bucket_shift: u32,
    /// By bucket of keys, what tells their places apart.
    seeds: Vec<u64>,
    shift: u32,
    slots: Vec<(WordKey, u32)>,
}

/// Another odd number whose bits are spread evenly.
const OTHER_SPREAD: u64 = 0xc2b2_ae3d_27d4_eb4f;
/// How many seeds are tried for a bucket, before there is more room.
const MOST_SEEDS: u64 = 100_000;

impl Perfect {
    /// The table of some entries whose keys differ.
    pub(super) fn of(entries: &[(WordKey, u32)]) -> Self {
        let mut places = entries.len().saturating_mul(2).next_power_of_two().max(16);
        loop {
            if let Some(table) = Perfect::within(entries, places) {
                return table;
            }
            places = places.saturating_mul(2);
        }
    }

    fn within(entries: &[(WordKey, u32)], places: usize) -> Option<Self> {
        let buckets = places / 4;
        let shift_of = |length: usize| 64_u32.saturating_sub(length.trailing_zeros());
        let mut table = Perfect {
            bucket_shift: shift_of(buckets),
            seeds: vec![0; buckets],
            shift: shift_of(places),
            slots: vec![(WordKey::NONE, 0); places],
        };
        let mut sorted: Vec<Vec<(WordKey, u32)>> = vec![Vec::new(); buckets];
        for entry in entries {
            sorted.get_mut(table.bucket(entry.0))?.push(*entry);
        }
        let mut order: Vec<usize> = (0..buckets).collect();
        order.sort_by_key(|bucket| core::cmp::Reverse(sorted.get(*bucket).map_or(0, Vec::len)));
        for bucket in order {
            let members = sorted.get(bucket)?;
            let mut seeds = (0..MOST_SEEDS).map(|nth| nth.wrapping_mul(SPREAD));
            let seed = seeds.find(|seed| table.fits(members, *seed))?;
            *table.seeds.get_mut(bucket)? = seed;
            for member in members {
                let place = table.place(member.0, seed);
                *table.slots.get_mut(place)? = *member;
            }
        }
        Some(table)
    }

    /// Whether all keys of a bucket have free places of their own under a seed.
    fn fits(&self, members: &[(WordKey, u32)], seed: u64) -> bool {
        let places: Vec<usize> = members.iter().map(|(key, _)| self.place(*key, seed)).collect();
        let is_free = |place: &usize| self.slots.get(*place).is_some_and(|(key, _)| key.is_none());
        places.iter().all(is_free)
            && places.iter().enumerate().all(|(nth, place)| !places.iter().take(nth).any(|before| before == place))
    }

    #[inline]
    fn bucket(&self, key: WordKey) -> usize {
        let mixed = key.head ^ key.rest.rotate_left(32);
        usize::try_from(mixed.wrapping_mul(SPREAD).wrapping_shr(self.bucket_shift)).unwrap_or_default()
    }

    #[inline]
    fn place(&self, key: WordKey, seed: u64) -> usize {
        let mixed = (key.head ^ seed).wrapping_mul(OTHER_SPREAD);
        let mixed = mixed ^ (mixed >> 32) ^ key.rest;
        usize::try_from(mixed.wrapping_mul(SPREAD).wrapping_shr(self.shift)).unwrap_or_default()
    }

    /// What stands at a key; 0 where nothing does.
    #[inline]
    pub(super) fn get(&self, key: WordKey) -> u32 {
        let seed = self.seeds.get(self.bucket(key)).copied().unwrap_or_default();
        let Some((there, value)) = self.slots.get(self.place(key, seed)) else { return 0 };
        // Whether a word is known cannot be guessed.
        let is_other = (there.head ^ key.head) | (there.rest ^ key.rest);
        select_unpredictable(is_other == 0, *value, 0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_was_put_in_and_nothing_else(
            words in proptest::collection::btree_set("(some|other|another)?[a-z0-9]{1,8}", 0..1_500), other in "[a-z]{1,8}"
        ) {
            let entries: Vec<(WordKey, u32)> = words.iter().zip(1..).map(|(word, id)| (WordKey::of(word), id)).collect();
            let table = Perfect::of(&entries);
            for (key, value) in &entries {
                prop_assert_eq!(table.get(*key), *value);
            }
            if !words.contains(&other) {
                prop_assert_eq!(table.get(WordKey::of(&other)), 0);
            }
        }
    }
}
