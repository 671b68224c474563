//! Figures as they are told, column by column: numbers in one piece of memory that Arrow takes over, and a bit for each answer
//! by yes or no.

use arrow_array::types::Float64Type;
use arrow_array::{BooleanArray, Float64Array, PrimitiveArray};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use pulp::bytemuck::{cast_slice, cast_slice_mut};

use crate::arena::Arena;

/// Columns of numbers that grow together.
#[derive(Debug, Default)]
pub(super) struct Sheet<const COLUMNS: usize> {
    memory: Option<Arena>,
    /// How many rows there is memory for.
    room: usize,
    rows: usize,
}

/// A column of bits that grows.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    words: Vec<u64>,
    len: usize,
}

/// Bytes of a number.
const NUMBER: usize = size_of::<f64>();
/// Rows of which one word of bits tells.
const WORD: usize = 64;

impl<const COLUMNS: usize> Sheet<COLUMNS> {
    /// Makes room for so many rows more.
    pub(super) fn reserve(&mut self, rows: usize) {
        let needed = self.rows + rows;
        if needed <= self.room {
            return;
        }
        // Each column begins where a large piece of memory may be read from best.
        let room = if self.room == 0 { needed } else { needed.max(self.room * 2) }.next_multiple_of(WORD);
        let mut memory = Arena::new(room * COLUMNS * NUMBER);
        if let Some(before) = &mut self.memory {
            let columns = cast_slice::<u8, f64>(before.bytes()).chunks_exact(self.room);
            let into = cast_slice_mut::<u8, f64>(memory.bytes()).chunks_exact_mut(room);
            into.zip(columns).for_each(|(into, column)| into[..self.rows].copy_from_slice(&column[..self.rows]));
        }
        (self.memory, self.room) = (Some(memory), room);
    }

    /// Adds the first of some rows that stand side by side.
    #[inline(always)]
    pub(super) fn add<const N: usize>(&mut self, side: [&[f64; N]; COLUMNS], count: usize) {
        self.reserve(count);
        let Some(memory) = &mut self.memory else { return };
        let columns = cast_slice_mut::<u8, f64>(memory.bytes()).chunks_exact_mut(self.room.max(1));
        for (column, numbers) in columns.zip(side) {
            let into = &mut column[self.rows..];
            // What lies behind the last is written over by what comes next, or never told.
            match into.first_chunk_mut() {
                Some(all) => *all = *numbers,
                None => into[..count].copy_from_slice(&numbers[..count]),
            }
        }
        self.rows += count;
    }

    /// Forgets the rows behind the first so many.
    pub(super) fn truncate(&mut self, rows: usize) {
        self.rows = self.rows.min(rows);
    }

    /// The numbers of a column.
    pub(super) fn column(&mut self, column: usize) -> &[f64] {
        let Some(memory) = &mut self.memory else { return &[] };
        let first = column * self.room;
        cast_slice::<u8, f64>(memory.bytes()).get(first..first + self.rows).unwrap_or_default()
    }

    /// The columns for Arrow, each without rows that are null.
    pub(super) fn into_arrays(self, nulls: [&Option<NullBuffer>; COLUMNS]) -> [Float64Array; COLUMNS] {
        let memory = self.memory.map_or_else(|| Buffer::from_vec(Vec::<f64>::new()), Arena::into_buffer);
        let mut first = 0;
        nulls.map(|nulls| {
            let values = ScalarBuffer::new(memory.clone(), first, self.rows);
            first += self.room;
            PrimitiveArray::<Float64Type>::new(values, nulls.clone())
        })
    }
}

impl Marks {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Makes room for so many rows more.
    pub(super) fn reserve(&mut self, rows: usize) {
        self.words.reserve(rows.div_ceil(WORD));
    }

