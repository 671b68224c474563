//! Columns of a language that has no Arrow: typed arrays whose values mean something, and plain lists. What they are is
//! said here, in both directions; a face lends the memory.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type, TimestampMillisecondType};
use arrow_array::{
    Array, ArrayRef, DictionaryArray, Float64Array, Int64Array, NullArray, StringArray, TimestampMillisecondArray,
    UInt8Array, UInt64Array, make_array, new_null_array,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use arrow_data::ArrayData;
use arrow_schema::{DataType, Fields, TimeUnit};

use crate::decimal::EXACT;

/// What the values of a typed array mean, by the name that a face has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    /// What they are.
    Numbers,
    /// Days since 1970-01-01.
    Days,
    /// Milliseconds since then, in UTC.
    Moments,
    /// What is, and zero what is not.
    Flags,
    /// Places among names.
    Texts,
    /// A list of texts for each row.
    Lists,
}

/// Why values are no column.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    /// Their type is none that this kind has.
    #[error("has values of another kind: {0}")]
    Type(DataType),
    /// Some are places that none of the names has.
    #[error("has places beyond its names: {0}")]
    Places(String),
}

impl Kind {
    /// The column that a typed array is, by its memory and by what Arrow calls its numbers.
    ///
    /// # Errors
    /// Its values are not of this kind.
    pub fn column(
        self,
        (values, numbers, rows): (Buffer, DataType, usize),
        nulls: Option<NullBuffer>,
        names: Option<&StringArray>,
    ) -> Result<ArrayRef, Unfit> {
        use DataType::{
            Boolean, Date32, Dictionary, Float64, Int8, Int16, Int32, Int64, Timestamp, UInt8, UInt16, UInt32, Utf8,
        };
        let moments = Timestamp(TimeUnit::Millisecond, Some("UTC".into()));
        let (data_type, values, names) = match (self, numbers, names) {
            (Kind::Numbers, numbers, _) => (numbers, values, None),
            (Kind::Days, Int32, _) => (Date32, values, None),
            (Kind::Moments, Int64, _) => (moments, values, None),
            (Kind::Moments, Float64, _) => {
                (moments, values.typed_data::<f64>().iter().map(|at| floor(*at)).collect(), None)
            }
            (Kind::Flags, UInt8, _) => {
                (Boolean, BooleanBuffer::collect_bool(rows, |row| values[row] != 0).into_inner(), None)
            }
            (Kind::Texts, places @ (Int8 | Int16 | Int32 | UInt8 | UInt16 | UInt32), Some(names)) => {
                (Dictionary(Box::new(places), Box::new(Utf8)), values, Some(names.to_data()))
            }
            (_, found, _) => return Err(Unfit::Type(found)),
        };
        let data = ArrayData::builder(data_type).len(rows).add_buffer(values).nulls(nulls);
        let data = data.child_data(names.into_iter().collect()).build();
        // What is wrong can only be a place that none of the names has.
        data.map(make_array).map_err(|wrong| Unfit::Places(wrong.to_string()))
    }
}

/// A list of numbers: whole ones, or doubles where not all of them are whole.
#[must_use]
pub fn of_numbers(numbers: Vec<Option<f64>>) -> ArrayRef {
    if numbers.iter().all(Option::is_none) {
        return Arc::new(NullArray::new(numbers.len()));
    }
    let one = |number: &Option<f64>| number.map_or(Some(None), |number| whole(number).map(Some));
    let wholes: Option<Vec<Option<i64>>> = numbers.iter().map(one).collect();
    wholes.map_or_else(|| Arc::new(Float64Array::from(numbers)) as ArrayRef, |all| Arc::new(Int64Array::from(all)))
}

/// A list of whole numbers of any size: as long as 64 bits hold all of them with a sign, or all without one.
#[must_use]
pub fn of_wholes(numbers: &[Option<i128>]) -> Option<ArrayRef> {
    fn narrow<T: TryFrom<i128>>(numbers: &[Option<i128>]) -> Option<Vec<Option<T>>> {
        numbers.iter().map(|number| number.map(T::try_from).transpose().ok()).collect()
    }
    let signed = narrow(numbers).map(|all| Arc::new(Int64Array::from(all)) as ArrayRef);
    signed.or_else(|| narrow(numbers).map(|all| Arc::new(UInt64Array::from(all)) as ArrayRef))
}

/// A list of texts: each once, in the order in which they come, and the place of each row's.
#[must_use]
pub fn of_texts(texts: &[Option<String>]) -> ArrayRef {
    Arc::new(texts.iter().map(Option::as_deref).collect::<DictionaryArray<Int32Type>>())
}

/// A list of moments, in milliseconds since 1970 began in UTC.
#[must_use]
pub fn of_moments(moments: &[Option<f64>]) -> ArrayRef {
    let moments: TimestampMillisecondArray = moments.iter().map(|at| at.map(floor)).collect();
    Arc::new(moments.with_timezone("UTC"))
}

/// A column of no kind that there is, of which only the length is known.
#[must_use]
pub fn of_no_kind(rows: usize) -> ArrayRef {
    new_null_array(&DataType::Struct(Fields::empty()), rows)
}

/// A column as a language without Arrow holds it.
#[derive(Debug)]
pub enum Held {
    /// A typed array, with the names among which its values are places.
    Typed(Kind, ArrayRef, Option<Vec<String>>),
    /// A list of texts for each row.
    Lists(Vec<Vec<String>>),
}

