//! Tables to JavaScript: scores and figures as typed arrays, given out as they lie, and lists of texts.

use std::collections::HashMap;
use std::ffi::c_void;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMillisecondType,
    UInt8Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, Int64Array, ListArray, RecordBatch, StringArray};
use arrow_buffer::{Buffer, NullBuffer};
use arrow_schema::DataType;
use napi_sys as sys;

use crate::node::{Env, Misuse, Value};

/// `[name, values, flags or null, names or null, …]` of scores, and lists of texts where rows have recommendations.
pub(crate) fn scores(env: Env, scores: &RecordBatch) -> Result<Value, Misuse> {
    let mut values = Vec::new();
    let mut flags: Option<(NullBuffer, Value)> = None;
    for (field, column) in scores.schema_ref().fields().iter().zip(scores.columns()) {
        let (list, names) = match (column.as_any_dictionary_opt(), column.as_list_opt::<i32>()) {
            (Some(named), _) => (typed_array(env, named.keys())?, Some(named.values())),
            (_, Some(column)) => (lists(env, column)?, None),
            _ => (typed_array(env, column.as_ref())?, None),
        };
        values.push(env.text(field.name())?);
        values.push(list);
        values.push(match (column.nulls(), &flags) {
            (None, _) => env.null()?,
            // A score, what is published of it and its level are there together: one array tells it of all.
            (Some(nulls), Some((before, value))) if nulls.inner().inner().ptr_eq(before.inner().inner()) => *value,
            (Some(nulls), _) => {
                let bytes: Vec<u8> = nulls.iter().map(u8::from).collect();
                let value = env.typed_array(sys::TypedarrayType::uint8_array, Buffer::from_vec(bytes), nulls.len())?;
                flags = Some((nulls.clone(), value));
                value
            }
        });
        values.push(match names {
            Some(names) => texts(env, names.as_string::<i32>())?,
            None => env.null()?,
        });
    }
    env.array(&values)
}

/// `[name, kind, values, flags or null, names or null, …]` of figures.
pub(crate) fn figures(env: Env, figures: &RecordBatch) -> Result<Value, Misuse> {
    let mut values = Vec::new();
    for (field, column) in figures.schema_ref().fields().iter().zip(figures.columns()) {
        let (kind, list, names) = figure(env, column)?;
        let flags = match column.nulls() {
            None => env.null()?,
            Some(nulls) => {
                let bytes: Vec<u8> = nulls.iter().map(u8::from).collect();
                env.typed_array(sys::TypedarrayType::uint8_array, Buffer::from_vec(bytes), nulls.len())?
            }
        };
        values.extend([env.text(field.name())?, env.text(kind)?, list, flags, names.map_or_else(|| env.null(), Ok)?]);
    }
    env.array(&values)
}

/// What a column of figures holds, its values, and names where they are places among these.
fn figure(env: Env, column: &ArrayRef) -> Result<(&'static str, Value, Option<Value>), Misuse> {
    let doubles = |values: Vec<f64>| {
        let length = values.len();
        env.typed_array(sys::TypedarrayType::float64_array, Buffer::from_vec(values), length)
    };
    if let Some(named) = column.as_any_dictionary_opt() {
        let names = texts(env, named.values().as_string::<i32>())?;
        return Ok(("texts", typed_array(env, named.keys())?, Some(names)));
    }
    Ok(match column.data_type() {
        DataType::Utf8 => {
            let (places, names) = places(column.as_string::<i32>());
            let length = places.len();
            let list = env.typed_array(sys::TypedarrayType::int32_array, Buffer::from_vec(places), length)?;
            ("texts", list, Some(texts(env, &names)?))
        }
        DataType::List(_) => ("lists", lists(env, column.as_list::<i32>())?, None),
        DataType::Boolean => {
            let flags: Vec<u8> = column.as_boolean().values().iter().map(u8::from).collect();
            let length = flags.len();
            let list = env.typed_array(sys::TypedarrayType::uint8_array, Buffer::from_vec(flags), length)?;
            ("flags", list, None)
        }
        DataType::Date32 => ("days", typed_array(env, column.as_ref())?, None),
        DataType::Timestamp(..) => {
            let millis = column.as_primitive::<TimestampMillisecondType>().values();
            #[expect(clippy::cast_precision_loss, reason = "milliseconds of the years up to 9999")]
            ("moments", doubles(millis.iter().map(|at| *at as f64).collect())?, None)
        }
        DataType::Int64 => match exact(column.as_primitive::<Int64Type>()) {
            Some(values) => ("numbers", doubles(values)?, None),
            None => ("numbers", typed_array(env, column.as_ref())?, None),
        },
        _ => ("numbers", typed_array(env, column.as_ref())?, None),
    })
}

