//! What a host says of columns that are not as a field has them: what texts stand for, and in which unit amounts are. A batch
//! is made good before anything else sees it, so that each rule on what a field holds stands once.
//!
//! Rules: BAT-02, BAT-03.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int32Type};
use arrow_array::{Array, ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int32Array, RecordBatch, StringArray};
use arrow_buffer::ArrowNativeType as _;
use arrow_schema::{ArrowError, DataType, Field, Schema};
use touchline_kernel::money::Currency;
use touchline_kernel::rejection::{Hint, Reason};

use super::fields::{FactTable, Holds};
use super::options::{MetricsOptions, Unit};
use crate::column::{Column, holds_numbers};
use crate::fault::{Faults, unknown};
use crate::keys::{Keys, Kind};

/// The name of a field's column.
pub(super) fn column<'a>(table: FactTable, field: &'a str, options: &'a MetricsOptions) -> &'a str {
    options.columns.get(table.name()).and_then(|columns| columns.get(field)).map_or(field, String::as_str)
}

/// What texts stand for.
type Values = BTreeMap<String, Option<String>>;

/// How far a double may lie from a whole number of minor units and be it all the same: what a decimal loses when it becomes a
/// double, and in the product.
const LOST: f64 = 8.0 * f64::EPSILON;

/// The same of a column whose numbers were of 32 bits.
const LOST_BY_SINGLE: f64 = 2.0 * f32::EPSILON as f64;

/// What is said of the texts of a field.
pub(super) fn values<'a>(table: FactTable, field: &str, options: &'a MetricsOptions) -> Option<&'a Values> {
    options.values.get(table.name())?.get(field)
}

/// What a text says that should be true or false.
pub(super) fn flag(text: &str) -> Option<bool> {
    text.parse().ok()
}

/// Why a text says neither.
pub(super) fn no_flag(text: &str) -> Reason {
    unknown(text, vec!["true", "false"]).hinting(Hint::ValuesMayStandFor)
}

/// Tables and fields that there are not, and fields that hold no texts.
pub(super) fn check(options: &MetricsOptions, faults: &mut Faults) {
    for (name, fields) in &options.values {
        let Some(table) = FactTable::named(name) else {
            faults.none_among("values", name, FactTable::names());
            continue;
        };
        let holds_texts = |holds: &Holds| matches!(holds, Holds::Key | Holds::Text | Holds::Flag);
        let known =
            table.fields().iter().filter(|(_, holds, _)| holds_texts(holds)).map(|(field, ..)| (*field).to_owned());
        let known: Vec<String> = known.collect();
        for field in fields.keys().filter(|field| !known.contains(field)) {
            faults.none_within("values", name, field, known.clone());
        }
    }
}

/// The batch with its columns as fields have them; as it came where nothing is said of it.
pub(super) fn tidied<'a>(
    table: FactTable,
    batch: &'a RecordBatch,
    options: &MetricsOptions,
) -> Result<Cow<'a, RecordBatch>, ArrowError> {
    let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
    let place = |field: &str| batch.schema_ref().index_of(column(table, field, options)).ok();
    let mut is_changed = false;
    for (field, holds, _) in table.fields() {
        let Some(array) = place(field).and_then(|place| columns.get_mut(place)) else { continue };
        let named = values(table, field, options).filter(|_| holds_keys(array.data_type()));
        if let Some(named) = named {
            *array = of_texts(array, *holds, named)?;
            is_changed = true;
        }
    }
    for (amount, currency) in amounts(table).filter(|_| options.unit == Unit::Major) {
        let currency = place(&currency).and_then(|place| columns.get(place)).map(Arc::clone);
        let Some(array) = place(amount).and_then(|place| columns.get_mut(place)) else { continue };
        if holds_numbers(array.data_type()) || array.as_primitive_opt::<Decimal128Type>().is_some() {
            *array = in_minor_units(array, &digits(array.len(), currency.as_deref(), options.currency));
            is_changed = true;
        }
    }
    if !is_changed {
        return Ok(Cow::Borrowed(batch));
    }
    let fields = batch.schema_ref().fields().iter().zip(&columns);
    let fields: Vec<Field> =
        fields.map(|(field, array)| Field::new(field.name(), array.data_type().clone(), true)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).map(Cow::Owned)
}

fn holds_keys(kind: &DataType) -> bool {
    *kind != DataType::Null && matches!(Kind::of(kind), Some(Kind::Text | Kind::Whole | Kind::Unsigned | Kind::Decimal))
}

