//! Maps and sets for look-ups alone: they are hashed by one seed of the process, and their order is never read.

use core::hash::BuildHasher;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use foldhash::SharedSeed;
use foldhash::fast::FoldHasher;

/// A map for look-ups.
pub type LookUp<K, V, S = Hashing> = HashMap<K, V, S>;

/// What was seen already.
pub type Seen<K> = HashSet<K, Hashing>;

/// What a key is hashed by.
#[derive(Debug)]
struct Seeds {
    /// What hashing begins with. It is a secret as the rest is: whatever begins with it known, such as 0, falls into one place
    /// where its first bytes are the same.
    beginning: u64,
    shared: SharedSeed,
}

impl Seeds {
    fn of(seed: u64) -> Self {
        Seeds { beginning: spread(seed), shared: SharedSeed::from_u64(seed) }
    }

    /// Those that are the same in every process.
    fn fixed() -> Self {
        Seeds { beginning: spread(0), shared: SharedSeed::global_fixed().clone() }
    }

    fn hasher(&self) -> FoldHasher<'_> {
        FoldHasher::with_seed(self.beginning, &self.shared)
    }
}

/// Each bit of a number spread over all of another, as SplitMix64 does it.
const fn spread(seed: u64) -> u64 {
    let mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Nothing until something is hashed or a seed is handed in; without one it is the same in every process.
static SEEDS: OnceLock<Seeds> = OnceLock::new();

/// Hands in what look-ups are hashed by, which has to be hard to guess: whoever knows it finds keys that all fall into one
/// place, and slows down whoever keeps them. It is said once, before anything else is asked of the library; later it
/// changes nothing. Whether it came in time.
///
/// Nothing that is printed, kept or decided depends on it.
pub fn seed(seed: u64) -> bool {
    SEEDS.set(Seeds::of(seed)).is_ok()
}

/// Hashes for look-ups.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hashing;

impl BuildHasher for Hashing {
    type Hasher = FoldHasher<'static>;

    fn build_hasher(&self) -> FoldHasher<'static> {
        SEEDS.get_or_init(Seeds::fixed).hasher()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::PersonId;

    fn ids(uuid: impl Fn(u32) -> String) -> Vec<PersonId> {
        (0..1_000).map(|number| PersonId::new(uuid::Uuid::try_parse(&uuid(number)).unwrap())).collect()
    }

    /// Ids that were made to fall into one place, by whoever knows what all is hashed by.
    fn made() -> Vec<PersonId> {
        ids(|number| format!("{number:08x}-0000-4000-1709-47b5b5d5843f"))
    }

    /// Ids that fall into one place where hashing begins with 0, whatever else it goes by.
    fn begun_with_nothing() -> Vec<PersonId> {
        ids(|number| format!("00000000-0000-0000-8000-{number:012x}"))
    }

    fn hashes<'a>(ids: &[PersonId], hasher: impl Fn() -> FoldHasher<'a>) -> usize {
        use core::hash::{Hash as _, Hasher as _};
        let hash = |id: &PersonId| {
            let mut hasher = hasher();
            id.hash(&mut hasher);
            hasher.finish()
        };
        ids.iter().map(hash).collect::<BTreeSet<_>>().len()
    }

    #[test]
    fn ids_made_to_fall_into_one_place_do_so_by_what_everybody_knows_and_by_no_seed() {
        let known = SharedSeed::global_fixed();
        assert_eq!(hashes(&made(), || FoldHasher::with_seed(0, known)), 1);
        for seed in [0, 1, 0xfeed, u64::MAX] {
            let (seeds, shared) = (Seeds::of(seed), SharedSeed::from_u64(seed));
            assert_eq!(hashes(&begun_with_nothing(), || FoldHasher::with_seed(0, &shared)), 1);
            for ids in [made(), begun_with_nothing()] {
                assert_eq!(hashes(&ids, || seeds.hasher()), 1_000);
            }
        }
    }

    #[test]
    fn ids_that_are_counted_fall_into_places_of_their_own_without_a_seed_too() {
        let seeds = Seeds::fixed();
        assert_eq!(hashes(&begun_with_nothing(), || seeds.hasher()), 1_000);
    }

    #[test]
    fn a_seed_that_comes_after_something_was_hashed_changes_nothing() {
        let before = Hashing.hash_one(7_u32);
        assert!(!seed(1));
        assert_eq!(Hashing.hash_one(7_u32), before);
    }
}