/// A column of figures, taken apart.
#[must_use]
pub fn held(column: &ArrayRef) -> Held {
    if let Some(named) = column.as_any_dictionary_opt() {
        return Held::Typed(Kind::Texts, make_array(named.keys().to_data()), Some(texts(named.values())));
    }
    let (kind, values): (Kind, ArrayRef) = match column.data_type() {
        DataType::Utf8 => {
            let named: DictionaryArray<Int32Type> = column.as_string::<i32>().iter().collect();
            return held(&(Arc::new(named) as ArrayRef));
        }
        DataType::List(_) => {
            let lists = column.as_list::<i32>().iter();
            return Held::Lists(lists.map(|list| list.map_or_else(Vec::new, |list| texts(&list))).collect());
        }
        DataType::Boolean => {
            let flags = column.as_boolean().values().iter().map(u8::from);
            (Kind::Flags, Arc::new(UInt8Array::from_iter_values(flags)))
        }
        DataType::Date32 => (Kind::Days, Arc::clone(column)),
        DataType::Timestamp(..) => {
            // Those of the years up to 9999, all of which doubles hold.
            let at = column.as_primitive::<TimestampMillisecondType>().values().iter().map(|at| *at as f64);
            (Kind::Moments, Arc::new(Float64Array::from_iter_values(at)))
        }
        DataType::Int64 => {
            let wholes = column.as_primitive::<Int64Type>().iter();
            let doubles: Option<Vec<f64>> = wholes.map(|whole| double(whole.unwrap_or_default())).collect();
            (Kind::Numbers, doubles.map_or_else(|| Arc::clone(column), |doubles| Arc::new(Float64Array::from(doubles))))
        }
        _ => (Kind::Numbers, Arc::clone(column)),
    };
    Held::Typed(kind, values, None)
}

fn texts(texts: &ArrayRef) -> Vec<String> {
    texts.as_string::<i32>().iter().map(|text| text.unwrap_or_default().to_owned()).collect()
}

/// The whole number that a double stands for, and no other one does. It is not -0, which would lose its sign.
fn whole(number: f64) -> Option<i64> {
    let whole = number as i64;
    (whole.unsigned_abs() <= EXACT && (whole as f64).to_bits() == number.to_bits()).then_some(whole)
}

/// The double that is this whole number.
fn double(whole: i64) -> Option<f64> {
    (whole.unsigned_abs() <= EXACT).then_some(whole as f64)
}

/// The whole number at or below one. What is none, such as a date that JavaScript calls invalid, lies before all times.
fn floor(number: f64) -> i64 {
    if number.is_nan() { i64::MIN } else { number.floor() as i64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skl_06_a_list_is_of_whole_numbers_only_where_each_is_the_only_one_of_its_double() {
        let kind = |numbers: &[f64]| of_numbers(numbers.iter().copied().map(Some).collect()).data_type().clone();
        let most = 9_007_199_254_740_991.0;
        assert_eq!(kind(&[0.0, -3.0, most, -most]), DataType::Int64);
        for other in [-0.0, 0.5, most + 1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(kind(&[1.0, other]), DataType::Float64, "{other}");
        }
        assert_eq!(of_numbers(vec![None, None]).data_type(), &DataType::Null);
    }

    #[test]
    fn skl_06_whole_numbers_of_any_size_are_signed_where_one_is_below_zero() {
        let kind = |numbers: &[i128]| {
            let column = of_wholes(&numbers.iter().copied().map(Some).collect::<Vec<_>>());
            column.map(|column| column.data_type().clone())
        };
        let (least, most) = (i128::from(i64::MIN), i128::from(u64::MAX));
        assert_eq!(kind(&[least, 0]), Some(DataType::Int64));
        assert_eq!(kind(&[0, most]), Some(DataType::UInt64));
        assert_eq!((kind(&[-1, most]), kind(&[most + 1])), (None, None));
    }

    #[test]
    fn skl_06_what_is_taken_apart_is_the_column_again() {
        let texts = of_texts(&[Some("b".into()), None, Some("a".into()), Some("b".into())]);
        let moments = of_moments(&[Some(1.5), None, Some(-0.5), Some(f64::NAN)]);
        for column in [texts, moments, of_numbers(vec![Some(1.5), None])] {
            let Held::Typed(kind, values, names) = held(&column) else { panic!("no list of lists") };
            let memory = values.to_data().buffers()[0].clone();
            let names = names.map(StringArray::from);
            let given = (memory, values.data_type().clone(), column.len());
            assert_eq!(&kind.column(given, column.nulls().cloned(), names.as_ref()).unwrap(), &column);
        }
    }

    #[test]
    fn skl_06_values_of_another_kind_and_places_beyond_the_names_are_told() {
        let places = |kind: Kind, place: i8| {
            let names = StringArray::from(vec!["a"]);
            let unfit = kind.column((Buffer::from(vec![place.cast_unsigned()]), DataType::Int8, 1), None, Some(&names));
            unfit.map_err(|unfit| unfit.to_string()).map(|column| column.len())
        };
        assert_eq!(places(Kind::Texts, 0), Ok(1));
        assert_eq!(places(Kind::Days, 0), Err("has values of another kind: Int8".into()));
        assert!(places(Kind::Texts, 1).unwrap_err().starts_with("has places beyond its names: "));
    }
}
