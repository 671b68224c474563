//! Whether a batch is plain: each of its cells is what its field holds, as it lies, and nothing has to be made good or told.
//!
//! What is not plain is read into records, which find what is wrong, and tell it.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use touchline_kernel::money::Currency;
use touchline_kernel::text::check_key;

use super::fields::{Fields, Moment};
use crate::keys::{Keys, write};
use crate::metrics::fields::{FactTable, Field, Holds};
use crate::metrics::records::outcome;
use crate::threads;

/// Rows of which keys are looked at before the next ones.
const AT_ONCE: usize = 1 << 13;

/// Whether each row could be a record. Threads look at some of the fields each.
pub(super) fn is_plain(table: FactTable, fields: Fields<'_>) -> bool {
    let all = table.fields();
    let some = all.chunks(all.len().div_ceil(threads::within(fields.options.threads, all.len())).max(1));
    let are_plain = |some: &[Field]| some.iter().all(|field| is_field_plain(fields, *field));
    threads::each(some.collect(), are_plain).into_iter().all(|plain| plain)
        && (table != FactTable::Deals || are_amounts_told(fields) && are_ends_whole(fields))
}

fn is_field_plain(fields: Fields<'_>, (name, holds, needed): Field) -> bool {
    let Some(array) = fields.column(name) else { return !needed };
    if needed && array.logical_null_count() > 0 {
        return false;
    }
    match holds {
        Holds::Moment => fields.moment(name).is_none_or(|moments| is_in_range(&moments, array)),
        Holds::Key if name == "deal" => are_own_keys(array),
        Holds::Key => are_keys(name, array),
        Holds::Flag => array.as_boolean_opt().is_some(),
        Holds::Whole(most) => are_wholes(array, most),
        Holds::Number(least, most) => {
            let mut plain = true;
            let column = crate::column::Column::of(array);
            column.each(array.len(), |_, number| plain &= (least..=most).contains(&number));
            plain
        }
        Holds::Text | Holds::Day => false,
    }
}

fn is_in_range(moments: &Moment<'_>, array: &dyn Array) -> bool {
    let nulls = array.logical_nulls();
    let is_null = |row| nulls.as_ref().is_some_and(|nulls| nulls.is_null(row));
    moments.are_all_known() || (0..array.len()).all(|row| is_null(row) || moments.get(row).is_some())
}

fn are_wholes(array: &dyn Array, most: i64) -> bool {
    if let Some(wholes) = array.as_primitive_opt::<Int64Type>() {
        return wholes.iter().flatten().all(|whole| (0..=most).contains(&whole));
    }
    let mut plain = true;
    let column = crate::column::Column::of(array);
    column.each(array.len(), |_, number| plain &= number.fract() == 0.0 && (0.0..=most as f64).contains(&number));
    plain
}

/// Texts that stand for something; each is read once, however many rows have it.
fn are_keys(name: &str, array: &dyn Array) -> bool {
    let array = array.as_any_dictionary_opt().map_or(array, |dictionary| dictionary.values().as_ref());
    let mut keys = Keys::default();
    // Where one is wrong, the rest need not be looked at.
    (0..array.len()).step_by(AT_ONCE).all(|first| {
        let known = keys.len();
        keys.numbers(array.slice(first, AT_ONCE.min(array.len() - first)).as_ref());
        keys.values().skip(known).filter_map(|value| value.written().map(|text| is_read(name, &text))).all(|read| read)
    })
}

fn is_read(name: &str, text: &str) -> bool {
    match name {
        "closed_outcome" => outcome(text).is_some(),
        "list_price_currency" | "value_currency" => text.parse::<Currency>().is_ok(),
        _ => check_key(text).is_ok(),
    }
}

/// Keys of which nearly each row has one of its own. A whole number is one as it is written.
fn are_own_keys(array: &dyn Array) -> bool {
    if array.data_type().is_integer() {
        return true;
    }
    if array.as_any_dictionary_opt().is_some() {
        return are_keys("deal", array);
    }
    let mut written = String::new();
    (0..array.len()).filter(|row| array.is_valid(*row)).all(|row| {
        written.clear();
        write(array, row, &mut written);
        check_key(&written).is_ok()
    })
}

/// Whether all amounts have a currency: the one by default, or one beside each of them.
fn are_amounts_told(fields: Fields<'_>) -> bool {
    [("list_price_amount", "list_price_currency"), ("value_amount", "value_currency")].iter().all(
        |(amount, currency)| {
            let Some(amounts) = fields.column(amount) else { return true };
            let currencies = fields.column(currency);
            let nulls = currencies.and_then(|currencies| currencies.logical_nulls());
            let is_there = |row| currencies.is_some() && nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
            fields.options.currency.is_some() || (0..amounts.len()).all(|row| amounts.is_null(row) || is_there(row))
        },
    )
}

/// Whether deals that are closed have both a moment and an outcome, and were not closed before they began.
fn are_ends_whole(fields: Fields<'_>) -> bool {
    let rows = fields.batch.num_rows();
    let (at, outcome) = (fields.column("closed_at"), fields.column("closed_outcome"));
    let missing = |array: &dyn Array| array.logical_nulls().filter(|nulls| nulls.null_count() > 0);
    match (at, outcome) {
        (Some(at), Some(outcome)) if missing(at) != missing(outcome) => return false,
        (None, Some(array)) | (Some(array), None) if array.logical_null_count() < rows => return false,
        _ => (),
    }
    let Some(closed) = fields.moment("closed_at") else { return true };
    let begun = ["opened_at", "first_offer_at"].into_iter().filter_map(|field| fields.moment(field));
    begun.into_iter().all(|begun| begun.is_never_after(&closed, rows))
}
