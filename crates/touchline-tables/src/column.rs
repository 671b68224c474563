//! A column as it lies in memory: numbers of any width, decimals too, with presence bits at any offset.
//!
//! Rules: BAT-02.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float16Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_buffer::bit_chunk_iterator::BitChunks;
use arrow_buffer::i256;
use arrow_schema::DataType;

use crate::ahead;
use crate::decimal::{self, EXACT, MOST};
use crate::kernel::{BLOCK, Bits, Lanes, ROWS};
use crate::unfit::Unfit;

/// Numbers where they lie.
#[derive(Clone, Copy)]
enum Numbers<'a> {
    None,
    /// Each with how many of its digits stand behind the point.
    D32(&'a [i32], i8),
    D64(&'a [i64], i8),
    D128(&'a [i128], i8),
    D256(&'a [i256], i8),
    F16(&'a [<Float16Type as ArrowPrimitiveType>::Native]),
    F32(&'a [f32]),
    F64(&'a [f64]),
    I8(&'a [i8]),
    I16(&'a [i16]),
    I32(&'a [i32]),
    I64(&'a [i64]),
    U8(&'a [u8]),
    U16(&'a [u16]),
    U32(&'a [u32]),
    U64(&'a [u64]),
}

/// A column of raw measures; or one that is not there, and misses in every row.
#[derive(Clone, Copy)]
pub(crate) struct Column<'a> {
    numbers: Numbers<'a>,
    /// Presence bits and the place of the first row's; none where no row misses.
    present: Option<(&'a [u8], usize)>,
}

/// The bits from this one on, as many as a word has; what lies behind the last byte is 0.
#[inline(always)]
pub(crate) fn word(bytes: &[u8], first: usize) -> u64 {
    let rest = bytes.get(first / 8..).unwrap_or_default();
    let low = match rest.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    match first % 8 {
        0 => low,
        // Only here: the next byte may be far from everything that was read yet.
        shift => low >> shift | rest.get(8).map_or(0, |byte| u64::from(*byte)) << (64 - shift),
    }
}

/// Whether a column of this type can be read.
pub(crate) fn holds_numbers(kind: &DataType) -> bool {
    use DataType::{Decimal32, Decimal64, Decimal128, Decimal256, Null};
    matches!(kind, Decimal32(..) | Decimal64(..) | Decimal128(..) | Decimal256(..) | Null)
        || kind.is_floating()
        || kind.is_integer()
}

impl<'a> Column<'a> {
    /// What stands for a column that is not there.
    pub(crate) const ABSENT: Column<'static> = Column { numbers: Numbers::None, present: None };

    /// A column of a type that [`holds_numbers`]; of any other type, nothing is present.
    pub(crate) fn of(array: &'a dyn Array) -> Self {
        fn values<T: ArrowPrimitiveType>(array: &dyn Array) -> &[T::Native] {
            array.as_primitive::<T>().values()
        }
        let numbers = match array.data_type() {
            DataType::Decimal32(_, scale) => Numbers::D32(values::<Decimal32Type>(array), *scale),
            DataType::Decimal64(_, scale) => Numbers::D64(values::<Decimal64Type>(array), *scale),
            DataType::Decimal128(_, scale) => Numbers::D128(values::<Decimal128Type>(array), *scale),
            DataType::Decimal256(_, scale) => Numbers::D256(values::<Decimal256Type>(array), *scale),
            DataType::Float16 => Numbers::F16(values::<Float16Type>(array)),
            DataType::Float32 => Numbers::F32(values::<Float32Type>(array)),
            DataType::Float64 => Numbers::F64(values::<Float64Type>(array)),
            DataType::Int8 => Numbers::I8(values::<Int8Type>(array)),
            DataType::Int16 => Numbers::I16(values::<Int16Type>(array)),
            DataType::Int32 => Numbers::I32(values::<Int32Type>(array)),
            DataType::Int64 => Numbers::I64(values::<Int64Type>(array)),
            DataType::UInt8 => Numbers::U8(values::<UInt8Type>(array)),
            DataType::UInt16 => Numbers::U16(values::<UInt16Type>(array)),
            DataType::UInt32 => Numbers::U32(values::<UInt32Type>(array)),
            DataType::UInt64 => Numbers::U64(values::<UInt64Type>(array)),
            _ => Numbers::None,
        };
        Column { numbers, present: array.nulls().map(|nulls| (nulls.validity(), nulls.offset())) }
    }

    /// A whole chunk as it lies, where it lies as the kernel reads it.
    pub(crate) fn chunk(&self, first: usize) -> Option<&'a Lanes> {
        self.slice(first)
    }

    /// Some rows as they lie, where they lie as doubles.
    pub(crate) fn slice<const N: usize>(&self, first: usize) -> Option<&'a [f64; N]> {
        match self.numbers {
            Numbers::F64(numbers) => numbers.get(first..)?.first_chunk(),
            _ => None,
        }
    }

    /// Copies rows as doubles, of a decimal the nearest one; of a number beyond those that doubles hold whole, a NaN.
    pub(crate) fn copy(&self, first: usize, rows: usize, into: &mut [f64]) {
        fn copied<T: Copy>(numbers: &[T], first: usize, rows: usize, into: &mut [f64], double: impl Fn(T) -> f64) {
            let some = numbers.get(first..numbers.len().min(first.saturating_add(rows))).unwrap_or_default();
            for (into, number) in into.iter_mut().zip(some) {
                *into = double(*number);
            }
        }
        match self.numbers {
            Numbers::None => (),
            Numbers::D32(numbers, scale) => {
                copied(numbers, first, rows, into, |number| decimal::double(number.into(), scale));
            }
            Numbers::D64(numbers, scale) => {
                copied(numbers, first, rows, into, |number| decimal::double(number.into(), scale));
            }
            Numbers::D128(numbers, scale) => {
                copied(numbers, first, rows, into, |number| decimal::double(number, scale));
            }
            Numbers::D256(numbers, scale) => {
                copied(numbers, first, rows, into, |number| decimal::wide(number, scale));
            }
            Numbers::F16(numbers) => copied(numbers, first, rows, into, f64::from),
            Numbers::F32(numbers) => copied(numbers, first, rows, into, f64::from),
            Numbers::F64(numbers) => copied(numbers, first, rows, into, |number| number),
            Numbers::I8(numbers) => copied(numbers, first, rows, into, f64::from),
            Numbers::I16(numbers) => copied(numbers, first, rows, into, f64::from),
            Numbers::I32(numbers) => copied(numbers, first, rows, into, f64::from),
            Numbers::I64(numbers) => copied(numbers, first, rows, into, |number| {
                if number.unsigned_abs() <= EXACT { number as f64 } else { f64::NAN }
            }),
            Numbers::U8(numbers) => copied(numbers, first, rows, into, f64::from),
            Numbers::U16(numbers) => copied(numbers, first, rows, into, f64::from),
            Numbers::U32(numbers) => copied(numbers, first, rows, into, f64::from),
            Numbers::U64(numbers) => {
                copied(numbers, first, rows, into, |number| if number <= EXACT { number as f64 } else { f64::NAN })
            }
        }
    }

    /// Which rows are present.
    pub(crate) fn present(&self, first: usize, rows: usize) -> Bits {
        let mut bits = Bits::default();
        if matches!(self.numbers, Numbers::None) {
            return bits;
        }
        let Some((bytes, offset)) = self.present else {
            for (word, from) in bits.iter_mut().zip((0..ROWS).step_by(64)) {
                *word = match rows.saturating_sub(from) {
                    0 => 0,
                    left @ 1..64 => (1 << left) - 1,
                    _ => u64::MAX,
                };
            }
            return bits;
        };
        let chunks = BitChunks::new(bytes, offset + first, rows);
        let words = chunks.iter().chain([chunks.remainder_bits()]);
        bits.iter_mut().zip(words).for_each(|(bits, word)| *bits = word);
        bits
    }

    /// Which of the rows from this one are present, of those that one word tells of.
    #[inline(always)]
    pub(crate) fn present_word(&self, first: usize) -> u64 {
        match (self.numbers, self.present) {
            (Numbers::None, _) => 0,
            (_, Some((bytes, offset))) => word(bytes, offset + first),
            (_, None) => u64::MAX,
        }
    }

    /// Has the processor fetch the numbers of some rows from this one on, and which of them are present.
    #[inline(always)]
    pub(crate) fn fetch<const ROWS: usize>(&self, first: usize) {
        if let Some(numbers) = self.slice::<ROWS>(first) {
            ahead::numbers(numbers);
        }
        if let Some((bytes, offset)) = self.present {
            ahead::bits(bytes, offset + first);
        }
    }

    /// Each row that is present, with its number; with a NaN where no double holds it.
    pub(crate) fn each(&self, rows: usize, mut each: impl FnMut(usize, f64)) {
        let mut copy: Lanes = [0.0; ROWS];
        for first in (0..rows).step_by(ROWS) {
            let count = ROWS.min(rows - first);
            let present = self.present(first, count);
            let numbers = self.chunk(first).unwrap_or_else(|| {
                self.copy(first, count, &mut copy);
                &copy
            });
            for (row, number) in numbers.iter().enumerate().take(count) {
                if present[row / 64] >> (row % 64) & 1 == 1 {
                    each(first + row, *number);
                }
            }
        }
    }

    /// The number of a row, as [`Column::each`] gives it.
    pub(crate) fn number(&self, row: usize) -> Option<f64> {
        let mut copy = [0.0];
        self.copy(row, 1, &mut copy);
        copy.first().copied().filter(|_| self.is_present(row))
    }

    /// Whether a row is present.
    fn is_present(&self, row: usize) -> bool {
        self.present_word(row) & 1 == 1
    }

    /// What stands in a row that is present and no finite number.
    pub(crate) fn unfit(&self, row: usize) -> Option<Unfit> {
        self.is_present(row).then(|| self.beyond(row, f64::MAX)).flatten()
    }

    /// Each of these rows in which what is present is no measure.
    pub(crate) fn each_unfit(&self, rows: Range<usize>, mut each: impl FnMut(usize, Unfit)) {
        if self.always_fits() {
            return;
        }
        for first in rows.clone().step_by(BLOCK) {
            let count = BLOCK.min(rows.end - first);
            let mut unfit = self.unfit_word(first, count) & self.present_word(first);
            while unfit != 0 {
                let row = first + unfit.trailing_zeros() as usize;
                if let Some(found) = self.beyond(row, MOST) {
                    each(row, found);
                }
                unfit &= unfit - 1;
            }
        }
    }

    /// Whether what is present is always a measure, whatever it is.
    fn always_fits(&self) -> bool {
        use Numbers::{I8, I16, I32, None, U8, U16, U32};
        matches!(self.numbers, None | I8(_) | I16(_) | I32(_) | U8(_) | U16(_) | U32(_))
    }

    /// The rows from this one, of a word's, that are no measures where they are present.
    fn unfit_word(&self, first: usize, count: usize) -> u64 {
        fn word<T: Copy>(numbers: &[T], rows: Range<usize>, fits: impl Fn(T) -> bool) -> u64 {
            let some = numbers.get(rows).unwrap_or_default();
            // Mostly all of them fit, which is found out several at once.
            if some.iter().fold(true, |all, number| all & fits(*number)) {
                return 0;
            }
            some.iter().enumerate().fold(0, |word, (row, number)| word | u64::from(!fits(*number)) << row)
        }
        let rows = first..first + count;
        match self.numbers {
            Numbers::F64(numbers) => word(numbers, rows, is_measure),
            Numbers::F32(numbers) => word(numbers, rows, |number| is_measure(number.into())),
            Numbers::I64(numbers) => word(numbers, rows, |number| number.unsigned_abs() <= EXACT),
            Numbers::U64(numbers) => word(numbers, rows, |number| number <= EXACT),
            _ => rows.enumerate().fold(0, |word, (bit, row)| word | u64::from(self.beyond(row, MOST).is_some()) << bit),
        }
    }

    /// What a row holds, present or not, where it is no finite number or, of doubles, one beyond this.
    fn beyond(&self, row: usize, most: f64) -> Option<Unfit> {
        let of_double = |number: f64| {
            let fits = number.is_finite() && number.abs() <= most;
            (!fits).then(|| Unfit::double(number))
        };
        let of_decimal = |double: f64, units: i256, scale: i8| double.is_nan().then_some(Unfit::Units(units, scale));
        match self.numbers {
            Numbers::D32(numbers, scale) => {
                let number = i128::from(*numbers.get(row)?);
                of_decimal(decimal::double(number, scale), i256::from_i128(number), scale)
            }
            Numbers::D64(numbers, scale) => {
                let number = i128::from(*numbers.get(row)?);
                of_decimal(decimal::double(number, scale), i256::from_i128(number), scale)
            }
            Numbers::D128(numbers, scale) => {
                let number = *numbers.get(row)?;
                of_decimal(decimal::double(number, scale), i256::from_i128(number), scale)
            }
            Numbers::D256(numbers, scale) => {
                let number = *numbers.get(row)?;
                of_decimal(decimal::wide(number, scale), number, scale)
            }
            Numbers::F16(numbers) => of_double((*numbers.get(row)?).into()),
            Numbers::F32(numbers) => of_double((*numbers.get(row)?).into()),
            Numbers::F64(numbers) => of_double(*numbers.get(row)?),
            Numbers::I64(numbers) => {
                let number = *numbers.get(row)?;
                (number.unsigned_abs() > EXACT).then(|| Unfit::Units(i256::from_i128(number.into()), 0))
            }
            Numbers::U64(numbers) => {
                let number = *numbers.get(row)?;
                (number > EXACT).then(|| Unfit::Units(i256::from_i128(number.into()), 0))
            }
            _ => None,
        }
    }
}

/// Whether a number is one that a document could have: finite, and no greater than doubles hold whole numbers.
#[inline(always)]
pub(crate) fn is_measure(number: f64) -> bool {
    number.abs() <= MOST
}
