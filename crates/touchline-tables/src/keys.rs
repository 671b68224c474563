//! Columns of keys, such as whose a row is: each value gets a small number, by which rows are told apart.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, ArrowPrimitiveType, Date32Type, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayAccessor, ArrayRef, Date32Array, Int64Array, StringArray, UInt64Array};
use arrow_buffer::ArrowNativeType;
use arrow_schema::{ArrowError, DataType};
use touchline_kernel::look_up::LookUp;

const DAY_MILLIS: i64 = 86_400_000;

/// What a column of keys holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Whole,
    /// Whole numbers of 64 bits without a sign.
    Unsigned,
    Date,
}

/// A value of such a column, in the order in which it is told: nothing, then numbers by size and texts by their bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Value {
    Null,
    Whole(i128),
    Text(Arc<str>),
}

impl Value {
    /// The value as people write it; nothing where it is null.
    pub(crate) fn written(&self) -> Option<Cow<'_, str>> {
        match self {
            Value::Null => None,
            Value::Whole(whole) => Some(whole.to_string().into()),
            Value::Text(text) => Some(Cow::Borrowed(text)),
        }
    }
}

/// The number of what is null.
pub(crate) const NULL: u32 = 0;

/// The values of one column, by the numbers that they got as they came. They are hashed with a fixed seed: whoever makes
/// values that collide slows down a table of their own.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    texts: LookUp<Arc<str>, u32>,
    wholes: LookUp<i128, u32>,
    values: Vec<Value>,
}

/// A dictionary that was looked through: parts of a column share it.
#[derive(Debug, Default)]
pub(crate) struct LookedThrough {
    values: Option<ArrayRef>,
    numbers: Vec<u32>,
}

impl Kind {
    /// What a column of this type holds; nothing where it holds no keys.
    pub(crate) fn of(kind: &DataType) -> Option<Self> {
        use DataType::{
            Date32, Date64, Dictionary, Int8, Int16, Int32, Int64, LargeUtf8, Null, UInt8, UInt16, UInt32, UInt64,
            Utf8, Utf8View,
        };
        match kind {
            Dictionary(_, values) => Kind::of(values),
            Utf8 | LargeUtf8 | Utf8View | Null => Some(Kind::Text),
            Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 => Some(Kind::Whole),
            UInt64 => Some(Kind::Unsigned),
            Date32 | Date64 => Some(Kind::Date),
            _ => None,
        }
    }

    /// A column of such values.
    pub(crate) fn array<'a>(self, values: impl Iterator<Item = &'a Value>) -> Result<ArrayRef, ArrowError> {
        let whole = |value: &Value| if let Value::Whole(whole) = value { Some(*whole) } else { None };
        Ok(match self {
            Kind::Text => texts(values.map(|value| if let Value::Text(text) = value { Some(&**text) } else { None }))?,
            Kind::Whole => Arc::new(Int64Array::from_iter(values.map(|value| i64::try_from(whole(value)?).ok()))),
            Kind::Unsigned => Arc::new(UInt64Array::from_iter(values.map(|value| u64::try_from(whole(value)?).ok()))),
            Kind::Date => Arc::new(Date32Array::from_iter(values.map(|value| i32::try_from(whole(value)?).ok()))),
        })
    }
}

/// A column of texts, where they are no more than one can hold.
pub(crate) fn texts<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> Result<ArrayRef, ArrowError> {
    let texts: Vec<Option<&str>> = texts.collect();
    let bytes: usize = texts.iter().flatten().map(|text| text.len()).sum();
    if i32::try_from(bytes).is_err() {
        return Err(ArrowError::ComputeError("one column cannot hold so much text".to_owned()));
    }
    Ok(Arc::new(StringArray::from(texts)))
}

