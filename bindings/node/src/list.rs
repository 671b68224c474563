//! Plain lists: a column is of the kind of all that is in it, or of none.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, new_null_array};
use arrow_schema::DataType;
use napi::JsDate;
use napi::bindgen_prelude::{BigInt, FromNapiValue, Unknown};
use touchline_tables::columns::{of_moments, of_no_kind, of_numbers, of_texts, of_wholes};

use crate::stop::Stop;
use crate::text;

/// What each element is, with nothing where it is null or undefined; and nothing at all where one is something else.
fn all<T: FromNapiValue>(list: Unknown<'_>) -> Option<Vec<Option<T>>> {
    Vec::from_unknown(list).ok()
}

/// What becomes of each element that is there; and nothing at all where of one nothing does.
fn each<T, U, E>(list: &[Option<T>], of: impl Fn(&T) -> Result<Option<U>, E>) -> Result<Option<Vec<Option<U>>>, E> {
    list.iter().map(|one| one.as_ref().map_or(Ok(Some(None)), |one| Ok(of(one)?.map(Some)))).collect()
}

/// A column of raw measures; or one that has none.
pub(crate) fn measures(list: Unknown<'_>, rows: usize) -> ArrayRef {
    let none = || new_null_array(&DataType::Utf8, rows);
    all::<f64>(list).map_or_else(none, |numbers| Arc::new(Float64Array::from(numbers)))
}

/// A column of whatever is in a list.
pub(crate) fn column(name: &str, list: Unknown<'_>, rows: usize) -> Result<ArrayRef, Stop> {
    if let Some(numbers) = all::<f64>(list) {
        return Ok(of_numbers(numbers));
    }
    if let Some(flags) = all::<bool>(list) {
        return Ok(Arc::new(BooleanArray::from(flags)));
    }
    if let Some(numbers) = all::<BigInt>(list) {
        let wholes = each(&numbers, |number| Ok::<_, Stop>(of_one_word(number)))?;
        return Ok(wholes.and_then(|wholes| of_wholes(&wholes)).unwrap_or_else(|| of_no_kind(rows)));
    }
    let Some(others) = all::<Unknown<'_>>(list) else { return Ok(of_no_kind(rows)) };
    if let Some(texts) = each(&others, |text| text::word(name, *text))? {
        return Ok(of_texts(&texts));
    }
    let moments = each(&others, |date| JsDate::from_unknown(*date)?.value_of().map(Some));
    Ok(moments.ok().flatten().map_or_else(|| of_no_kind(rows), |moments| of_moments(&moments)))
}

/// A whole number that 64 bits and a sign hold.
fn of_one_word(number: &BigInt) -> Option<i128> {
    let [word] = number.words.as_slice() else { return None };
    Some(if number.sign_bit { -i128::from(*word) } else { i128::from(*word) })
}
