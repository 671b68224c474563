//! Deals by their keys: one key has one number, whatever type the columns have that it stands in, and no record is made of
//! it.
//!
//! Rules: BAT-03, MET-05.

use std::borrow::Cow;
use std::hash::BuildHasher as _;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_buffer::NullBuffer;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use touchline_kernel::look_up::Hashing;
use touchline_kernel::text::Key;

use crate::keys;

/// A key as a record would have it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum DealKey<'a> {
    /// Of a number, and of a text that is written as one.
    Whole(i64),
    Text(Cow<'a, str>),
}

impl<'a> DealKey<'a> {
    fn of(text: &'a str) -> Self {
        let kept = Key::as_kept(text);
        whole(&kept).map_or(DealKey::Text(kept), DealKey::Whole)
    }

    fn into_owned(self) -> DealKey<'static> {
        match self {
            DealKey::Whole(whole) => DealKey::Whole(whole),
            DealKey::Text(text) => DealKey::Text(Cow::Owned(text.into_owned())),
        }
    }
}

/// The number that is written so, where each number is written in one way.
fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_written_so = text == "0" || digits.starts_with(|first: char| matches!(first, '1'..='9'));
    if is_written_so { text.parse().ok() } else { None }
}

/// A column of keys, or a part of one.
#[derive(Clone, Copy)]
pub(super) enum KeyColumn<'a> {
    /// A table that has none.
    Nothing(usize),
    Wholes(&'a [i64], Option<&'a NullBuffer>),
    Any(&'a dyn Array),
}

impl<'a> KeyColumn<'a> {
    pub(super) fn of(array: Option<&'a dyn Array>, rows: usize) -> Self {
        let Some(array) = array else { return KeyColumn::Nothing(rows) };
        let wholes = array.as_primitive_opt::<Int64Type>();
        wholes.map_or(KeyColumn::Any(array), |wholes| KeyColumn::Wholes(wholes.values(), array.nulls()))
    }

    fn rows(&self) -> usize {
        match self {
            KeyColumn::Nothing(rows) => *rows,
            KeyColumn::Wholes(wholes, _) => wholes.len(),
            KeyColumn::Any(array) => array.len(),
        }
    }

    /// The key of a row; nothing where it is null.
    #[inline]
    fn key(&self, row: usize) -> Option<DealKey<'a>> {
        match self {
            KeyColumn::Nothing(_) => None,
            KeyColumn::Wholes(wholes, nulls) => {
                let is_null = nulls.is_some_and(|nulls| nulls.is_null(row));
                if is_null { None } else { wholes.get(row).map(|whole| DealKey::Whole(*whole)) }
            }
            KeyColumn::Any(array) => keys::text(*array, row).map(DealKey::of).or_else(|| written(*array, row)),
        }
    }
}

/// The key of a row of a column that holds no texts.
fn written(array: &dyn Array, row: usize) -> Option<DealKey<'static>> {
    let (array, row) = keys::looked_up(array, row)?;
    let mut written = String::new();
    keys::write(array, row, &mut written);
    (!written.is_empty()).then(|| DealKey::of(&written).into_owned())
}

/// Columns of keys, one behind the other.
pub(super) struct DealKeys<'a> {
    /// Each with the number of its first row among all of them.
    columns: Vec<(usize, KeyColumn<'a>)>,
    rows: usize,
}

impl<'a> DealKeys<'a> {
    pub(super) fn of(columns: impl Iterator<Item = KeyColumn<'a>>) -> Self {
        let mut rows = 0;
        let behind = |column: KeyColumn<'a>| {
            let first = rows;
            rows += column.rows();
            (first, column)
        };
        let columns = columns.map(behind).collect();
        DealKeys { columns, rows }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The key of a row; nothing where it is null.
    #[inline]
    pub(super) fn key(&self, row: usize) -> Option<DealKey<'a>> {
        let place = match self.columns.as_slice() {
            [_] => 0,
            columns => columns.partition_point(|(first, _)| *first <= row).checked_sub(1)?,
        };
        let (first, column) = self.columns.get(place)?;
        column.key(row - first)
    }

    /// Whether all are whole numbers that rise, as a table's own keys mostly do: then each is there once.
    fn rise(&self) -> bool {
        let mut before = None;
        self.columns.iter().all(|(_, column)| match column {
            KeyColumn::Wholes(wholes, None) => {
                wholes.iter().all(|whole| before.replace(*whole).is_none_or(|before| before < *whole))
            }
            column => column.rows() == 0,
        })
    }

    /// The row of a whole number, where all rise.
    fn row_of_rising(&self, whole: i64) -> Option<u32> {
        let begins_by = |column: &KeyColumn<'_>| matches!(column, KeyColumn::Wholes([first, ..], _) if *first <= whole);
        let (first, column) = self.columns.iter().rev().find(|(_, column)| begins_by(column))?;
        let KeyColumn::Wholes(wholes, _) = column else { return None };
        u32::try_from(first + place_of(whole, wholes)?).ok()
    }
}