/// Whole numbers as doubles, where every one is one; what is null is 0.
fn exact(numbers: &Int64Array) -> Option<Vec<f64>> {
    let exact = |number: Option<i64>| {
        let number = number.unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "up to 2^53 nothing is lost")]
        (number.unsigned_abs() <= 1 << 53).then_some(number as f64)
    };
    numbers.iter().map(exact).collect()
}

/// Each text once, in the order in which they come, and the place of each row's.
fn places(column: &StringArray) -> (Vec<i32>, StringArray) {
    let (mut known, mut names) = (HashMap::new(), Vec::new());
    let place = |text: Option<&str>| {
        let Some(text) = text else { return 0 };
        *known.entry(text.to_owned()).or_insert_with(|| {
            names.push(text.to_owned());
            i32::try_from(names.len() - 1).unwrap_or(i32::MAX)
        })
    };
    let places = column.iter().map(place).collect();
    (places, StringArray::from(names))
}

fn texts(env: Env, texts: &StringArray) -> Result<Value, Misuse> {
    let texts: Vec<Value> =
        texts.iter().map(|text| env.text(text.unwrap_or_default())).collect::<Result<_, Misuse>>()?;
    env.array(&texts)
}

/// A list of texts for each row; an empty one where there is none.
fn lists(env: Env, lists: &ListArray) -> Result<Value, Misuse> {
    let list = |list: Option<ArrayRef>| match list {
        Some(list) => texts(env, list.as_string::<i32>()),
        None => env.array(&[]),
    };
    env.array(&lists.iter().map(list).collect::<Result<Vec<Value>, Misuse>>()?)
}

fn typed_array(env: Env, numbers: &dyn Array) -> Result<Value, Misuse> {
    fn buffer<T: ArrowPrimitiveType>(numbers: &dyn Array) -> Buffer {
        numbers.as_primitive::<T>().values().inner().clone()
    }
    let (kind, buffer) = match numbers.data_type() {
        DataType::Int8 => (sys::TypedarrayType::int8_array, buffer::<Int8Type>(numbers)),
        DataType::Int16 => (sys::TypedarrayType::int16_array, buffer::<Int16Type>(numbers)),
        DataType::UInt8 => (sys::TypedarrayType::uint8_array, buffer::<UInt8Type>(numbers)),
        DataType::Float64 => (sys::TypedarrayType::float64_array, buffer::<Float64Type>(numbers)),
        DataType::Int32 => (sys::TypedarrayType::int32_array, buffer::<Int32Type>(numbers)),
        DataType::Date32 => (sys::TypedarrayType::int32_array, buffer::<Date32Type>(numbers)),
        DataType::Int64 => (sys::TypedarrayType::bigint64_array, buffer::<Int64Type>(numbers)),
        DataType::UInt64 => (sys::TypedarrayType::biguint64_array, buffer::<UInt64Type>(numbers)),
        other => return Err(Misuse::Type(format!("scores of type {other}"))),
    };
    env.typed_array(kind, buffer, numbers.len())
}

impl Env {
    /// A typed array over memory of Arrow's, which is freed when JavaScript no longer holds it. Where the runtime does
    /// not have memory from outside, it is copied.
    fn typed_array(self, kind: sys::napi_typedarray_type, memory: Buffer, length: usize) -> Result<Value, Misuse> {
        let backing = self.array_buffer(memory)?;
        // SAFETY: the backing memory is alive, begins with the first element and holds all of them.
        self.make(|env, to| unsafe { sys::napi_create_typedarray(env, kind, length, backing.raw(), 0, to) })
    }

    fn array_buffer(self, memory: Buffer) -> Result<Value, Misuse> {
        let (data, length) = (memory.as_ptr().cast_mut(), memory.len());
        if length > 0 {
            let hint = Box::into_raw(Box::new(memory.clone()));
            // SAFETY: the memory lives until the finaliser, which gets the box once; nobody else reads this part of it
            // once the scores have become JavaScript's.
            let made = self.make(|env, to| unsafe {
                sys::napi_create_external_arraybuffer(env, data.cast(), length, Some(freed), hint.cast(), to)
            });
            match made {
                Ok(made) => return Ok(made),
                // SAFETY: where nothing was made, nobody has taken the box.
                Err(_) => drop(unsafe { Box::from_raw(hint) }),
            }
        }
        let mut copy = std::ptr::null_mut();
        // SAFETY: a live environment and places for both results.
        let made = self.make(|env, to| unsafe { sys::napi_create_arraybuffer(env, length, &raw mut copy, to) })?;
        if length > 0 {
            // SAFETY: the new memory has the same length, and nothing else is there yet.
            unsafe { std::ptr::copy_nonoverlapping(data, copy.cast::<u8>(), length) };
        }
        Ok(made)
    }
}

unsafe extern "C" fn freed(_: sys::napi_env, _: *mut c_void, hint: *mut c_void) {
    // SAFETY: the box of `array_buffer`; Node calls a finaliser once.
    drop(unsafe { Box::from_raw(hint.cast::<Buffer>()) });
}
