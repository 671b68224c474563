//! Several forms at once, with the instructions that the processor has, where each row is a form and nothing but its score is
//! told of it. Where anything is not as it should be, row by row it is told what.

use arrow_array::cast::AsArray;
use arrow_array::{Array, BooleanArray, RecordBatch};
use arrow_buffer::NullBuffer;
use pulp::{Arch, Simd};
use touchline_calculators::scorecard::{Answered, Cell, Compiled, Leaf, SideBySide};

use super::Scorecards;
use super::forms::Reading;
use super::options::Blank;
use super::output::FormFigures;
use crate::ahead;
use crate::column::{Column, holds_numbers, word};
use crate::kernel::{self, Chunks};
use crate::keys::LookedThrough;

/// How many forms are scored at once: as many as a word has bits.
pub(super) const SIDE: usize = 64;
/// How many times so many are walked question by question: as far as a page of a column's numbers goes. What is read in shorter
/// pieces from many columns is waited for.
pub(super) const SIDES: usize = 8;

/// The answers to a question.
enum Answers<'a> {
    Numbers(Column<'a>),
    /// Yes and no, and which of them are present.
    Flags(&'a BooleanArray),
    /// Of rows that all have one.
    Cells(Vec<Option<Cell>>),
}

/// What is scored, and where it goes.
struct Work<'a> {
    compiled: &'a Compiled,
    answers: &'a [Answers<'a>],
    rows: usize,
    /// Whether an empty cell says that a question is not applicable, where it may be.
    blank: bool,
    rooms: &'a mut [SideBySide<SIDE>],
    answered: &'a mut Answered<SIDE>,
    /// Room for numbers that are not read as they lie. What lies in it of rows before is of none that is present.
    copy: [f64; SIDE],
    figures: &'a mut FormFigures,
    fired: &'a mut Vec<(usize, usize)>,
}

impl Answers<'_> {
    /// Has the processor fetch those of rows from this one on, where they are read as they lie.
    #[inline(always)]
    fn fetch(&self, first: usize) {
        match self {
            Answers::Numbers(column) => column.fetch::<SIDE>(first),
            Answers::Flags(array) => {
                ahead::bits(array.values().values(), array.values().offset() + first);
                if let Some(nulls) = array.nulls() {
                    ahead::bits(nulls.validity(), nulls.offset() + first);
                }
            }
            Answers::Cells(_) => {}
        }
    }
}

impl Scorecards {
    /// Scores some rows; false, and nothing is added, where this cannot be done side by side.
    pub(super) fn add_side_by_side(
        &mut self,
        (questions, looked_through): (&[Option<usize>], &mut [LookedThrough]),
        part: &RecordBatch,
    ) -> bool {
        let (options, judge, told) = (&self.options, &mut self.judge, &mut self.told);
        if options.detail || options.sources || !judge.asking.is_empty() || !judge.compiled.is_flat() {
            return false;
        }
        let mut answers = Vec::with_capacity(questions.len());
        let mut unfit = vec![false; part.num_rows()];
        let columns = questions.iter().zip(looked_through);
        for (place, (leaf, (column, looked_through))) in judge.compiled.leaves().iter().zip(columns).enumerate() {
            let Some(array) = column.map(|column| part.column(column).as_ref()) else { return false };
            answers.push(if leaf.is_scale() && holds_numbers(array.data_type()) {
                Answers::Numbers(Column::of(array))
            } else if let Some(flags) = array.as_boolean_opt().filter(|_| leaf.is_yes_no()) {
                Answers::Flags(flags)
            } else {
                let mut cells = vec![None; array.len()];
                let reading = Reading { leaf: (place, leaf), options, words: &mut self.words, looked_through };
                reading.read(array, &mut cells, &mut unfit);
                if cells.contains(&None) {
                    return false;
                }
                Answers::Cells(cells)
            });
        }
        let (forms, fired) = (told.figures.len(), told.fired.len());
        let work = Work {
            compiled: &judge.compiled,
            answers: &answers,
            rows: part.num_rows(),
            blank: options.blank == Blank::NotApplicable,
            rooms: &mut judge.side_by_side,
            answered: &mut judge.answered,
            copy: [0.0; SIDE],
            figures: &mut told.figures,
            fired: &mut told.fired,
        };
        let are_fit = kernel::run(Arch::new(), work);
        if !are_fit {
            told.figures.truncate(forms);
            told.fired.truncate(fired);
        }
        are_fit
    }
}

