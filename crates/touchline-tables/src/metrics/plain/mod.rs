//! Batches that are kept as they lie and counted there: no record is made of their rows.
//!
//! A table stays so for as long as all of it is plain, and nothing of other tables belongs into its rows; else it is read
//! into records, as any other is.
//!
//! Rules: BAT-03, MET-05.

mod check;
mod fields;
mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher as _;

use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};
use touchline_kernel::look_up::{Hashing, Seen};
use touchline_kernel::money::Currency;
use touchline_kernel::text::{Key, normalise};

use self::fields::Fields;
pub(super) use self::rows::Shown;
use super::fields::FactTable;
use super::options::MetricsOptions;
use crate::keys::{Keys, write};

/// The tables whose rows can be counted where they lie.
const COUNTED: [FactTable; 5] =
    [FactTable::Calls, FactTable::Contracts, FactTable::Deals, FactTable::Emails, FactTable::Meetings];

/// What was kept so far.
#[derive(Debug, Default)]
pub(super) struct Plain {
    owners: Keys,
    tables: Tables,
}

/// The batches of each table.
type Tables = BTreeMap<FactTable, Vec<Part>>;

/// A batch as it came.
#[derive(Clone, Debug)]
struct Part {
    batch: RecordBatch,
    /// The number of its first row in the whole table.
    first: u64,
    /// The place of each field's column.
    places: Vec<(&'static str, Option<usize>)>,
    /// The number of each row's owner; of none where there is no column.
    owners: Vec<u32>,
    /// The part that each row is in; of none where there is one part.
    parts: Vec<u32>,
    /// What its amounts are in.
    currencies: BTreeSet<Currency>,
}

impl Plain {
    /// Keeps a batch, where it is plain and looks like those that came before.
    pub(super) fn keep(
        &mut self,
        table: FactTable,
        (batch, first): (&RecordBatch, u64),
        (places, parts): (Vec<(&'static str, Option<usize>)>, impl FnOnce() -> Vec<u32>),
        options: &MetricsOptions,
    ) -> bool {
        let fields = Fields { batch, options, places: &places };
        let before = self.tables.get(&table).and_then(|parts| parts.first());
        let is_like_before = before.map_or(first == 0, |before| before.batch.schema_ref() == batch.schema_ref());
        if !COUNTED.contains(&table) || !is_like_before || !check::is_plain(table, fields) {
            return false;
        }
        let owners = fields.column("owner").map(|array| self.owners.numbers(array)).unwrap_or_default();
        let currencies = currencies(fields);
        let part = Part { batch: batch.clone(), first, places, owners, parts: parts(), currencies };
        self.tables.entry(table).or_default().push(part);
        true
    }

    /// The batches of a table, which are kept no more, and where each begins.
    pub(super) fn taken(&mut self, table: FactTable) -> Vec<(RecordBatch, u64)> {
        let parts = self.tables.remove(&table).unwrap_or_default();
        parts.into_iter().map(|part| (part.batch, part.first)).collect()
    }

    /// The tables of which something is kept.
    pub(super) fn tables(&self) -> Vec<FactTable> {
        self.tables.keys().copied().collect()
    }

    /// Whether anything stands in a field of a table.
    pub(super) fn holds(&self, table: FactTable, field: &str) -> bool {
        let arrays = self.tables.get(&table).into_iter().flatten().filter_map(|part| {
            let place = part.places.iter().find(|(name, _)| *name == field).and_then(|(_, place)| *place)?;
            part.batch.columns().get(place)
        });
        arrays.into_iter().any(|array| array.logical_null_count() < array.len())
    }

    /// What amounts are in.
    pub(super) fn currencies(&self) -> BTreeSet<Currency> {
        self.tables.values().flatten().flat_map(|part| &part.currencies).copied().collect()
    }

    /// Whether no deal is there twice.
    pub(super) fn are_deals_apart(&self) -> bool {
        let parts = self.tables.get(&FactTable::Deals).map(Vec::as_slice).unwrap_or_default();
        let keys = parts.iter().filter_map(|part| {
            let place = part.places.iter().find(|(name, _)| *name == "deal").and_then(|(_, place)| *place)?;
            part.batch.columns().get(place).map(|array| array.as_ref())
        });
        are_apart(&keys.collect::<Vec<_>>())
    }

    /// Of each table the rows of one of so many shares, none of which is longer than others by more than a row.
    fn share(&self, share: usize, of: usize) -> Tables {
        let cut = |parts: &[Part]| {
            let rows: usize = parts.iter().map(|part| part.batch.num_rows()).sum();
            let place = |share: usize| share * (rows / of) + share.min(rows % of);
            let mut first = 0;
            let within = parts.iter().map(|part| {
                let (begin, end) = (first, first + part.batch.num_rows());
                first = end;
                part.slice(place(share).clamp(begin, end) - begin..place(share + 1).clamp(begin, end) - begin)
            });
            within.collect()
        };
        self.tables.iter().map(|(table, parts)| (*table, cut(parts))).collect()
    }

    /// Whom rows are of, by number; what is null is nobody.
    fn owners(&self) -> Vec<Key> {
        self.owners.values().filter_map(|value| value.written().map(|text| Key::new(&text))).collect()
    }
}

/// Whether no key stands twice in these columns. Mostly they are in order, where to look at each and the next is enough.
fn are_apart(columns: &[&dyn Array]) -> bool {
    let wholes: Option<Vec<&[i64]>> =
        columns.iter().map(|array| Some(&**array.as_primitive_opt::<Int64Type>()?.values())).collect();
    if let Some(wholes) = wholes {
        let mut before = None;
        let rises = |whole: &i64| before.replace(*whole).is_none_or(|before| before < *whole);
        if wholes.iter().copied().flatten().all(rises) {
            return true;
        }
        let mut seen = Seen::with_capacity_and_hasher(wholes.iter().map(|part| part.len()).sum(), Default::default());
        return wholes.into_iter().flatten().all(|whole| seen.insert(*whole));
    }
    are_texts_apart(columns)
}

/// The same of texts, of which numbers are kept and not they themselves: those of which two have one are looked at again.
fn are_texts_apart(columns: &[&dyn Array]) -> bool {
    if columns.iter().any(|array| array.as_any_dictionary_opt().is_some()) {
        return false;
    }
    let seeds = Hashing;
    let (mut written, mut numbers) = (String::new(), Vec::with_capacity(columns.iter().map(|array| array.len()).sum()));
    for_each_key(columns, &mut written, |key| numbers.push(seeds.hash_one(key)));
    numbers.sort_unstable();
    let twice: Seen<u64> = numbers.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    if twice.is_empty() {
        return true;
    }
    let (mut seen, mut apart) = (Seen::<String>::default(), true);
    for_each_key(columns, &mut written, |key| {
        apart = apart && (!twice.contains(&seeds.hash_one(key)) || seen.insert(key.to_owned()));
    });
    apart
}

/// Each key as a record would have it.
fn for_each_key(columns: &[&dyn Array], written: &mut String, mut each: impl FnMut(&str)) {
    for array in columns {
        for row in 0..array.len() {
            written.clear();
            write(*array, row, written);
            each(&normalise(written));
        }
    }
}

/// What the amounts of a batch are in.
fn currencies(fields: Fields<'_>) -> BTreeSet<Currency> {
    let mut found = BTreeSet::new();
    for (amount, currency) in [("list_price_amount", "list_price_currency"), ("value_amount", "value_currency")] {
        if fields.column(amount).is_none_or(|amounts| amounts.null_count() == amounts.len()) {
            continue;
        }
        let column = fields.column(currency);
        if column.is_none_or(|column| column.logical_null_count() > 0) {
            found.extend(fields.options.currency);
        }
        let mut keys = Keys::default();
        column.into_iter().for_each(|column| drop(keys.numbers(column)));
        found.extend(keys.values().filter_map(|value| value.written()?.parse::<Currency>().ok()));
    }
    found
}
