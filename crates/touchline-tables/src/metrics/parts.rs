//! Parts into which facts fall by what stands in further columns, such as of regions: each has figures of its own.
//!
//! Rules: BAT-03, MET-05.

use std::collections::BTreeMap;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Schema};
use touchline_calculators::metric::FactParts;
use touchline_kernel::rejection::{BadInput, Hint};

use super::fields::FactTable;
use super::options::MetricsOptions;
use crate::binding::keys_at;
use crate::fault::Faults;
use crate::keys::Kind;
use crate::told_apart::ToldApart;

/// The parts that have come up.
#[derive(Debug)]
pub(super) struct Parts {
    columns: Vec<String>,
    /// What each column holds, once a table has told it.
    kinds: Vec<Option<Kind>>,
    told_apart: ToldApart,
    /// The part of each record, table by table; nothing where facts are told apart by nothing.
    of_records: BTreeMap<FactTable, Vec<u32>>,
}

/// The columns by which the rows of a table are told apart: those of a table whose rows are counted.
pub(super) fn columns(table: FactTable, options: &MetricsOptions) -> Vec<&str> {
    let is_counted = || options.metrics().iter().any(|metric| metric.entry().facts() == table.name());
    let mut further = options.further().peekable();
    if further.peek().is_none() || !is_counted() { Vec::new() } else { further.collect() }
}

/// Refuses a table that lacks one of these columns, or has it of another type than keys are of.
pub(super) fn check(columns: &[&str], schema: &Schema, faults: &mut Faults) {
    for name in columns {
        match schema.column_with_name(name) {
            None => faults.no_column(name, name, Hint::ColumnNamed),
            Some((place, _)) => drop(keys_at(schema, place, name, faults)),
        }
    }
}

impl Parts {
    pub(super) fn of(options: &MetricsOptions) -> Self {
        let columns: Vec<String> = options.further().map(str::to_owned).collect();
        let told_apart = ToldApart::by(columns.len());
        Parts { kinds: vec![None; columns.len()], columns, told_apart, of_records: BTreeMap::new() }
    }

    /// Whether facts fall into parts.
    pub(super) fn are_told(&self) -> bool {
        !self.columns.is_empty()
    }

    /// How many there are; none where facts are told apart by nothing.
    pub(super) fn count(&self) -> Option<usize> {
        self.are_told().then(|| self.told_apart.len())
    }

    /// The parts in the order of their values; one where facts are told apart by nothing.
    pub(super) fn order(&self) -> Vec<u32> {
        self.told_apart.order()
    }

    /// Refuses a column that holds something else than in a table before.
    pub(super) fn bind(&mut self, table: FactTable, schema: &Schema, options: &MetricsOptions) -> Result<(), BadInput> {
        let mut faults = Faults::of_table(table.name());
        if columns(table, options).is_empty() {
            return Ok(());
        }
        for (name, known) in self.columns.iter().zip(&mut self.kinds) {
            let found = schema.column_with_name(name).and_then(|(_, field)| Kind::of(field.data_type()));
            match (*known, found) {
                (Some(before), Some(now)) if before != now => {
                    faults.changed(name, &format!("{before:?}"), &format!("{now:?}"));
                }
                (None, Some(_)) => *known = found,
                _ => (),
            }
        }
        faults.told()
    }

    /// The part of each row; nothing where rows of a table are told apart by nothing.
    pub(super) fn of_rows(&mut self, table: FactTable, batch: &RecordBatch, options: &MetricsOptions) -> Vec<u32> {
        let columns = columns(table, options);
        let places: Vec<usize> = columns.iter().filter_map(|name| batch.schema_ref().index_of(name).ok()).collect();
        if columns.is_empty() || places.len() < columns.len() {
            return Vec::new();
        }
        self.told_apart.of_rows(batch, places.into_iter())
    }

    /// Adds the parts of the rows of which records were made.
    pub(super) fn add_records(&mut self, table: FactTable, parts: Vec<u32>, stays: impl Fn(usize) -> bool) {
        let parts = parts.into_iter().enumerate().filter(|(row, _)| stays(*row)).map(|(_, part)| part);
        let mut parts = parts.peekable();
        if parts.peek().is_some() {
            self.of_records.entry(table).or_default().extend(parts);
        }
    }

    /// Takes out the parts of records that do not stay.
    pub(super) fn retain(&mut self, table: FactTable, stays: &[bool]) {
        let mut stays = stays.iter();
        if let Some(parts) = self.of_records.get_mut(&table) {
            parts.retain(|_| stays.next().copied().unwrap_or(true));
        }
    }

    /// The part of each record.
    pub(super) fn of_facts(&self) -> FactParts<'_> {
        let of = |table: FactTable| self.of_records.get(&table).map(Vec::as_slice).unwrap_or_default();
        FactParts {
            calls: of(FactTable::Calls),
            contracts: of(FactTable::Contracts),
            deals: of(FactTable::Deals),
            emails: of(FactTable::Emails),
            meetings: of(FactTable::Meetings),
        }
    }

    /// The columns that say which part figures are of.
    pub(super) fn told(&self, parts: &[u32]) -> Result<Vec<(String, ArrayRef)>, ArrowError> {
        let kinds = self.kinds.iter().map(|kind| kind.unwrap_or(Kind::Text));
        self.told_apart.columns(self.columns.iter().map(String::as_str).zip(kinds), parts)
    }
}