impl Chunks for Work<'_> {
    #[inline(always)]
    fn each<S: Simd>(mut self, _: S) -> bool {
        // Loops rather than adapters: a function of its own would not have the processor's instructions.
        let mut first = 0;
        while first < self.rows {
            if !self.sides(first, (SIDES * SIDE).min(self.rows - first)) {
                return false;
            }
            first += SIDES * SIDE;
        }
        true
    }
}

impl Work<'_> {
    /// Scores so many rows from this one on, [`SIDES`] times [`SIDE`] at the most.
    #[inline(always)]
    fn sides(&mut self, first: usize, count: usize) -> bool {
        let sides = count.div_ceil(SIDE);
        for room in self.rooms.iter_mut().take(sides) {
            room.begin_again(self.compiled);
        }
        for (nth, (leaf, answers)) in self.compiled.leaves().iter().zip(self.answers).enumerate() {
            let may_miss = self.blank && leaf.not_applicable().is_some();
            for side in 0..sides {
                let place = (first + side * SIDE, SIDE.min(count - side * SIDE));
                self.fetch_next(nth, place.0);
                if !self.add(side, place, (leaf, answers), may_miss) {
                    return false;
                }
            }
        }
        for side in 0..sides {
            self.tell(side, SIDE.min(count - side * SIDE));
        }
        true
    }

    /// Has the processor fetch what comes after the answers of rows from this one on: those of the same rows to the next question,
    /// and after the last question those of later rows to the first.
    #[inline(always)]
    fn fetch_next(&self, question: usize, first: usize) {
        match (self.answers.get(question + 1), self.answers.first()) {
            (Some(next), _) => next.fetch(first),
            (None, Some(begun_again)) => begun_again.fetch(first + SIDES * SIDE),
            (None, None) => {}
        }
    }

    /// Adds the answers to a question of so many rows from this one on.
    #[inline(always)]
    fn add(
        &mut self,
        side: usize,
        (first, count): (usize, usize),
        (leaf, answers): (&Leaf, &Answers<'_>),
        may_miss: bool,
    ) -> bool {
        let Some(room) = self.rooms.get_mut(side) else { return false };
        let all = u64::MAX >> (64 - count);
        match answers {
            Answers::Numbers(column) => {
                let present = column.present_word(first) & all;
                let numbers = column.slice(first).unwrap_or_else(|| {
                    column.copy(first, count, &mut self.copy);
                    &self.copy
                });
                (present == all || may_miss)
                    && room.add_on_scale(self.compiled, leaf, (numbers, present), self.answered)
            }
            Answers::Flags(array) => {
                let there = |nulls: &NullBuffer| word(nulls.validity(), nulls.offset() + first);
                let present = array.nulls().map_or(u64::MAX, there) & all;
                let flags = word(array.values().values(), array.values().offset() + first);
                (present == all || may_miss) && room.add_flags(self.compiled, leaf, (flags, present), self.answered)
            }
            Answers::Cells(cells) => {
                let cells = cells.iter().skip(first).take(count);
                self.answered.set(leaf, cells.filter_map(|cell| *cell));
                room.add(self.compiled, leaf, self.answered);
                true
            }
        }
    }

    /// Tells what so many rows come to.
    #[inline(always)]
    fn tell(&mut self, side: usize, count: usize) {
        let Some(room) = self.rooms.get_mut(side) else { return };
        let form = self.figures.len();
        let scored = room.scored(self.compiled);
        self.figures.add_side(self.compiled, &scored, count);
        room.add_fired(form, self.fired);
    }
}
