//! Columns of keys, such as whose a row is: each value gets a small number, by which rows are told apart.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type,
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayAccessor, ArrayRef, StringArray};
use arrow_buffer::ArrowNativeType;
use arrow_schema::{ArrowError, DataType};
use touchline_kernel::look_up::LookUp;
use touchline_kernel::rejection::{Code, Reason};
use touchline_kernel::text::{Key, check_key};

const DAY_MILLIS: i64 = 86_400_000;

/// What a column of keys holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Whole,
    /// Whole numbers of 64 bits without a sign.
    Unsigned,
    /// Decimals without a digit behind the point.
    Decimal,
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
    /// Whether texts are told apart as documents keep keys, and not by how they are written.
    as_kept: bool,
    texts: LookUp<Arc<str>, u32>,
    /// By their numbers, why texts are no keys.
    unfit: LookUp<u32, Reason>,
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
            Date32, Date64, Decimal32, Decimal64, Decimal128, Dictionary, Int8, Int16, Int32, Int64, LargeUtf8, Null,
            UInt8, UInt16, UInt32, UInt64, Utf8, Utf8View,
        };
        match kind {
            Dictionary(_, values) => Kind::of(values),
            Utf8 | LargeUtf8 | Utf8View | Null => Some(Kind::Text),
            Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 => Some(Kind::Whole),
            UInt64 => Some(Kind::Unsigned),
            Decimal32(_, 0) | Decimal64(_, 0) | Decimal128(_, 0) => Some(Kind::Decimal),
            Date32 | Date64 => Some(Kind::Date),
            _ => None,
        }
    }
}

/// What a text is as a key.
pub(crate) fn key(text: &str) -> Result<Key, Reason> {
    check_key(text).map(|()| Key::new(text))
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
        DataType::Decimal32(..) | DataType::Decimal64(..) | DataType::Decimal128(..) => {
            let _ = write!(out, "{}", units_at(array, row));
        },
        DataType::Utf8 => out.push_str(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => out.push_str(array.as_string::<i64>().value(row)),
        DataType::Utf8View => out.push_str(array.as_string_view().value(row)),
        _ => (),
    );
}

/// The units of a row of a column of decimals.
fn units_at(array: &dyn Array, row: usize) -> i128 {
    match array.data_type() {
        DataType::Decimal32(..) => array.as_primitive::<Decimal32Type>().value(row).into(),
        DataType::Decimal64(..) => array.as_primitive::<Decimal64Type>().value(row).into(),
        _ => array.as_primitive::<Decimal128Type>().value(row),
    }
}

/// The text of a row of a column of texts, or of a dictionary of them; nothing where it is null.
pub(crate) fn text(array: &dyn Array, row: usize) -> Option<&str> {
    fn at<'a>(texts: impl ArrayAccessor<Item = &'a str>, row: usize) -> Option<&'a str> {
        (row < texts.len() && texts.is_valid(row)).then(|| texts.value(row))
    }
    match array.data_type() {
        DataType::Utf8 => at(array.as_string::<i32>(), row),
        DataType::LargeUtf8 => at(array.as_string::<i64>(), row),
        DataType::Utf8View => at(array.as_string_view(), row),
        DataType::Dictionary(..) => looked_up(array, row).and_then(|(values, key)| text(values, key)),
        _ => None,
    }
}

/// Where the value of a row stands: of a dictionary among its values. Nothing where it is null.
pub(crate) fn looked_up(array: &dyn Array, row: usize) -> Option<(&dyn Array, usize)> {
    match array.as_any_dictionary_opt() {
        Some(dictionary) => looked_up(dictionary.values().as_ref(), key_at(dictionary.keys(), row)?),
        None => (row < array.len() && array.is_valid(row)).then_some((array, row)),
    }
}

/// The key of a row of a dictionary.
fn key_at(keys: &dyn Array, row: usize) -> Option<usize> {
    arrow_array::downcast_integer_array!(
        keys => keys.is_valid(row).then(|| keys.value(row).as_usize()),
        _ => None,
    )
}

impl Default for Keys {
    fn default() -> Self {
        Keys {
            as_kept: false,
            texts: LookUp::default(),
            unfit: LookUp::default(),
            wholes: LookUp::default(),
            values: vec![Value::Null],
        }
    }
}

