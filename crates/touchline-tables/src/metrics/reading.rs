//! The columns of one batch of a table of facts, field by field, with the checks that a document of records passes.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_buffer::ArrowNativeType;
use arrow_schema::{DataType, Schema};
use touchline_kernel::money::{Currency, Money};
use touchline_kernel::rejection::{Hint, Reason};
use touchline_kernel::text::{self, Key};
use touchline_kernel::time::{Instant, LocalDate};

use super::fields::{FactTable, Holds};
use super::options::{MetricsOptions, Unit};
use super::parts;
use super::tidy::{self, column};
use crate::binding::{find, refuse_extra};
use crate::column::{Column, holds_numbers};
use crate::fault::Faults;
use crate::keys::{self, Keys, Kind};
use crate::kinds::What;
use crate::moment::{Found, Moments};
use crate::options::NotFinite;

/// What stands in the rows of a field, taken one after the other.
pub(super) struct Cells<T>(Option<std::vec::IntoIter<Option<T>>>);

impl<T> Cells<T> {
    /// Nothing, in as many rows as there may be.
    const NOTHING: Self = Cells(None);

    pub(super) fn of(cells: Vec<Option<T>>) -> Self {
        Cells(Some(cells.into_iter()))
    }

    pub(super) fn next(&mut self) -> Option<T> {
        self.0.as_mut()?.next().flatten()
    }

    /// What stands in each row; nothing at all where there is no column.
    pub(super) fn all(&self) -> impl Iterator<Item = Option<T>>
    where
        T: Copy,
    {
        self.0.as_ref().into_iter().flat_map(|cells| cells.as_slice().iter().copied())
    }

    fn map<U>(self, each: impl Fn(T) -> U) -> Cells<U> {
        Cells(self.0.map(|cells| cells.map(|cell| cell.map(&each)).collect::<Vec<_>>().into_iter()))
    }
}

/// A batch of a table, whose fields are read one after another.
pub(super) struct Reading<'a> {
    table: FactTable,
    batch: &'a RecordBatch,
    options: &'a MetricsOptions,
    /// The place of each field's column, in the order of the fields.
    places: Vec<Option<usize>>,
    /// The number of the first row in the whole table.
    first: u64,
    pub(super) faults: Faults,
}

impl<'a> Reading<'a> {
    pub(super) fn of(table: FactTable, batch: &'a RecordBatch, options: &'a MetricsOptions, first: u64) -> Self {
        Reading::behind(Faults::of_table(table.name()), table, batch, options, first)
    }

    /// The same behind others of the table, with what was wrong with these.
    pub(super) fn behind(
        mut faults: Faults,
        table: FactTable,
        batch: &'a RecordBatch,
        options: &'a MetricsOptions,
        first: u64,
    ) -> Self {
        let places = bound(table, batch.schema_ref(), options, &mut faults);
        if options.skips() {
            faults.leave_out();
        }
        Reading { table, batch, options, places, first, faults }
    }

    pub(super) fn rows(&self) -> usize {
        self.batch.num_rows()
    }

    /// Each field with the place of its column.
    pub(super) fn places(&self) -> Vec<(&'static str, Option<usize>)> {
        self.table.fields().iter().map(|(name, ..)| *name).zip(self.places.iter().copied()).collect()
    }

    /// The number of each row in the whole table.
    pub(super) fn numbers_of_rows(&self) -> Range<u64> {
        self.first..self.first.saturating_add(self.rows() as u64)
    }

    /// The column of a field, and its name.
    fn of_field(&self, field: &'static str) -> (Option<&'a dyn Array>, &'a str) {
        let place = self.table.fields().iter().position(|(name, ..)| *name == field);
        let place = place.and_then(|place| self.places.get(place).copied().flatten());
        let batch: &'a RecordBatch = self.batch;
        (place.map(|place| batch.column(place).as_ref()), column(self.table, field, self.options))
    }