/// A column of texts by what they stand for; of a field that is true or false a column of that, where each of them is.
fn of_texts(array: &dyn Array, holds: Holds, named: &Values) -> Result<ArrayRef, ArrowError> {
    let mut keys = Keys::default();
    let numbers = keys.numbers(array);
    let meant: Vec<Option<String>> = keys
        .values()
        .map(|value| {
            value.written().and_then(|text| named.get(&*text).cloned().unwrap_or_else(|| Some(text.into_owned())))
        })
        .collect();
    let nulls = array.logical_nulls();
    let rows = numbers.iter().enumerate().map(|(row, number)| {
        let is_null = nulls.as_ref().is_some_and(|nulls| nulls.is_null(row));
        (!is_null).then_some(number.as_usize()).filter(|number| meant.get(*number).is_some_and(Option::is_some))
    });
    let flags: Option<Vec<Option<bool>>> =
        meant.iter().map(|text| text.as_deref().map(flag).map_or(Some(None), |said| said.map(Some))).collect();
    if let Some(flags) = flags.filter(|_| holds == Holds::Flag) {
        let said = rows.map(|number| number.and_then(|number| flags.get(number).copied().flatten()));
        return Ok(Arc::new(said.collect::<BooleanArray>()));
    }
    let places: Int32Array = rows.map(|number| number.and_then(|number| i32::try_from(number).ok())).collect();
    let texts: StringArray = meant.iter().map(|text| Some(text.as_deref().unwrap_or_default())).collect();
    Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(places, Arc::new(texts))?))
}

/// The fields of a table that are amounts, each with that of its currency.
fn amounts(table: FactTable) -> impl Iterator<Item = (&'static str, String)> {
    let amounts = table.fields().iter().filter_map(|(field, ..)| Some((*field, field.strip_suffix("_amount")?)));
    amounts.map(|(field, name)| (field, format!("{name}_currency")))
}

/// How many digits the minor unit of each row's currency has. Where there is none the row is refused, whatever its amount.
pub(super) fn digits(rows: usize, currency: Option<&dyn Array>, default: Option<Currency>) -> Vec<u32> {
    const USUAL: u32 = 2;
    let usual = default.map_or(USUAL, Currency::digits);
    let Some(array) = currency.filter(|array| holds_keys(array.data_type())) else { return vec![usual; rows] };
    let mut keys = Keys::default();
    let numbers = keys.numbers(array);
    let digits = |text: &str| text.parse::<Currency>().map_or(USUAL, Currency::digits);
    let of: Vec<u32> = keys.values().map(|value| value.written().map_or(usual, |text| digits(&text))).collect();
    numbers.iter().map(|number| of.get(number.as_usize()).copied().unwrap_or(usual)).collect()
}

/// Amounts in whole minor units. Where there is a part of one, it stays, and is refused as one.
fn in_minor_units(array: &dyn Array, digits: &[u32]) -> ArrayRef {
    if let Some(decimals) = array.as_primitive_opt::<Decimal128Type>() {
        let scale = i32::from(decimals.scale());
        let minor = decimals.iter().zip(digits).map(|(decimal, digits)| Some(of_decimal(decimal?, scale, *digits)));
        return Arc::new(minor.collect::<Float64Array>());
    }
    let lost = if *array.data_type() == DataType::Float32 { LOST_BY_SINGLE } else { LOST };
    let mut minor = vec![None; array.len()];
    Column::of(array).each(array.len(), |row, number| {
        if let (Some(minor), Some(digits)) = (minor.get_mut(row), digits.get(row)) {
            *minor = Some(of_double(number, lost, *digits));
        }
    });
    Arc::new(Float64Array::from(minor))
}

fn of_double(number: f64, lost: f64, digits: u32) -> f64 {
    let scaled = number * f64::from(10_u32.saturating_pow(digits));
    let whole = scaled.round();
    if (scaled - whole).abs() <= scaled.abs() * lost { whole } else { scaled }
}

fn of_decimal(decimal: i128, scale: i32, digits: u32) -> f64 {
    let shift = i32::try_from(digits).unwrap_or_default().saturating_sub(scale);
    let power = 10_i128.checked_pow(shift.unsigned_abs());
    match power {
        Some(power) if shift >= 0 => decimal.saturating_mul(power) as f64,
        Some(power) if decimal % power == 0 => (decimal / power) as f64,
        // A part of a minor unit is left: a half tells of it, however small it is.
        Some(power) => (decimal / power) as f64 + 0.5_f64.copysign(decimal as f64),
        None => f64::NAN,
    }
}
