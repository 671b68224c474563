//! Batches that are kept as they lie and counted there: no record is made of their rows.
//!
//! A table stays so for as long as all of it is plain, and so is what belongs to its rows from other tables; else it is read into
//! records, as any other is.
//!
//! Rules: BAT-03, MET-05.

mod beside;
mod check;
mod deal_keys;
mod fields;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use arrow_array::{Array, RecordBatch};
use touchline_kernel::money::Currency;
use touchline_kernel::text::Key;

pub(super) use self::beside::{Following, OfDeals};
use self::fields::Fields;
pub(super) use self::rows::Shown;
use super::fields::FactTable;
use super::options::MetricsOptions;
use crate::keys::Keys;

/// The tables whose rows can be counted where they lie, and those whose rows belong to them.
const KEPT: [FactTable; 8] = [
    FactTable::Calls,
    FactTable::Contracts,
    FactTable::Deals,
    FactTable::Emails,
    FactTable::Handovers,
    FactTable::Meetings,
    FactTable::Proposals,
    FactTable::Stages,
];

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
        if !KEPT.contains(&table) || !is_like_before || !check::is_plain(table, fields) {
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

    /// Whether a table is kept.
    pub(super) fn has(&self, table: FactTable) -> bool {
        self.tables.contains_key(&table)
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