    /// The column of the currencies in which a field's amounts are, where it is one of amounts.
    fn currency_of(&self, field: &'static str) -> Option<&'a dyn Array> {
        let amount = field.strip_suffix("_amount")?;
        let mut fields = self.table.fields().iter().map(|(name, ..)| *name);
        self.of_field(fields.find(|name| name.strip_suffix("_currency") == Some(amount))?).0
    }

    fn needs(&self, field: &'static str) -> bool {
        self.table.fields().iter().any(|(name, _, needed)| *name == field && *needed)
    }

    /// What stands in each row of a field. A column whose type was refused is passed over.
    fn each<T>(
        &mut self,
        field: &'static str,
        mut read: impl FnMut(&'a dyn Array, usize, &str, u64, &mut Faults) -> Option<T>,
    ) -> Cells<T> {
        let (array, name) = self.of_field(field);
        let needed = self.needs(field);
        let Some(array) = array.filter(|_| !self.faults.has(name)) else {
            return Cells::NOTHING;
        };
        // Of a dictionary a row is null too where its key leads to nothing.
        let nulls = array.logical_nulls();
        let mut found = Vec::with_capacity(array.len());
        for (row, number) in (0..array.len()).zip(self.first..) {
            if nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
                if needed {
                    self.faults.null(name, number);
                }
                found.push(None);
                continue;
            }
            found.push(read(array, row, name, number, &mut self.faults));
        }
        Cells::of(found)
    }

    pub(super) fn texts(&mut self, field: &'static str) -> Cells<String> {
        self.read(field, |text| Ok(text.to_owned()))
    }

    pub(super) fn keys(&mut self, field: &'static str) -> Cells<Key> {
        self.read(field, keys::key)
    }

    /// The same, of a field in which nearly each row has a key of its own.
    pub(super) fn own_keys(&mut self, field: &'static str) -> Cells<Key> {
        if matches!(self.of_field(field).0.map(Array::data_type), Some(DataType::Dictionary(..))) {
            return self.keys(field);
        }
        let (mut written, skips) = (String::new(), self.options.skips());
        self.each(field, |array, row, name, number, faults| {
            written.clear();
            keys::write(array, row, &mut written);
            // No record is made where anything is wrong, unless rows are left out.
            let is_of_use = skips || faults.is_empty();
            match text::check_key(&written) {
                Ok(()) => is_of_use.then(|| Key::new(&written)),
                Err(reason) => {
                    faults.cell(name, number, reason);
                    None
                }
            }
        })
    }

    /// What a text of a field stands for, or a whole number as people write it. Each is read once, however many rows
    /// have it.
    pub(super) fn read<T: Clone>(&mut self, field: &'static str, read: impl Fn(&str) -> Result<T, Reason>) -> Cells<T> {
        let mut keys = Keys::default();
        let numbers = self.of_field(field).0.map(|array| keys.numbers(array)).unwrap_or_default();
        let values: Vec<_> = keys.values().map(|value| value.written().map(|text| read(&text))).collect();
        self.each(field, |_, row, name, number, faults| {
            let value = values.get(numbers.get(row)?.as_usize())?.as_ref()?;
            value.as_ref().map_err(|reason| faults.cell(name, number, reason.clone())).ok().cloned()
        })
    }

    /// The same of texts of which few are known, and no reason is made of those that are not and that nobody is told of.
    pub(super) fn known<T: Copy>(
        &mut self,
        field: &'static str,
        known: impl Fn(&str) -> Option<T>,
        why: impl Fn(&str) -> Reason,
    ) -> Cells<T> {
        let mut keys = Keys::default();
        let numbers = self.of_field(field).0.map(|array| keys.numbers(array)).unwrap_or_default();
        let values: Vec<Option<T>> = keys.values().map(|value| known(&value.written()?)).collect();
        self.each(field, |_, row, name, number, faults| {
            let place = *numbers.get(row)?;
            let value = values.get(place.as_usize()).copied().flatten();
            if value.is_none() {
                let text = keys.value(place).written().unwrap_or_default();
                faults.maybe(name, number, What::quoted(&text), || why(&text));
            }
            value
        })
    }

    pub(super) fn flags(&mut self, field: &'static str) -> Cells<bool> {
        if self.of_field(field).0.is_some_and(|array| array.as_boolean_opt().is_none()) {
            return self.known(field, tidy::flag, tidy::no_flag);
        }
        self.each(field, |array, row, _, _, _| Some(array.as_boolean().value(row)))
    }

    pub(super) fn moments(&mut self, field: &'static str) -> Cells<Instant> {
        self.dated(field, Moments::instant)
    }

    pub(super) fn days(&mut self, field: &'static str) -> Cells<LocalDate> {
        self.dated(field, Moments::day)
    }

    fn dated<T>(&mut self, field: &'static str, read: impl Fn(&Moments<'a>, usize) -> Found<'a, T>) -> Cells<T> {
        let (naive, zone) = (self.options.naive, self.options.zone());
        let (mut column, needed) = (None, self.needs(field));
        self.each(field, |array, row, name, number, faults| {
            match read(column.get_or_insert_with(|| Moments::of(array, naive, zone)), row) {
                Found::Some(found) => Some(found),
                Found::Null => {
                    if needed {
                        faults.null(name, number);
                    }
                    None
                }
                Found::Wrong(found) => {
                    faults.no_moment(name, number, found);
                    None
                }
            }
        })
    }

