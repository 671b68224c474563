//! A column of keys, as it is told: of the type of the column that they were read from.

use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Decimal128Array, Int64Array, StringArray, UInt64Array};
use arrow_schema::ArrowError;
use touchline_kernel::rejection::Hint;

use crate::bounds::check_bytes;
use crate::keys::{Kind, Value};

/// Digits of the widest whole decimal that is a key.
const DIGITS: u8 = 38;

/// The column of this name, of a value in each row.
pub(crate) fn key_column<'a>(
    name: &str,
    kind: Kind,
    values: impl Iterator<Item = &'a Value> + Clone,
) -> Result<ArrayRef, ArrowError> {
    let whole = |value: &Value| if let Value::Whole(whole) = value { Some(*whole) } else { None };
    Ok(match kind {
        Kind::Text => {
            let texts = values.map(|value| if let Value::Text(text) = value { Some(&**text) } else { None });
            check_bytes(name, texts.clone().flatten().map(str::len), Hint::TextsMayBeShorter)?;
            Arc::new(StringArray::from_iter(texts))
        }
        Kind::Whole => Arc::new(Int64Array::from_iter(values.map(|value| i64::try_from(whole(value)?).ok()))),
        Kind::Unsigned => Arc::new(UInt64Array::from_iter(values.map(|value| u64::try_from(whole(value)?).ok()))),
        Kind::Decimal => Arc::new(Decimal128Array::from_iter(values.map(whole)).with_precision_and_scale(DIGITS, 0)?),
        Kind::Date => Arc::new(Date32Array::from_iter(values.map(|value| i32::try_from(whole(value)?).ok()))),
    })
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Decimal128Type, UInt64Type};

    use super::*;

    #[test]
    fn bat_03_keys_come_out_as_they_came_in() {
        let great = i128::from(u64::MAX) + 1;
        let values = [Value::Null, Value::Whole(great), Value::Whole(7)];
        let decimals = key_column("key", Kind::Decimal, values.iter()).unwrap();
        assert_eq!(decimals.as_primitive::<Decimal128Type>().iter().collect::<Vec<_>>(), [None, Some(great), Some(7)]);
        let unsigned = key_column("key", Kind::Unsigned, values[2..].iter()).unwrap();
        assert_eq!(unsigned.as_primitive::<UInt64Type>().iter().collect::<Vec<_>>(), [Some(7)]);
    }
}