/// Where a number stands among others that rise. Where none is left out, as of keys that a table gives out itself, each stands as
/// far from the first one as it is greater, and nothing has to be looked at.
fn place_of(whole: i64, wholes: &[i64]) -> Option<usize> {
    let (least, greatest) = (*wholes.first()?, *wholes.last()?);
    let has_all = greatest.abs_diff(least) == wholes.len() as u64 - 1;
    if has_all && (least..=greatest).contains(&whole) {
        return usize::try_from(whole.abs_diff(least)).ok();
    }
    wholes.binary_search(&whole).ok()
}

/// The keys of a table of which each row has one of its own.
pub(super) enum OwnKeys<'a> {
    /// Whole numbers that rise: each is found where it stands.
    Rising(&'a DealKeys<'a>),
    Numbered(Numbers<'a>),
}

impl<'a> OwnKeys<'a> {
    /// Nothing where a key is there twice, or missing.
    pub(super) fn of(keys: &'a DealKeys<'a>) -> Option<Self> {
        if keys.rise() { Some(OwnKeys::Rising(keys)) } else { Numbers::of_own(keys).map(OwnKeys::Numbered) }
    }

    /// The row that has a key.
    pub(super) fn row_of(&self, key: &DealKey<'_>) -> Option<u32> {
        match (self, key) {
            (OwnKeys::Rising(keys), DealKey::Whole(whole)) => keys.row_of_rising(*whole),
            (OwnKeys::Rising(_), DealKey::Text(_)) => None,
            (OwnKeys::Numbered(numbers), key) => numbers.number_of(key),
        }
    }
}

/// Keys told apart, each with a number in the order in which they came up.
pub(super) struct Numbers<'a> {
    keys: &'a DealKeys<'a>,
    /// By number: the first row that has the key.
    firsts: Vec<u32>,
    numbers: HashTable<u32>,
}

impl<'a> Numbers<'a> {
    /// None yet, with room for as many as there are rows.
    pub(super) fn within(keys: &'a DealKeys<'a>) -> Self {
        Numbers { keys, firsts: Vec::with_capacity(keys.rows()), numbers: HashTable::with_capacity(keys.rows()) }
    }

    /// Those of a table of which each row has a key of its own, whose number is the row's then; nothing where a key is
    /// there twice, or missing.
    fn of_own(keys: &'a DealKeys<'a>) -> Option<Self> {
        let mut numbers = Numbers::within(keys);
        for row in 0..keys.rows() {
            if numbers.number(row)? as usize != row {
                return None;
            }
        }
        Some(numbers)
    }

    /// How many keys have come up.
    pub(super) fn len(&self) -> usize {
        self.firsts.len()
    }

    /// The number of a row's key; nothing where it has none.
    pub(super) fn number(&mut self, row: usize) -> Option<u32> {
        let key = self.keys.key(row)?;
        let next = (u32::try_from(self.firsts.len()).ok()?, u32::try_from(row).ok()?);
        let (keys, firsts) = (self.keys, &self.firsts);
        let of = |number: &u32| firsts.get(*number as usize).and_then(|first| keys.key(*first as usize));
        let entry = self.numbers.entry(
            Hashing.hash_one(&key),
            |number| of(number).as_ref() == Some(&key),
            |number| of(number).map(|key| Hashing.hash_one(&key)).unwrap_or_default(),
        );
        let (number, is_new) = match entry {
            Entry::Occupied(known) => (*known.get(), false),
            Entry::Vacant(free) => (*free.insert(next.0).get(), true),
        };
        if is_new {
            self.firsts.push(next.1);
        }
        Some(number)
    }

    /// The number of a key that has come up.
    pub(super) fn number_of(&self, key: &DealKey<'_>) -> Option<u32> {
        let is_it = |number: &u32| {
            let first = self.firsts.get(*number as usize).map(|first| *first as usize);
            first.and_then(|first| self.keys.key(first)).as_ref() == Some(key)
        };
        self.numbers.find(Hashing.hash_one(key), is_it).copied()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Int8Array, Int64Array, LargeStringArray, StringArray, UInt64Array};
    use proptest::prelude::*;

    use super::*;