    /// Numbers within the bounds of the field.
    pub(super) fn numbers(&mut self, field: &'static str) -> Cells<f64> {
        let holds = self.table.fields().iter().find(|(name, ..)| *name == field).map(|(_, holds, _)| *holds);
        let (least, most) = match holds {
            Some(Holds::Number(least, most)) => (least, most),
            Some(Holds::Whole(most)) => (0.0, most as f64),
            _ => (f64::MIN, f64::MAX),
        };
        let whole = matches!(holds, Some(Holds::Whole(_)));
        let (is_amount, unit) = (field.ends_with("_amount"), self.options.unit);
        let (missing, needed) = (self.options.not_finite == NotFinite::Missing, self.needs(field));
        let (rows, default, currency) = (self.rows(), self.options.currency, self.currency_of(field));
        let mut digits = None;
        let mut copy = [0.0_f64];
        let mut column = None;
        self.each(field, |array, row, name, number, faults| {
            let column = column.get_or_insert_with(|| Column::of(array));
            column.copy(row, 1, &mut copy);
            let value = copy[0];
            if let Some(found) = column.unfit(row) {
                match (missing, needed) {
                    (false, _) => faults.not_finite(name, number, Some(found)),
                    (true, true) => faults.null(name, number),
                    (true, false) => (),
                }
                return None;
            }
            if whole && value.fract() != 0.0 {
                faults.not_whole(name, number, value, is_amount.then(|| of_amounts(unit)));
                return None;
            }
            if value < 0.0 && is_amount && unit == Unit::Major {
                // It is told as it was given.
                let digits = digits.get_or_insert_with(|| tidy::digits(rows, currency, default));
                let one = digits.get(row).map_or(1.0, |digits| f64::from(10_u32.saturating_pow(*digits)));
                faults.out_of_range(name, number, value / one, least, most / one);
                return None;
            }
            if !(least..=most).contains(&value) {
                let hint = (is_amount && unit == Unit::Major).then(|| of_amounts(unit));
                faults.out_of_range_hinting(name, number, (value, least, most), hint);
                return None;
            }
            Some(value)
        })
    }

    /// Whole numbers, which all are exact as doubles.
    pub(super) fn wholes(&mut self, field: &'static str) -> Cells<u64> {
        self.numbers(field).map(|number| number as u64)
    }

    /// A row has one field and lacks another that goes with it.
    pub(super) fn lacks(&mut self, field: &'static str, row: u64, hint: Option<Hint>) {
        let (_, name) = self.of_field(field);
        if !self.faults.has_cell(name, row) {
            self.faults.null_hinting(name, row, hint);
        }
    }

    /// Something is wrong in a row of a field.
    pub(super) fn is_wrong(&mut self, field: &'static str, row: u64, reason: impl Into<Reason>) {
        let (_, name) = self.of_field(field);
        self.faults.cell(name, row, reason.into());
    }

    /// Amounts with their currency: that beside them, else the one that the options name.
    pub(super) fn money(&mut self, amount: &'static str, currency: &'static str) -> Cells<Money> {
        let mut amounts = self.wholes(amount);
        let mut currencies =
            self.read(currency, |text| text.parse::<Currency>().map_err(|no| no.hinting(Hint::ValuesMayStandFor)));
        if amounts.0.is_none() {
            return Cells::NOTHING;
        }
        let default = self.options.currency;
        let mut money = Vec::with_capacity(self.rows());
        for row in self.numbers_of_rows() {
            let (amount, code) = (amounts.next(), currencies.next().or(default));
            if amount.is_some() && code.is_none() {
                self.lacks(currency, row, Some(Hint::CurrencyOfAmounts));
            }
            let whole = amount.and_then(|amount| i64::try_from(amount).ok());
            money.push(whole.zip(code).map(|(amount, currency)| Money { amount, currency }));
        }
        Cells::of(money)
    }
}

/// What is said of an amount that cannot be one.
fn of_amounts(unit: Unit) -> Hint {
    match unit {
        Unit::Minor => Hint::UnitOfAmounts,
        Unit::Major => Hint::ReadAsMinorUnits,
    }
}

/// Where each field of a table is, in the order of its fields.
fn bound(table: FactTable, schema: &Schema, options: &MetricsOptions, faults: &mut Faults) -> Vec<Option<usize>> {
    let names: Vec<&str> = table.fields().iter().map(|(field, ..)| column(table, field, options)).collect();
    let mut places = Vec::with_capacity(names.len());
    for ((field, holds, needed), name) in table.fields().iter().zip(&names) {
        let place = find(schema, name, faults);
        match place.and_then(|place| schema.fields().get(place)) {
            Some(found) => {
                let is_named = tidy::values(table, field, options).is_some();
                check_type(name, (*holds, is_named), found.data_type(), options, faults);
            }
            None if *needed => faults.no_column(field, name, Hint::ColumnMissing),
            None => (),
        }
        places.push(place);
    }
    let further = parts::columns(table, options);
    parts::check(&further, schema, faults);
    refuse_extra(schema, (&names, &further), options.extra, faults);
    places
}

fn check_type(
    name: &str,
    (holds, is_named): (Holds, bool),
    kind: &DataType,
    options: &MetricsOptions,
    faults: &mut Faults,
) {
    let keys = || matches!(Kind::of(kind), Some(Kind::Text | Kind::Whole | Kind::Unsigned | Kind::Decimal));
    match holds {
        Holds::Moment | Holds::Day => faults.moments(name, kind, options.naive),
        Holds::Key if !keys() => faults.not_keys(name, "a column of texts or whole numbers", kind),
        Holds::Text if Kind::of(kind) != Some(Kind::Text) => faults.not_of(name, "a column of texts", kind),
        Holds::Flag if !(matches!(kind, DataType::Boolean | DataType::Null) || is_named && keys()) => {
            faults.not_flags(name, kind, keys().then_some(Hint::ValuesMayStandFor));
        }
        Holds::Whole(_) | Holds::Number(..) if !holds_numbers(kind) => faults.not_numbers(name, kind),
        _ => (),
    }
}
