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
    /// Whether a seed was handed in.
    are_own: bool,
    /// What hashing begins with. It is a secret as the rest is: whatever begins with it known, such as 0, falls into one place
    /// where its first bytes are the same.
    beginning: u64,
    shared: SharedSeed,
}

impl Seeds {
    fn of(seed: u64) -> Self {
        // Of itself the greatest seed would come to nothing but ones, by which every text falls into one place.
        let beginning = spread(seed);
        Seeds { are_own: true, beginning, shared: SharedSeed::from_u64(spread(beginning)) }
    }

    /// Those that are the same in every process.
    fn fixed() -> Self {
        Seeds { are_own: false, beginning: spread(0), shared: SharedSeed::global_fixed().clone() }
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

/// Whether look-ups are hashed by a seed that was handed in: not where none was, or where it came when something had been hashed
/// already. Asking decides nothing.
pub fn is_seeded() -> bool {
    SEEDS.get().is_some_and(|seeds| seeds.are_own)
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

    /// Texts that do the same: a product with nothing is nothing.
    fn texts_begun_with_nothing() -> Vec<String> {
        (0..1_000).map(|number| format!("{}{number:08}", "\0".repeat(8))).collect()
    }

    fn hashes<'a, K: core::hash::Hash>(keys: &[K], hasher: impl Fn() -> FoldHasher<'a>) -> usize {
        use core::hash::Hasher as _;
        let hash = |key: &K| {
            let mut hasher = hasher();
            key.hash(&mut hasher);
            hasher.finish()
        };
        keys.iter().map(hash).collect::<BTreeSet<_>>().len()
    }

    #[test]
    fn ids_made_to_fall_into_one_place_do_so_by_what_everybody_knows_and_by_no_seed() {
        let known = SharedSeed::global_fixed();
        assert_eq!(hashes(&made(), || FoldHasher::with_seed(0, known)), 1);
        for seed in [0, 1, 0xfeed, u64::MAX] {
            let (seeds, shared) = (Seeds::of(seed), Seeds::of(seed).shared);
            assert_eq!(hashes(&begun_with_nothing(), || FoldHasher::with_seed(0, &shared)), 1);
            assert_eq!(hashes(&texts_begun_with_nothing(), || FoldHasher::with_seed(0, &shared)), 1);
            assert_eq!(hashes(&texts_begun_with_nothing(), || seeds.hasher()), 1_000);
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
    fn texts_that_differ_in_one_place_alone_fall_into_places_of_their_own() {
        let differ: [fn(u32) -> String; 4] = [
            |number| format!("{number:08}"),
            |number| format!("{number:08}{}", "a".repeat(8)),
            |number| format!("{}{number:08}{}", "a".repeat(24), "a".repeat(24)),
            |number| format!("{}{number:08}", "a".repeat(192)),
        ];
        for seeds in [Seeds::fixed(), Seeds::of(1), Seeds::of(u64::MAX)] {
            for text in differ {
                let texts: Vec<String> = (0..1_000).map(text).collect();
                assert_eq!(hashes(&texts, || seeds.hasher()), 1_000, "{}", texts[0]);
            }
        }
    }

    #[test]
    fn a_seed_that_comes_after_something_was_hashed_changes_nothing() {
        let before = Hashing.hash_one(7_u32);
        assert!(!seed(1));
        assert!(!is_seeded());
        assert_eq!(Hashing.hash_one(7_u32), before);
    }
}
