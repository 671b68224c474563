//! Plain lists: a column is of the kind of all that is in it, or of none.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, DictionaryArray, Float64Array, Int64Array, NullArray, TimestampMillisecondArray,
    UInt64Array, new_null_array,
};
use arrow_schema::{DataType, Fields};
use napi::JsDate;
use napi::bindgen_prelude::{BigInt, FromNapiValue, Unknown};

use crate::guard::Stop;
use crate::kind::{floor, whole};
use crate::text;

/// What each element is, with nothing where it is null or undefined; and nothing at all where one is something else.
fn all<T: FromNapiValue>(list: Unknown<'_>) -> Option<Vec<Option<T>>> {
    Vec::from_unknown(list).ok()
}

/// A column of raw measures; or one that has none.
pub(crate) fn measures(list: Unknown<'_>, rows: usize) -> ArrayRef {
    let none = || new_null_array(&DataType::Utf8, rows);
    all::<f64>(list).map_or_else(none, |numbers| Arc::new(Float64Array::from(numbers)))
}

/// A column of no kind that there is, of which only the length is known.
pub(crate) fn of_no_kind(rows: usize) -> ArrayRef {
    new_null_array(&DataType::Struct(Fields::empty()), rows)
}

/// A column of whatever is in a list.
pub(crate) fn column(name: &str, list: Unknown<'_>, rows: usize) -> Result<ArrayRef, Stop> {
    if let Some(numbers) = all::<f64>(list) {
        return Ok(numbers_of(numbers));
    }
    if let Some(flags) = all::<bool>(list) {
        return Ok(Arc::new(BooleanArray::from(flags)));
    }
    if let Some(numbers) = all::<BigInt>(list) {
        return Ok(in_64_bits(&numbers).unwrap_or_else(|| of_no_kind(rows)));
    }
    let Some(all) = all::<Unknown<'_>>(list) else { return Ok(of_no_kind(rows)) };
    // Each text once, in the order in which they come, and the place of each row's.
    let texts = all.iter().map(|text| text.map_or(Ok(Some(None)), |text| Ok(text::word(name, text)?.map(Some))));
    if let Some(texts) = texts.collect::<Result<Option<Vec<Option<String>>>, Stop>>()? {
        return Ok(Arc::new(texts.iter().map(Option::as_deref).collect::<DictionaryArray<Int32Type>>()));
    }
    let moment = |date: Unknown<'_>| JsDate::from_unknown(date)?.value_of().map(floor);
    let moments: napi::Result<Vec<Option<i64>>> = all.into_iter().map(|date| date.map(moment).transpose()).collect();
    let moments = moments.map(|moments| TimestampMillisecondArray::from(moments).with_timezone("UTC"));
    Ok(moments.map_or_else(|_| of_no_kind(rows), |moments| Arc::new(moments)))
}

/// Whole numbers, or doubles where not all of them are whole.
fn numbers_of(numbers: Vec<Option<f64>>) -> ArrayRef {
    if numbers.iter().all(Option::is_none) {
        return Arc::new(NullArray::new(numbers.len()));
    }
    let one = |number: &Option<f64>| number.map_or(Some(None), |number| whole(number).map(Some));
    let wholes: Option<Vec<Option<i64>>> = numbers.iter().map(one).collect();
    wholes.map_or_else(|| Arc::new(Float64Array::from(numbers)) as ArrayRef, |all| Arc::new(Int64Array::from(all)))
}

/// Whole numbers of any size, as long as 64 bits hold all of them with a sign, or all without one.
fn in_64_bits(numbers: &[Option<BigInt>]) -> Option<ArrayRef> {
    fn narrow<T: TryFrom<i128>>(numbers: &[Option<BigInt>]) -> Option<Vec<Option<T>>> {
        let one = |number: &BigInt| {
            let [word] = number.words.as_slice() else { return None };
            T::try_from(if number.sign_bit { -i128::from(*word) } else { i128::from(*word) }).ok()
        };
        numbers.iter().map(|number| number.as_ref().map_or(Some(None), |number| one(number).map(Some))).collect()
    }
    let signed = narrow(numbers).map(|wholes| Arc::new(Int64Array::from(wholes)) as ArrayRef);
    signed.or_else(|| narrow(numbers).map(|wholes| Arc::new(UInt64Array::from(wholes)) as ArrayRef))
}
