//! Which rows of a table: a bit for each, in pages, so that a few of many rows take little and all of them a bit each.

use std::collections::BTreeMap;

/// Rows of a page.
const PAGE: u64 = 4_096;
/// Words of a page.
const WORDS: usize = (PAGE / 64) as usize;

/// Some rows of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pages: BTreeMap<u64, Box<[u64; WORDS]>>,
    count: u64,
}

/// The word of a row within its page, and its bit there.
fn place(row: u64) -> (usize, u64) {
    (usize::try_from(row % PAGE / 64).unwrap_or_default(), 1 << (row % 64))
}

impl Rows {
    /// Adds a row, and tells whether it is new.
    pub(crate) fn insert(&mut self, row: u64) -> bool {
        let (word, bit) = place(row);
        let page = self.pages.entry(row / PAGE).or_insert_with(|| Box::new([0; WORDS]));
        let Some(word) = page.get_mut(word).filter(|word| **word & bit == 0) else { return false };
        *word |= bit;
        self.count += 1;
        true
    }

    pub(crate) fn contains(&self, row: u64) -> bool {
        let (word, bit) = place(row);
        self.pages.get(&(row / PAGE)).and_then(|page| page.get(word)).is_some_and(|word| word & bit != 0)
    }

    /// How many they are.
    pub(crate) fn len(&self) -> u64 {
        self.count
    }

    /// All of them, in order.
    pub(crate) fn each(&self) -> impl Iterator<Item = u64> {
        let words = self.pages.iter().flat_map(|(page, words)| (page * PAGE..).step_by(64).zip(words.iter()));
        words.flat_map(|(first, word)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| first + bit))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bat_02_rows_are_a_set_in_order(added in prop::collection::vec(prop_oneof![0..200_u64, 4_000..4_200_u64, any::<u32>().prop_map(u64::from)], 0..200)) {
            let (mut rows, mut known) = (Rows::default(), BTreeSet::new());
            for row in added {
                prop_assert_eq!(rows.insert(row), known.insert(row));
                prop_assert!(rows.contains(row) && rows.contains(row + 1) == known.contains(&(row + 1)));
            }
            prop_assert_eq!(rows.len(), known.len() as u64);
            prop_assert_eq!(rows.each().collect::<Vec<_>>(), known.into_iter().collect::<Vec<_>>());
        }
    }
}
