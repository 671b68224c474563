//! Tables to JavaScript: scores and figures as typed arrays, given out as they lie, and lists of texts.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type, TimestampMillisecondType};
use arrow_array::{Array, ArrayRef, DictionaryArray, Float64Array, RecordBatch, UInt8Array};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use napi::bindgen_prelude::{
    BigInt64ArraySlice, BigUint64ArraySlice, Float64ArraySlice, Int8ArraySlice, Int16ArraySlice, Int32ArraySlice,
    ToNapiValue, Uint8ArraySlice, Unknown,
};
use napi::{Env, JsValue};

use crate::guard::Stop;
use crate::kind::{Kind, double};
use crate::memory::given_out;

/// `[[name, kind, values, flags, names or null], …]`, without the first so many columns.
pub(crate) fn columns<'env>(env: &'env Env, table: &RecordBatch, skipped: usize) -> Result<Unknown<'env>, Stop> {
    // A score, what is published of it and its level are there together: one array tells it of all.
    let mut flags: Option<(NullBuffer, Unknown<'_>)> = None;
    let columns = table.schema_ref().fields().iter().zip(table.columns()).skip(skipped);
    let told = columns.map(|(field, column)| {
        let valid = match (column.nulls(), &flags) {
            (Some(nulls), Some((before, valid))) if nulls.inner().inner().ptr_eq(before.inner().inner()) => *valid,
            (nulls, _) => {
                let valid = UInt8Array::from_iter_values((0..column.len()).map(|row| column.is_valid(row).into()));
                let valid = typed(env, &valid)?;
                flags = nulls.map(|nulls| (nulls.clone(), valid));
                valid
            }
        };
        let (kind, values, names) = held(env, column)?;
        Ok((field.name(), <&str>::from(kind), values, valid, names))
    });
    Ok(told.collect::<Result<Vec<_>, Stop>>()?.into_unknown(env)?)
}

/// What a column holds, its values, and names where they are places among these.
fn held<'env>(env: &'env Env, column: &ArrayRef) -> Result<(Kind, Unknown<'env>, Option<Vec<String>>), Stop> {
    if let Some(named) = column.as_any_dictionary_opt() {
        return Ok((Kind::Texts, typed(env, named.keys())?, Some(texts(named.values()))));
    }
    let (kind, numbers): (Kind, ArrayRef) = match column.data_type() {
        DataType::Utf8 => {
            let named: DictionaryArray<Int32Type> = column.as_string::<i32>().iter().collect();
            return held(env, &(Arc::new(named) as ArrayRef));
        }
        DataType::List(_) => {
            let lists = column.as_list::<i32>().iter().map(|list| list.map_or_else(Vec::new, |list| texts(&list)));
            return Ok((Kind::Lists, lists.collect::<Vec<_>>().into_unknown(env)?, None));
        }
        DataType::Boolean => {
            let flags = column.as_boolean().values().iter().map(u8::from);
            (Kind::Flags, Arc::new(UInt8Array::from_iter_values(flags)))
        }
        DataType::Date32 => (Kind::Days, Arc::clone(column)),
        DataType::Timestamp(..) => {
            let millis = column.as_primitive::<TimestampMillisecondType>().values().iter();
            #[expect(clippy::cast_precision_loss, reason = "milliseconds of the years up to 9999")]
            (Kind::Moments, Arc::new(Float64Array::from_iter_values(millis.map(|at| *at as f64))))
        }
        DataType::Int64 => {
            let wholes = column.as_primitive::<Int64Type>().iter();
            let doubles: Option<Vec<f64>> = wholes.map(|whole| double(whole.unwrap_or_default())).collect();
            (Kind::Numbers, doubles.map_or_else(|| Arc::clone(column), |doubles| Arc::new(Float64Array::from(doubles))))
        }
        _ => (Kind::Numbers, Arc::clone(column)),
    };
    Ok((kind, typed(env, numbers.as_ref())?, None))
}

fn texts(texts: &ArrayRef) -> Vec<String> {
    texts.as_string::<i32>().iter().map(|text| text.unwrap_or_default().to_owned()).collect()
}

fn typed<'env>(env: &'env Env, numbers: &dyn Array) -> Result<Unknown<'env>, Stop> {
    let (length, data) = (numbers.len(), numbers.to_data());
    let memory = given_out(env, data.buffers()[0].clone())?;
    Ok(match numbers.data_type() {
        DataType::Int8 => Int8ArraySlice::from_arraybuffer(&memory, 0, length)?.to_unknown(),
        DataType::Int16 => Int16ArraySlice::from_arraybuffer(&memory, 0, length)?.to_unknown(),
        DataType::UInt8 => Uint8ArraySlice::from_arraybuffer(&memory, 0, length)?.to_unknown(),
        DataType::Float64 => Float64ArraySlice::from_arraybuffer(&memory, 0, length)?.to_unknown(),
        DataType::Int32 | DataType::Date32 => Int32ArraySlice::from_arraybuffer(&memory, 0, length)?.to_unknown(),
        DataType::Int64 => BigInt64ArraySlice::from_arraybuffer(&memory, 0, length)?.to_unknown(),
        DataType::UInt64 => BigUint64ArraySlice::from_arraybuffer(&memory, 0, length)?.to_unknown(),
        other => return Err(Stop::Type(format!("scores of type {other}"))),
    })
}
