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

/// What tells one table from another where they are hashed alike: none here needs it.
const EACH: u64 = 0;

/// Nothing until something is hashed or a seed is handed in; without one it is the same in every process.
static SEED: OnceLock<SharedSeed> = OnceLock::new();

/// Hands in what look-ups are hashed by, which has to be hard to guess: whoever knows it finds keys that all fall into one
/// place, and slows down whoever keeps them. It is said once, before anything else is asked of the library; later it
/// changes nothing. Whether it came in time.
///
/// Nothing that is printed, kept or decided depends on it.
pub fn seed(seed: u64) -> bool {
    SEED.set(SharedSeed::from_u64(seed)).is_ok()
}

/// Hashes for look-ups.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hashing;

impl BuildHasher for Hashing {
    type Hasher = FoldHasher<'static>;

    fn build_hasher(&self) -> FoldHasher<'static> {
        FoldHasher::with_seed(EACH, SEED.get_or_init(|| SharedSeed::global_fixed().clone()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::PersonId;

    /// Ids that were made to fall into one place, by whoever knows the seed that is the same in every process.
    fn made() -> Vec<PersonId> {
        let id = |number: u32| {
            let uuid = format!("{number:08x}-0000-4000-1709-47b5b5d5843f");
            PersonId::new(uuid::Uuid::try_parse(&uuid).unwrap())
        };
        (0..1_000).map(id).collect()
    }

    fn hashes(hasher: impl Fn() -> FoldHasher<'static>) -> usize {
        use core::hash::{Hash as _, Hasher as _};
        let hash = |id: &PersonId| {
            let mut hasher = hasher();
            id.hash(&mut hasher);
            hasher.finish()
        };
        made().iter().map(hash).collect::<BTreeSet<_>>().len()
    }

    #[test]
    fn ids_made_to_fall_into_one_place_do_so_by_the_seed_that_everybody_knows_and_by_no_other() {
        assert_eq!(hashes(|| FoldHasher::with_seed(EACH, SharedSeed::global_fixed())), 1);
        for seed in [1, 0xfeed, u64::MAX] {
            let seed: &'static SharedSeed = Box::leak(Box::new(SharedSeed::from_u64(seed)));
            assert_eq!(hashes(|| FoldHasher::with_seed(EACH, seed)), 1_000);
        }
    }

    #[test]
    fn a_seed_that_comes_after_something_was_hashed_changes_nothing() {
        let before = Hashing.hash_one(7_u32);
        assert!(!seed(1));
        assert_eq!(Hashing.hash_one(7_u32), before);
    }
}
