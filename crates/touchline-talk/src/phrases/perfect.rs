//! Words by their keys, for the look-up in the innermost loop: two loads and one comparison, and nothing to guess.

use core::cmp::Reverse;
use core::hint::select_unpredictable;

use super::table::SPREAD;
use super::word_key::WordKey;

/// A table from the keys of words to numbers other than 0, in which each key has one place.
#[derive(Clone, Debug)]
pub(super) struct Perfect {
    bucket_shift: u32,
    /// In order: those for which there is no place of their own, since too many share a bucket. Nothing but a list that is made for
    /// it has any.
    crowded: Vec<(WordKey, u32)>,
    /// What the buckets of keys turn on.
    salt: u64,
    /// By bucket of keys, what tells their places apart.
    seeds: Vec<u64>,
    shift: u32,
    slots: Vec<(WordKey, u32)>,
}

/// Another odd number whose bits are spread evenly.
const OTHER_SPREAD: u64 = 0xc2b2_ae3d_27d4_eb4f;
/// How many salts are tried, before some keys are crowded.
const MOST_SALTS: u64 = 8;
/// How many seeds are tried for a bucket.
const MOST_SEEDS: u64 = 512;
/// How many keys share a bucket, at most.
const MOST_TOGETHER: usize = 16;

impl Perfect {
    /// The table of some entries whose keys differ.
    pub(super) fn of(entries: &[(WordKey, u32)]) -> Self {
        let salted = |nth: u64| Perfect::salted(entries, SPREAD.wrapping_mul(nth.wrapping_mul(2).wrapping_add(1)));
        let mut best = salted(0);
        for nth in 1..MOST_SALTS {
            if best.crowded.is_empty() {
                break;
            }
            let next = salted(nth);
            if next.crowded.len() < best.crowded.len() {
                best = next;
            }
        }
        best
    }

    fn salted(entries: &[(WordKey, u32)], salt: u64) -> Self {
        let places = entries.len().saturating_mul(2).next_power_of_two().max(16);
        let buckets = places / 4;
        let shift_of = |length: usize| 64_u32.saturating_sub(length.trailing_zeros());
        let mut table = Perfect {
            bucket_shift: shift_of(buckets),
            crowded: Vec::new(),
            salt,
            seeds: vec![0; buckets],
            shift: shift_of(places),
            slots: vec![(WordKey::NONE, 0); places],
        };
        let mut sorted: Vec<Vec<(WordKey, u32)>> = vec![Vec::new(); buckets];
        for entry in entries {
            sorted.get_mut(table.bucket(entry.0)).into_iter().for_each(|bucket| bucket.push(*entry));
        }
        let mut order: Vec<usize> = (0..buckets).collect();
        order.sort_by_key(|bucket| Reverse(sorted.get(*bucket).map_or(0, Vec::len)));
        for bucket in order {
            table.place_all(bucket, sorted.get(bucket).map(Vec::as_slice).unwrap_or_default());
        }
        table.crowded.sort_unstable();
        table
    }

    /// Gives all keys of a bucket places of their own, where a seed has them.
    fn place_all(&mut self, bucket: usize, members: &[(WordKey, u32)]) {
        let mut seeds = (0..MOST_SEEDS).map(|nth| nth.wrapping_mul(SPREAD));
        let found = seeds.find(|seed| members.len() <= MOST_TOGETHER && self.fit(members, *seed));
        match (found, self.seeds.get_mut(bucket)) {
            (Some(seed), Some(own)) => *own = seed,
            _ => self.crowded.extend(members),
        }
    }

    /// Puts the keys of a bucket in their places under a seed; none of them where one is taken.
    fn fit(&mut self, members: &[(WordKey, u32)], seed: u64) -> bool {
        for (nth, member) in members.iter().enumerate() {
            let place = self.place(member.0, seed);
            match self.slots.get_mut(place).filter(|(key, _)| key.is_none()) {
                Some(slot) => *slot = *member,
                None => {
                    self.clear(members.get(..nth).unwrap_or_default(), seed);
                    return false;
                }
            }
        }
        true
    }

    fn clear(&mut self, members: &[(WordKey, u32)], seed: u64) {
        for (key, _) in members {
            let place = self.place(*key, seed);
            self.slots.get_mut(place).into_iter().for_each(|slot| *slot = (WordKey::NONE, 0));
        }
    }

    #[inline]
    fn bucket(&self, key: WordKey) -> usize {
        let mixed = key.head.wrapping_mul(self.salt).wrapping_add(key.rest.wrapping_mul(OTHER_SPREAD));
        usize::try_from(mixed.wrapping_shr(self.bucket_shift)).unwrap_or_default()
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
        if !self.crowded.is_empty() {
            return self.get_crowded(key);
        }
        self.get_placed(key)
    }

    #[inline]
    fn get_placed(&self, key: WordKey) -> u32 {
        let seed = self.seeds.get(self.bucket(key)).copied().unwrap_or_default();
        let Some((there, value)) = self.slots.get(self.place(key, seed)) else { return 0 };
        // Whether a word is known cannot be guessed.
        let is_other = (there.head ^ key.head) | (there.rest ^ key.rest);
        select_unpredictable(is_other == 0, *value, 0)
    }

    #[inline(never)]
    fn get_crowded(&self, key: WordKey) -> u32 {
        let found = self.crowded.binary_search_by_key(&key, |(crowded, _)| *crowded).ok();
        found.and_then(|place| self.crowded.get(place)).map_or_else(|| self.get_placed(key), |(_, value)| *value)
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "small numbers")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_holds_what_was_put_in_and_nothing_else(
            words in proptest::collection::btree_set("(some|other|another)?[a-z0-9]{1,8}", 0..300), other in "[a-z]{1,8}"
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

    /// Words of which the last seven letters are the first ones again, in such an order that a sum of both halves could not tell
    /// them apart.
    fn turned(nth: u32) -> String {
        let letters = |places: u32| {
            (0..places).map(move |place| char::from_u32(u32::from(b'a') + nth / 26_u32.pow(place) % 26).unwrap())
        };
        let (three, four): (String, String) = (letters(3).collect(), letters(4).collect());
        format!("{three}x{four}{four}{three}")
    }

    #[test]
    fn what_is_made_to_share_a_bucket_takes_no_more_room_than_other_words_and_is_found() {
        let words: Vec<String> = (0..5_000).map(turned).collect();
        let entries: Vec<(WordKey, u32)> = words.iter().zip(1..).map(|(word, id)| (WordKey::of(word), id)).collect();
        let table = Perfect::of(&entries);
        assert!(table.slots.len() <= entries.len() * 4);
        let shared = Perfect::salted(&entries, 0);
        assert!(entries.iter().all(|(key, value)| table.get(*key) == *value && shared.get(*key) == *value));
        assert!(entries.iter().all(|(key, _)| table.get(WordKey { head: key.head ^ 1, ..*key }) == 0));
    }

    #[test]
    fn keys_that_share_one_bucket_are_found_in_order() {
        let entries: Vec<(WordKey, u32)> = (1..600).map(|id| (WordKey { head: u64::from(id), rest: 0 }, id)).collect();
        // Without a salt all of them are in one bucket.
        let table = Perfect::salted(&entries, 0);
        assert_eq!((table.crowded.len(), table.get(WordKey { head: 600, rest: 0 })), (599, 0));
        assert!(entries.iter().all(|(key, value)| table.get(*key) == *value));
    }
}