impl Keys {
    /// Keys as documents keep them: however a name is composed, and whatever stands around it, it is one.
    pub(crate) fn as_kept() -> Self {
        Keys { as_kept: true, ..Keys::default() }
    }

    /// Why what has a number is no key in a document, where they are kept as there.
    pub(crate) fn unfit(&self, number: u32) -> Option<&Reason> {
        self.unfit.get(&number)
    }

    /// These numbers, where what is blank is nothing: by it nobody is called.
    pub(crate) fn called<'n>(&self, numbers: &'n [u32]) -> Cow<'n, [u32]> {
        if self.unfit.is_empty() {
            return numbers.into();
        }
        let is_blank = |number: u32| self.unfit(number).is_some_and(|reason| reason.code == Code::TextBlank);
        numbers.iter().map(|number| if is_blank(*number) { NULL } else { *number }).collect()
    }

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
        let kept = self.kept(written);
        let whole = || self.wholes.get(&kept.parse().ok()?);
        self.texts.get(&*kept).or_else(whole).copied()
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
            DataType::Decimal32(..) => self.of_wholes::<Decimal32Type>(array, i128::from),
            DataType::Decimal64(..) => self.of_wholes::<Decimal64Type>(array, i128::from),
            DataType::Decimal128(..) => self.of_wholes::<Decimal128Type>(array, |whole| whole),
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
        let number = |key: &K::Native| known.numbers.get(key.as_usize()).copied().unwrap_or(NULL);
        let keys = dictionary.keys();
        // What stands where a row is null may be any number.
        let mut numbers: Vec<u32> = keys.values().iter().map(number).collect();
        if let Some(nulls) = keys.nulls().filter(|nulls| nulls.null_count() > 0) {
            let missing = numbers.iter_mut().zip(nulls).filter(|(_, is_valid)| !is_valid);
            missing.for_each(|(number, _)| *number = NULL);
        }
        numbers
    }

    /// The number of a text.
    pub(crate) fn text(&mut self, text: &str) -> u32 {
        if let Some(number) = self.texts.get(text) {
            return *number;
        }
        let kept = self.kept(text);
        if *kept == *text {
            return self.new_text(text);
        }
        let number = self.texts.get(&*kept).copied().unwrap_or_else(|| self.new_text(&kept));
        // Whatever is written so again is found at once.
        self.texts.insert(text.into(), number);
        number
    }

    fn kept<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.as_kept { Key::as_kept(text) } else { Cow::Borrowed(text) }
    }

    fn new_text(&mut self, text: &str) -> u32 {
        let kept: Arc<str> = text.into();
        let number = self.next(Value::Text(Arc::clone(&kept)));
        self.texts.insert(kept, number);
        if let Some(reason) = self.as_kept.then(|| check_key(text).err()).flatten() {
            self.unfit.insert(number, reason);
        }
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

#[cfg(test)]
mod tests {
    use arrow_array::{Decimal64Array, Decimal128Array};

    use super::*;

    #[test]
    fn bat_02_whole_decimals_are_keys_of_any_size_and_others_are_none() {
        let (kind, great) = (DataType::Decimal128(38, 0), i128::from(u64::MAX) + 1);
        let array = Decimal128Array::from(vec![Some(great), Some(7), None, Some(great)]).with_data_type(kind.clone());
        let mut keys = Keys::default();
        assert_eq!(keys.numbers(&array), [1, 2, NULL, 1]);
        let mut written = String::new();
        write(&array, 0, &mut written);
        assert_eq!(written, great.to_string());
        assert_eq!((Kind::of(&kind), Kind::of(&DataType::Decimal128(38, 2))), (Some(Kind::Decimal), None));
        // The same number is the same key, whatever column it came in.
        let narrow = Decimal64Array::from_iter_values([7]).with_precision_and_scale(18, 0).unwrap();
        assert_eq!(keys.numbers(&narrow), [2]);
    }

    #[test]
    fn bat_02_a_text_is_found_in_any_column_of_texts() {
        let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("a"), None]));
        let keys = arrow_array::Int8Array::from(vec![Some(0), Some(1), None]);
        let dictionary = arrow_array::DictionaryArray::new(keys, Arc::clone(&texts));
        assert_eq!([0, 1, 2].map(|row| text(&dictionary, row)), [Some("a"), None, None]);
        assert_eq!([0, 1, 2].map(|row| text(&texts, row)), [Some("a"), None, None]);
    }
}