    /// Adds the first of some rows that stand side by side, no more than a word has bits.
    #[inline(always)]
    pub(super) fn add<const N: usize>(&mut self, side: &[bool; N], count: usize) {
        let word = packed(side) & u64::MAX.unbounded_shr(u32::try_from(WORD - count).unwrap_or_default());
        let used = self.len % WORD;
        match self.words.last_mut().filter(|_| used > 0) {
            None => self.words.push(word),
            Some(last) => {
                *last |= word << used;
                if used + count > WORD {
                    self.words.push(word >> (WORD - used));
                }
            }
        }
        self.len += count;
    }

    /// Forgets the rows behind the first so many.
    pub(super) fn truncate(&mut self, rows: usize) {
        self.len = self.len.min(rows);
        self.words.truncate(self.len.div_ceil(WORD));
        if let Some(last) = self.words.last_mut().filter(|_| !self.len.is_multiple_of(WORD)) {
            *last &= (1 << (self.len % WORD)) - 1;
        }
    }

    /// The rows in which either is marked.
    pub(super) fn or(mut self, other: &Marks) -> Self {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
        self
    }

    /// The rows that are not.
    pub(super) fn not(mut self) -> Self {
        self.words.iter_mut().for_each(|word| *word = !*word);
        self
    }

    fn bits(&self) -> BooleanBuffer {
        let words: Vec<u64> = self.words.iter().map(|word| word.to_le()).collect();
        BooleanBuffer::new(Buffer::from_vec(words), 0, self.len)
    }

    /// What is null where all that is marked is not; nothing where that is all.
    pub(super) fn nulls(&self) -> Option<NullBuffer> {
        Some(NullBuffer::new(self.bits())).filter(|nulls| nulls.null_count() > 0)
    }

    /// A column of booleans.
    pub(super) fn array(&self, nulls: Option<NullBuffer>) -> BooleanArray {
        BooleanArray::new(self.bits(), nulls)
    }
}

/// A bit for each, that of the first the lowest.
#[inline(always)]
fn packed<const N: usize>(marks: &[bool; N]) -> u64 {
    let bytes = marks.map(u8::from);
    let (eights, rest) = bytes.as_chunks::<8>();
    let mut word = 0;
    for (eight, place) in eights.iter().zip((0_u32..).step_by(8)) {
        // Each byte is a bit of the highest one, which no other reaches.
        word |= (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) << place;
    }
    for (byte, place) in rest.iter().zip(eights.len() * 8..) {
        word |= u64::from(*byte) << place;
    }
    word
}

#[cfg(test)]
mod tests {
    use super::{Marks, Sheet};
    use arrow_array::Array as _;

    #[test]
    fn bat_06_marks_and_numbers_are_what_was_added_wherever_that_was_cut() {
        let mut dice = 1_u64;
        let mut next = || {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) as usize
        };
        for _ in 0..50 {
            let (mut marks, mut sheet, mut told) = (Marks::default(), Sheet::<2>::default(), Vec::new());
            for _ in 0..next() % 40 {
                let count = 1 + next() % 64;
                let side: [bool; 64] = std::array::from_fn(|_| next() % 3 == 0);
                let numbers: [f64; 64] = std::array::from_fn(|_| next() as f64);
                marks.add(&side, count);
                sheet.add([&numbers, &numbers.map(|number| -number)], count);
                told.extend(side.into_iter().zip(numbers).take(count));
                if next() % 5 == 0 {
                    let rows = next() % (told.len() + 1);
                    marks.truncate(rows);
                    sheet.truncate(rows);
                    told.truncate(rows);
                }
            }
            assert_eq!(marks.len(), told.len());
            let bits = marks.array(None);
            let [numbers, negative] = sheet.into_arrays([&None, &marks.nulls()]);
            for (row, (mark, number)) in told.into_iter().enumerate() {
                assert_eq!((bits.value(row), numbers.value(row)), (mark, number));
                assert_eq!((negative.is_valid(row), negative.value(row)), (mark, -number));
            }
        }
    }
}