/// Appends the value of a row as people write it: of a column of texts or whole numbers that is no dictionary.
pub(crate) fn write(array: &dyn Array, row: usize, out: &mut String) {
    arrow_array::downcast_integer_array!(
        array => {
            // To write to a text cannot fail.
            let _ = write!(out, "{}", array.value(row));
        },
        DataType::Utf8 => out.push_str(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => out.push_str(array.as_string::<i64>().value(row)),
        DataType::Utf8View => out.push_str(array.as_string_view().value(row)),
        _ => (),
    );
}

impl Default for Keys {
    fn default() -> Self {
        Keys { texts: LookUp::default(), wholes: LookUp::default(), values: vec![Value::Null] }
    }
}

impl Keys {
    /// The values, by number.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Value> {
        self.values.iter()
    }

    /// How many numbers there are, with that of what is null.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The value of a number.
    pub(crate) fn value(&self, number: u32) -> &Value {
        self.values.get(number.as_usize()).unwrap_or(&Value::Null)
    }

    /// The number of a value as people write it, where it has come up.
    pub(crate) fn number_of(&self, written: &str) -> Option<u32> {
        let whole = || self.wholes.get(&written.parse().ok()?);
        self.texts.get(written).or_else(whole).copied()
    }

    /// By number: the place of its value among all of them in order.
    pub(crate) fn ranks(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.values.len()).collect();
        order.sort_unstable_by(|one, other| self.values.get(*one).cmp(&self.values.get(*other)));
        let mut ranks = vec![0; order.len()];
        for (rank, number) in order.into_iter().enumerate() {
            if let Some(place) = ranks.get_mut(number) {
                *place = rank;
            }
        }
        ranks
    }

    /// The number of each row's value.
    pub(crate) fn numbers(&mut self, array: &dyn Array) -> Vec<u32> {
        self.numbers_after(array, &mut LookedThrough::default())
    }

    /// The same of a part of a column, after others of it: a dictionary is looked through once for all of them.
    pub(crate) fn numbers_after(&mut self, array: &dyn Array, looked_through: &mut LookedThrough) -> Vec<u32> {
        match array.data_type() {
            DataType::Utf8 => self.of_texts(array.as_string::<i32>()),
            DataType::LargeUtf8 => self.of_texts(array.as_string::<i64>()),
            DataType::Utf8View => self.of_texts(array.as_string_view()),
            DataType::Int8 => self.of_wholes::<Int8Type>(array, i128::from),
            DataType::Int16 => self.of_wholes::<Int16Type>(array, i128::from),
            DataType::Int32 => self.of_wholes::<Int32Type>(array, i128::from),
            DataType::Int64 => self.of_wholes::<Int64Type>(array, i128::from),
            DataType::UInt8 => self.of_wholes::<UInt8Type>(array, i128::from),
            DataType::UInt16 => self.of_wholes::<UInt16Type>(array, i128::from),
            DataType::UInt32 => self.of_wholes::<UInt32Type>(array, i128::from),
            DataType::UInt64 => self.of_wholes::<UInt64Type>(array, i128::from),
            DataType::Date32 => self.of_wholes::<Date32Type>(array, i128::from),
            DataType::Date64 => self.of_wholes::<Date64Type>(array, |millis| millis.div_euclid(DAY_MILLIS).into()),
            DataType::Dictionary(key, _) => match **key {
                DataType::Int8 => self.of_dictionary::<Int8Type>(array, looked_through),
                DataType::Int16 => self.of_dictionary::<Int16Type>(array, looked_through),
                DataType::Int32 => self.of_dictionary::<Int32Type>(array, looked_through),
                DataType::Int64 => self.of_dictionary::<Int64Type>(array, looked_through),
                DataType::UInt8 => self.of_dictionary::<UInt8Type>(array, looked_through),
                DataType::UInt16 => self.of_dictionary::<UInt16Type>(array, looked_through),
                DataType::UInt32 => self.of_dictionary::<UInt32Type>(array, looked_through),
                _ => self.of_dictionary::<UInt64Type>(array, looked_through),
            },
            _ => vec![NULL; array.len()],
        }
    }

    fn of_texts<'a>(&mut self, array: impl ArrayAccessor<Item = &'a str>) -> Vec<u32> {
        let text = |row: usize| array.is_valid(row).then(|| array.value(row));
        (0..array.len()).map(|row| text(row).map_or(NULL, |text| self.text(text))).collect()
    }

    fn of_wholes<T: ArrowPrimitiveType>(&mut self, array: &dyn Array, whole: impl Fn(T::Native) -> i128) -> Vec<u32> {
        let numbers = array.as_primitive::<T>().iter();
        numbers.map(|number| number.map_or(NULL, |number| self.whole(whole(number)))).collect()
    }

    fn of_dictionary<K: ArrowDictionaryKeyType>(&mut self, array: &dyn Array, known: &mut LookedThrough) -> Vec<u32> {
        let dictionary = array.as_dictionary::<K>();
        let values = dictionary.values();
        if !known.values.as_ref().is_some_and(|known| Arc::ptr_eq(known, values)) {
            known.numbers = self.numbers(values.as_ref());
            known.values = Some(Arc::clone(values));
        }
        let number =
            |key: Option<K::Native>| key.and_then(|key| known.numbers.get(key.as_usize()).copied()).unwrap_or(NULL);
        dictionary.keys().iter().map(number).collect()
    }

    fn text(&mut self, text: &str) -> u32 {
        if let Some(number) = self.texts.get(text) {
            return *number;
        }
        let text: Arc<str> = text.into();
        let number = self.next(Value::Text(Arc::clone(&text)));
        self.texts.insert(text, number);
        number
    }

    /// The number of a whole number.
    pub(crate) fn whole(&mut self, whole: i128) -> u32 {
        if let Some(number) = self.wholes.get(&whole) {
            return *number;
        }
        let number = self.next(Value::Whole(whole));
        self.wholes.insert(whole, number);
        number
    }

    fn next(&mut self, value: Value) -> u32 {
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(value);
        number
    }
}
