//! Several forms at once, with the instructions that the processor has, where each row is a form and nothing but its score is
//! told of it. Where anything is not as it should be, row by row it is told what.

use arrow_array::RecordBatch;
use pulp::{Arch, Simd};
use touchline_calculators::scorecard::{Answered, Cell, Compiled, Figures, Leaf, SideBySide};

use super::Scorecards;
use super::forms::Reading;
use super::options::Blank;
use crate::column::{Column, holds_numbers};
use crate::kernel::{self, Bits, Chunks, Lanes, ROWS};

/// How many forms are scored at once.
pub(super) const SIDE: usize = 32;

/// The answers to a question.
enum Answers<'a> {
    Numbers(Column<'a>),
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
    room: &'a mut SideBySide<SIDE>,
    figures: &'a mut Vec<Figures>,
    fired: &'a mut Vec<(usize, usize)>,
}

impl Scorecards {
    /// Scores some rows; false, and nothing is added, where this cannot be done side by side.
    pub(super) fn add_side_by_side(&mut self, questions: &[Option<usize>], part: &RecordBatch) -> bool {
        let (options, judge, told) = (&self.options, &mut self.judge, &mut self.told);
        if options.detail || options.sources || !judge.asking.is_empty() || !judge.compiled.is_flat() {
            return false;
        }
        let mut answers = Vec::with_capacity(questions.len());
        let mut unfit = vec![false; part.num_rows()];
        for (place, (leaf, column)) in judge.compiled.leaves().iter().zip(questions).enumerate() {
            let Some(array) = column.map(|column| part.column(column).as_ref()) else { return false };
            answers.push(if leaf.is_scale() && holds_numbers(array.data_type()) {
                Answers::Numbers(Column::of(array))
            } else {
                let mut cells = vec![None; array.len()];
                Reading { leaf: (place, leaf), options, words: &mut self.words }.read(array, &mut cells, &mut unfit);
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
            room: &mut judge.side_by_side,
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
        (0..self.rows).step_by(ROWS).all(|first| self.chunk(first))
    }
}

impl Work<'_> {
    #[inline(always)]
    fn chunk(&mut self, first: usize) -> bool {
        let count = ROWS.min(self.rows - first);
        (0..count).step_by(SIDE).all(|from| self.side(first, from, SIDE.min(count - from)))
    }

    /// Scores so many rows from this one of a chunk on.
    #[inline(always)]
    fn side(&mut self, first: usize, from: usize, count: usize) -> bool {
        self.room.begun(self.compiled);
        for (leaf, answers) in self.compiled.leaves().iter().zip(self.answers) {
            let answered = match answers {
                Answers::Numbers(column) => numbers(leaf, column, (first + from, count), self.blank),
                Answers::Cells(cells) => {
                    let cells = cells.iter().skip(first + from).take(count);
                    Some(Answered::of(leaf, cells.filter_map(|cell| *cell)))
                }
            };
            let Some(answered) = answered else { return false };
            self.room.add(self.compiled, leaf, &answered);
        }
        let (form, mut left) = (self.figures.len(), count);
        let figures = &mut *self.figures;
        self.room.scored(self.compiled, |told| {
            if left > 0 {
                figures.push(told);
                left -= 1;
            }
        });
        let before = self.fired.len();
        self.fired.extend(self.room.fired().iter().map(|(lane, question)| (form + lane, *question)));
        self.fired[before..].sort_unstable();
        true
    }
}

/// The numbers of some rows as answers; nothing where one of them is none, or is missing and may not be.
#[inline(always)]
fn numbers(leaf: &Leaf, column: &Column<'_>, (first, count): (usize, usize), blank: bool) -> Option<Answered<SIDE>> {
    let mut copy: Lanes;
    let numbers: &[f64; SIDE] = match column.slice(first) {
        Some(numbers) => numbers,
        None => {
            copy = [0.0; ROWS];
            column.copy(first, count, &mut copy);
            copy.first_chunk()?
        }
    };
    let bits: Bits = column.present(first, count);
    let word = bits.first().copied().unwrap_or_default();
    let all = if count == 64 { u64::MAX } else { (1 << count) - 1 };
    if word & all != all && !(blank && leaf.not_applicable().is_some()) {
        return None;
    }
    let mut present = [0.0; SIDE];
    for (lane, present) in present.iter_mut().enumerate() {
        *present = (word >> lane & 1) as f64;
    }
    Answered::on_scale(leaf, numbers, &present)
}