    fn column(array: &ArrayRef) -> KeyColumn<'_> {
        KeyColumn::of(Some(array.as_ref()), array.len())
    }

    #[test]
    fn met_05_a_deal_has_one_number_in_columns_of_any_type() {
        let texts: ArrayRef = Arc::new(StringArray::from(vec![Some(" 7 "), Some("Zo\u{eb}"), None, Some("07")]));
        let wholes: ArrayRef = Arc::new(Int64Array::from(vec![7, -3]));
        let small: ArrayRef = Arc::new(Int8Array::from(vec![Some(-3), None]));
        let decomposed: ArrayRef = Arc::new(LargeStringArray::from(vec!["Zoe\u{308}", "-3", "+7", "-0"]));
        let great: ArrayRef = Arc::new(UInt64Array::from(vec![u64::MAX]));
        let all = [&texts, &wholes, &small, &decomposed, &great].map(column);
        let keys = DealKeys::of(all.into_iter());
        let mut numbers = Numbers::within(&keys);
        let found: Vec<Option<u32>> = (0..keys.rows()).map(|row| numbers.number(row)).collect();
        let expected = [
            Some(0),
            Some(1),
            None,
            Some(2),
            Some(0),
            Some(3),
            Some(3),
            None,
            Some(1),
            Some(3),
            Some(4),
            Some(5),
            Some(6),
        ];
        assert_eq!(found, expected);
        assert_eq!(numbers.number_of(&DealKey::of("18446744073709551615")), Some(6));
        assert_eq!(numbers.number_of(&DealKey::of("7.0")), None);
    }

    #[test]
    fn met_05_deals_are_apart_where_no_key_is_there_twice() {
        let apart = |arrays: &[ArrayRef]| OwnKeys::of(&DealKeys::of(arrays.iter().map(column))).is_some();
        let wholes = |wholes: &[i64]| -> ArrayRef { Arc::new(Int64Array::from(wholes.to_vec())) };
        let texts = |texts: &[&str]| -> ArrayRef { Arc::new(StringArray::from(texts.to_vec())) };
        assert!(apart(&[wholes(&[1, 2]), wholes(&[5])]) && apart(&[wholes(&[5, 2]), wholes(&[1])]));
        assert!(!apart(&[wholes(&[1, 2]), wholes(&[2])]) && !apart(&[wholes(&[5, 2, 5])]));
        assert!(apart(&[texts(&["a", "b"])]) && !apart(&[texts(&["a", "b"]), texts(&[" a"])]));
        // Both are kept composed, and so are one key.
        assert!(!apart(&[texts(&["\u{eb}", "e\u{308}"])]));
    }

    proptest! {
        #[test]
        fn met_05_a_rising_key_is_found_where_it_stands_and_no_other_is(
            steps in prop::collection::vec(prop_oneof![3 => Just(1_u64), 2 => 1..5_u64, 1 => 1..u64::MAX / 40], 0..40),
            least in prop_oneof![Just(i64::MIN), any::<i64>()],
            others in prop::collection::vec(any::<i64>(), 4),
        ) {
            let next = |before: &mut i64, step: &u64| {
                *before = before.checked_add_unsigned(*step)?;
                Some(*before)
            };
            let rising: Vec<i64> = std::iter::once(least).chain(steps.iter().scan(least, next)).collect();
            let beside = rising.iter().flat_map(|key| [key.checked_sub(1), Some(*key), key.checked_add(1)]).flatten();
            for key in beside.chain(others) {
                prop_assert_eq!(place_of(key, &rising), rising.iter().position(|one| *one == key), "{} of {:?}", key, rising);
            }
        }
    }

    #[test]
    fn met_05_a_deal_is_found_by_its_key_whether_keys_rise_or_not() {
        let columns = |parts: &[&[i64]]| -> Vec<ArrayRef> {
            parts.iter().map(|part| -> ArrayRef { Arc::new(Int64Array::from(part.to_vec())) }).collect()
        };
        for parts in [[&[-4_i64, 0][..], &[], &[7, 9]], [&[9, 0], &[], &[7, -4]]] {
            let columns = columns(&parts);
            let keys = DealKeys::of(columns.iter().map(column));
            let own = OwnKeys::of(&keys).unwrap();
            let rows: Vec<i64> = parts.concat();
            for whole in -5..11 {
                let row = rows.iter().position(|own| *own == whole).map(|row| u32::try_from(row).unwrap());
                assert_eq!(own.row_of(&DealKey::Whole(whole)), row, "{whole} among {rows:?}");
            }
            assert_eq!(own.row_of(&DealKey::of("seven")), None);
        }
    }
}
