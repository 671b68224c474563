//! Tables from JavaScript: typed arrays are read where they lie.

use std::ptr::NonNull;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int32Array, Int64Array, NullArray, PrimitiveArray,
    StringArray, TimestampMillisecondArray, new_null_array,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Fields};
use napi_sys as sys;

use crate::node::{Env, Misuse, Value, View};

/// How many values stand for a column that crosses: its name, what it holds, its values or how many rows it has, a flag
/// for each row, a bit for each row, and names.
const OF_A_COLUMN: usize = 6;

/// What a column holds, as `crossing.cjs` numbers it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Numbers,
    /// Whole numbers that came as doubles.
    Wholes,
    Days,
    Moments,
    Flags,
    /// Places among names.
    Texts,
    Nothing,
    /// What is no column of any kind: it is handed on in JavaScript, or refused.
    Other,
}

impl Holds {
    const ALL: [Holds; 8] = [
        Holds::Numbers,
        Holds::Wholes,
        Holds::Days,
        Holds::Moments,
        Holds::Flags,
        Holds::Texts,
        Holds::Nothing,
        Holds::Other,
    ];

    fn of(env: Env, value: Value) -> Result<Self, Misuse> {
        let number = env.number_of(value).unwrap_or(f64::NAN);
        let found = Holds::ALL.into_iter().zip(0_u32..).find(|(_, place)| f64::from(*place) == number);
        found.map(|(holds, _)| holds).ok_or_else(|| Misuse::Type("a column of no kind".into()))
    }

    /// A column of which only the length is known.
    fn without_values(self, rows: usize) -> ArrayRef {
        match self {
            Holds::Texts => new_null_array(&DataType::Utf8, rows),
            Holds::Nothing => Arc::new(NullArray::new(rows)),
            _ => new_null_array(&DataType::Struct(Fields::empty()), rows),
        }
    }
}

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

/// The columns of a table, as `crossing.cjs` lists them.
pub(crate) fn columns(env: Env, list: Value, taken: Taken) -> Result<Vec<(String, ArrayRef)>, Misuse> {
    let values = env.elements(list)?;
    values.chunks_exact(OF_A_COLUMN).map(|of| column(env, of, taken)).collect()
}

fn column(env: Env, of: &[Value], taken: Taken) -> Result<(String, ArrayRef), Misuse> {
    let [name, holds, values, flags, bits, names] = *of else {
        return Err(Misuse::Type("a column has six parts".into()));
    };
    let name = String::from_utf8_lossy(&crate::bytes::of(env, name)?).into_owned();
    let holds = Holds::of(env, holds)?;
    if let Some(rows) = env.number_of(values) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the length of something")]
        return Ok((name, holds.without_values(rows as usize)));
    }
    let Some(view) = env.view(values)? else { return Ok((name, holds.without_values(0))) };
    let nulls = nulls(env, &name, flags, bits, view.length, taken)?;
    let Some(array) = numbers(&view, nulls, taken) else { return Ok((name, Holds::Other.without_values(view.length))) };
    let array = array.map_err(|error| Misuse::Type(error.to_string()))?;
    let array = match holds {
        Holds::Texts => named(env, &name, array.as_ref(), names)?,
        other => other.meant(&array).ok_or_else(|| Misuse::Type(format!("`{name}` has values of another kind")))?,
    };
    Ok((name, array))
}

impl Holds {
    /// What numbers mean in a column of this kind; nothing where they cannot mean it.
    fn meant(self, array: &ArrayRef) -> Option<ArrayRef> {
        let nulls = || array.nulls().cloned();
        Some(match self {
            Holds::Wholes => {
                let whole = array.as_primitive_opt::<Float64Type>()?.values().iter().map(|number| whole(*number));
                Arc::new(Int64Array::new(whole.collect(), nulls()))
            }
            Holds::Days => {
                let days = array.as_primitive_opt::<Int32Type>()?.values().clone();
                Arc::new(Date32Array::new(days, nulls()))
            }
            Holds::Moments => {
                let millis: ScalarBuffer<i64> = match array.as_primitive_opt::<Int64Type>() {
                    Some(millis) => millis.values().clone(),
                    None => array.as_primitive_opt::<Float64Type>()?.values().iter().map(|at| whole(*at)).collect(),
                };
                Arc::new(TimestampMillisecondArray::new(millis, nulls()).with_timezone("UTC"))
            }
            Holds::Flags => {
                let flags = array.as_primitive_opt::<UInt8Type>()?.values();
                Arc::new(BooleanArray::new(flags.iter().map(|flag| *flag != 0).collect(), nulls()))
            }
            Holds::Numbers => Arc::clone(array),
            Holds::Texts | Holds::Nothing | Holds::Other => return None,
        })
    }
}

/// The whole number at or below one; what is none, such as a date that JavaScript calls invalid, lies before all times.
fn whole(number: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "what lies beyond becomes the nearest number")]
    if number.is_nan() { i64::MIN } else { number.floor() as i64 }
}

/// A column of texts, each of which stands once among the names.
fn named(env: Env, name: &str, places: &dyn Array, names: Value) -> Result<ArrayRef, Misuse> {
    let names = env.elements(names)?.into_iter().map(|text| crate::bytes::of(env, text));
    let names: Vec<String> = names
        .map(|text| text.map(|text| String::from_utf8_lossy(&text).into_owned()))
        .collect::<Result<_, Misuse>>()?;
    let keys: Int32Array = match places.data_type() {
        DataType::Int8 => places.as_primitive::<Int8Type>().unary(i32::from),
        DataType::Int16 => places.as_primitive::<Int16Type>().unary(i32::from),
        DataType::Int32 => places.as_primitive::<Int32Type>().clone(),
        DataType::UInt8 => places.as_primitive::<UInt8Type>().unary(i32::from),
        DataType::UInt16 => places.as_primitive::<UInt16Type>().unary(i32::from),
        DataType::UInt32 => places.as_primitive::<UInt32Type>().unary(|place| i32::try_from(place).unwrap_or(i32::MAX)),
        other => return Err(Misuse::Type(format!("the places of `{name}` among its names are of type {other}"))),
    };
    let is_one = |place: i32| usize::try_from(place).is_ok_and(|place| place < names.len());
    if let Some(row) = keys.iter().position(|place| place.is_some_and(|place| !is_one(place))) {
        return Err(Misuse::Range(format!("row {row} of `{name}` has none of its names")));
    }
    let names: ArrayRef = Arc::new(StringArray::from(names));
    let array = DictionaryArray::try_new(keys, names).map_err(|error| Misuse::Type(error.to_string()))?;
    Ok(Arc::new(array))
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
