//! Tables to JavaScript: scores and figures as typed arrays, given out as they lie, and lists of texts.

use arrow_array::{Array, RecordBatch, UInt8Array};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use napi::bindgen_prelude::{
    BigInt64ArraySlice, BigUint64ArraySlice, Float64ArraySlice, Int8ArraySlice, Int16ArraySlice, Int32ArraySlice,
    ToNapiValue, Uint8ArraySlice, Unknown,
};
use napi::{Env, JsValue};
use touchline_tables::columns::{Held, Kind, held};

use crate::memory::given_out;
use crate::stop::Stop;

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
        let (kind, values, names) = match held(column) {
            Held::Typed(kind, values, names) => (kind, typed(env, &values)?, names),
            Held::Lists(lists) => (Kind::Lists, lists.into_unknown(env)?, None),
        };
        Ok((field.name(), <&str>::from(kind), values, valid, names))
    });
    Ok(told.collect::<Result<Vec<_>, Stop>>()?.into_unknown(env)?)
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
