//! Tables between JavaScript and Arrow: typed arrays are read where they lie, and scores are given out as they lie.

use std::ffi::c_void;
use std::ptr::NonNull;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, NullArray, PrimitiveArray, RecordBatch, new_null_array};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType};
use napi_sys as sys;

use crate::node::{Env, Misuse, Value, View};

/// How many values stand for a column that crosses: its name, its numbers, a flag for each row, a bit for each row.
const OF_A_COLUMN: usize = 4;

/// Whether what JavaScript owns is read where it lies, or taken along.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// For a call that ends before any JavaScript runs again.
    Lent,
    /// For work off this thread.
    Copied,
}

/// Memory of JavaScript's as Arrow has it.
///
/// Nothing that is made of lent memory may be kept when the call from Node returns.
pub(crate) fn memory(view: &View, taken: Taken) -> Buffer {
    let bytes = view.length * size_of_kind(view.kind).unwrap_or(1);
    let Some(data) = NonNull::new(view.data.cast::<u8>()).filter(|_| bytes > 0) else { return Buffer::default() };
    match taken {
        // SAFETY: as many bytes as Node has told, and they stay while no JavaScript runs.
        Taken::Lent => unsafe { Buffer::from_custom_allocation(data, bytes, Arc::new(())) },
        // SAFETY: as above, for the length of this call.
        Taken::Copied => Buffer::from(unsafe { std::slice::from_raw_parts(data.as_ptr(), bytes) }),
    }
}

/// The columns of a table, as `tables.cjs` lists them.
pub(crate) fn columns(env: Env, list: Value, taken: Taken) -> Result<Vec<(String, ArrayRef)>, Misuse> {
    let values = env.elements(list)?;
    values.chunks_exact(OF_A_COLUMN).map(|of| column(env, of, taken)).collect()
}

fn column(env: Env, of: &[Value], taken: Taken) -> Result<(String, ArrayRef), Misuse> {
    let [name, values, flags, bits] = *of else { return Err(Misuse::Type("a column has four parts".into())) };
    let name = String::from_utf8_lossy(&crate::bytes::of(env, name)?).into_owned();
    // What is no column of numbers has crossed as its length alone: it is handed on in JavaScript, or refused.
    if let Some(rows) = env.number_of(values) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the length of something")]
        return Ok((name, new_null_array(&DataType::Utf8, rows as usize)));
    }
    let Some(view) = env.view(values)? else { return Ok((name, Arc::new(NullArray::new(0)))) };
    let nulls = nulls(env, &name, flags, bits, view.length, taken)?;
    let array = numbers(&view, nulls, taken);
    let array = array.unwrap_or_else(|| Ok(new_null_array(&DataType::Utf8, view.length)));
    Ok((name, array.map_err(|error| Misuse::Type(error.to_string()))?))
}

/// Which rows are there; nothing where all are.
fn nulls(
    env: Env,
    name: &str,
    flags: Value,
    bits: Value,
    rows: usize,
    taken: Taken,
) -> Result<Option<NullBuffer>, Misuse> {
    if let Some(flags) = env.view(flags)? {
        if flags.kind != sys::TypedarrayType::uint8_array || flags.length != rows {
            return Err(Misuse::Range(format!("`valid` of `{name}` is not a Uint8Array with one entry for each row")));
        }
        let flags = memory(&flags, Taken::Lent);
        return Ok(Some(NullBuffer::new(BooleanBuffer::collect_bool(rows, |row| flags[row] != 0))));
    }
    let Some(bits) = env.view(bits)? else { return Ok(None) };
    if bits.kind != sys::TypedarrayType::uint8_array || bits.length < rows.div_ceil(8) {
        return Err(Misuse::Range(format!("`bits` of `{name}` is not a Uint8Array with one bit for each row")));
    }
    Ok(Some(NullBuffer::new(BooleanBuffer::new(memory(&bits, taken), 0, rows))))
}

fn size_of_kind(kind: sys::napi_typedarray_type) -> Option<usize> {
    use sys::TypedarrayType as Kind;
    Some(match kind {
        Kind::int8_array | Kind::uint8_array | Kind::uint8_clamped_array => 1,
        Kind::int16_array | Kind::uint16_array => 2,
        Kind::int32_array | Kind::uint32_array | Kind::float32_array => 4,
        Kind::float64_array | Kind::bigint64_array | Kind::biguint64_array => 8,
        _ => return None,
    })
}

/// A typed array as a column; nothing for one of a kind that Arrow does not have.
fn numbers(view: &View, nulls: Option<NullBuffer>, taken: Taken) -> Option<Result<ArrayRef, ArrowError>> {
    use sys::TypedarrayType as Kind;
    fn of<T: ArrowPrimitiveType>(view: &View, nulls: Option<NullBuffer>, taken: Taken) -> Result<ArrayRef, ArrowError> {
        let values = ScalarBuffer::new(memory(view, taken), 0, view.length);
        Ok(Arc::new(PrimitiveArray::<T>::try_new(values, nulls)?))
    }
    Some(match view.kind {
        Kind::int8_array => of::<Int8Type>(view, nulls, taken),
        Kind::uint8_array | Kind::uint8_clamped_array => of::<UInt8Type>(view, nulls, taken),
        Kind::int16_array => of::<Int16Type>(view, nulls, taken),
        Kind::uint16_array => of::<UInt16Type>(view, nulls, taken),
        Kind::int32_array => of::<Int32Type>(view, nulls, taken),
        Kind::uint32_array => of::<UInt32Type>(view, nulls, taken),
        Kind::float32_array => of::<Float32Type>(view, nulls, taken),
        Kind::float64_array => of::<Float64Type>(view, nulls, taken),
        Kind::bigint64_array => of::<Int64Type>(view, nulls, taken),
        Kind::biguint64_array => of::<UInt64Type>(view, nulls, taken),
        _ => return None,
    })
}

/// `[name, values, flags or null, names or null, …]` of scores.
pub(crate) fn scores(env: Env, scores: &RecordBatch) -> Result<Value, Misuse> {
    let mut values = Vec::new();
    let mut flags: Option<(NullBuffer, Value)> = None;
    for (field, column) in scores.schema_ref().fields().iter().zip(scores.columns()) {
        let (numbers, names) = match column.as_any_dictionary_opt() {
            Some(named) => (named.keys(), Some(named.values())),
            None => (column.as_ref(), None),
        };
        values.push(env.text(field.name())?);
        values.push(typed_array(env, numbers)?);
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
            Some(names) => {
                let names: Result<Vec<Value>, Misuse> =
                    names.as_string::<i32>().iter().map(|name| env.text(name.unwrap_or_default())).collect();
                env.array(&names?)?
            }
            None => env.null()?,
        });
    }
    env.array(&values)
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
