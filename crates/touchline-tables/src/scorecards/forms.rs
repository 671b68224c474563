//! Tables of which each row is a form, with a column for each question.

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use touchline_calculators::scorecard::{Answer, Cell, Form, Given, Giver, Leaf};
use touchline_kernel::rejection::{BadInput, DetailKey, Fault, Reason};

use super::bound::Bound;
use super::options::{Blank, ScorecardOptions};
use super::words::Words;
use super::{Scorecards, Told};
use crate::column::{Column, holds_numbers};
use crate::fault::Faults;
use crate::keys::{LookedThrough, NULL};
use crate::options::NotFinite;

/// How many rows are put together from their columns at once.
const ROWS_AT_ONCE: usize = 1_024;
/// How many are tried side by side before they are put together.
const MOST_AT_ONCE: usize = 8 * ROWS_AT_ONCE;

/// The answers of some rows, question by question.
struct Grid {
    rows: usize,
    cells: Vec<Option<Cell>>,
    /// The rows in which something stands that is no answer.
    unfit: Vec<bool>,
}

/// What is read of a column, and how.
pub(super) struct Reading<'a> {
    pub(super) leaf: (usize, &'a Leaf),
    pub(super) options: &'a ScorecardOptions,
    pub(super) words: &'a mut Words,
    pub(super) looked_through: &'a mut LookedThrough,
}

impl Scorecards {
    /// Scores a batch of forms; where it is refused nothing of it is kept.
    pub(super) fn add_forms(
        &mut self,
        bound: &Bound,
        questions: &[Option<usize>],
        batch: &RecordBatch,
    ) -> Result<(), BadInput> {
        let before = self.told.figures.len();
        self.told.figures.reserve(batch.num_rows());
        let mut faults = Faults::default();
        let mut looked_through: Vec<LookedThrough> = questions.iter().map(|_| LookedThrough::default()).collect();
        let names = bound.form.map(|(place, _)| self.forms.numbers(batch.column(place).as_ref())).unwrap_or_default();
        for first in (0..batch.num_rows()).step_by(MOST_AT_ONCE) {
            let part = batch.slice(first, MOST_AT_ONCE.min(batch.num_rows() - first));
            let names_of = |first: usize, rows: usize| names.iter().skip(first).take(rows);
            if self.add_side_by_side((questions, &mut looked_through), &part) {
                self.name_forms(names_of(first, part.num_rows()), self.progress.rows + first as u64, &mut faults);
                continue;
            }
            for within in (0..part.num_rows()).step_by(ROWS_AT_ONCE) {
                let few = part.slice(within, ROWS_AT_ONCE.min(part.num_rows() - within));
                let number = self.progress.rows + (first + within) as u64;
                self.name_forms(names_of(first + within, few.num_rows()), number, &mut faults);
                if !self.add_side_by_side((questions, &mut looked_through), &few) {
                    self.add_part((questions, &mut looked_through), &few, number, &mut faults);
                }
            }
        }
        faults.told().inspect_err(|_| self.told.cut(before, &mut self.held.named))
    }

    /// Keeps which form each row is, by the numbers of what a column says.
    fn name_forms<'a>(&mut self, names: impl Iterator<Item = &'a u32>, first: u64, faults: &mut Faults) {
        let name = self.options.form.as_deref().unwrap_or_default();
        for (number, row) in names.copied().zip(first..) {
            if number == NULL {
                faults.null(name, row);
            } else if self.held.named.insert(number) {
                self.told.forms.push(number);
            } else {
                let form = self.forms.value(number).written().unwrap_or_default();
                faults.cell(name, row, Reason::twice(&form));
            }
        }
    }

    fn add_part(
        &mut self,
        (questions, looked_through): (&[Option<usize>], &mut [LookedThrough]),
        part: &RecordBatch,
        first: u64,
        faults: &mut Faults,
    ) {
        let rows = part.num_rows();
        let mut grid = Grid { rows, cells: vec![None; questions.len() * rows], unfit: vec![false; rows] };
        let leaves = self.judge.compiled.leaves().iter().enumerate();
        let chunks = grid.cells.chunks_exact_mut(rows.max(1));
        for (((leaf, place), looked_through), cells) in leaves.zip(questions).zip(looked_through).zip(chunks) {
            let Some(place) = place else { continue };
            let reading = Reading { leaf, options: &self.options, words: &mut self.words, looked_through };
            reading.read(part.column(*place).as_ref(), cells, &mut grid.unfit);
        }
        for row in 0..rows {
            let is_whole = self.judge.take(grid.row(row)) && !self.asks_for_more(&grid, row);
            if grid.unfit[row] || !is_whole {
                self.blame(questions, part, (row, first + row as u64), faults);
                continue;
            }
            let by = |place: usize| grid.cell(place, row).map(|_| (Giver::Person, None));
            self.judge.score(&self.options, &mut self.told, by);
        }
    }

    /// Whether an answer asks for what stands in no column.
    fn asks_for_more(&self, grid: &Grid, row: usize) -> bool {
        let asks = |place: &usize| {
            let (leaf, cell) = (self.judge.compiled.leaves().get(*place), self.judge.row.get(*place));
            let asked = leaf.zip(cell).map(|(leaf, cell)| leaf.asks_for(*cell)).unwrap_or_default();
            (asked.comment || asked.tag) && grid.cell(*place, row).is_some()
        };
        self.judge.asking.iter().any(asks)
    }

    /// Tells what is wrong with a row, by the document that it stands for.
    fn blame(&self, questions: &[Option<usize>], part: &RecordBatch, (row, number): (usize, u64), faults: &mut Faults) {
        let mut form = Form::default();
        for (leaf, place) in self.judge.compiled.leaves().iter().zip(questions) {
            let Some(array) = place.map(|place| part.column(place).as_ref()) else { continue };
            if let Some(found) = Column::of(array).unfit(row)
                && self.options.not_finite == NotFinite::Refuse
            {
                faults.not_finite(self.options.column(leaf.key.as_str()), number, Some(found));
                return;
            }
            if let Some(answer) = self.given(leaf, array, row) {
                form.answers.push(Answer::of(leaf.key.clone(), answer));
            }
        }
        let Err(bad) = self.judge.compiled.check(&form, "") else { return };
        for Fault { path, reason, .. } in bad.faults {
            let missing = || reason.detail(DetailKey::Actual)?.as_str();
            let answer = path.strip_prefix("/answers/").and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
            let answer = answer.and_then(|place| form.answers.get(place)).map(|answer| answer.question.as_str());
            let key = answer.or_else(missing).unwrap_or_default().to_owned();
            faults.cell(self.options.column(&key), number, reason);
        }
    }

    /// What a cell says; nothing where it is empty.
    fn given(&self, leaf: &Leaf, array: &dyn Array, row: usize) -> Option<Given> {
        let blank = || {
            let not_applicable = self.options.blank == Blank::NotApplicable && leaf.not_applicable().is_some();
            not_applicable.then(|| Given { not_applicable, ..Given::default() })
        };
        if holds_numbers(array.data_type()) && leaf.options().is_empty() {
            let number = Column::of(array).number(row).filter(|number| number.is_finite());
            return number.map(|number| Given { number: Some(number), ..Given::default() }).or_else(blank);
        }
        if let Some(flags) = array.as_boolean_opt() {
            let option = |is: bool| leaf.options().get(usize::from(!is)).cloned();
            let options = array.is_valid(row).then(|| option(flags.value(row)));
            return options
                .map(|option| Given { options: option.into_iter().collect(), ..Given::default() })
                .or_else(blank);
        }
        let mut words = Words::of(self.options.separator.clone());
        let texts = words.read(array.slice(row, 1).as_ref());
        let options = texts.row(0).map(|numbers| words.keys(numbers));
        options.map(|options| Given { options, ..Given::default() }).or_else(blank)
    }
}

impl Grid {
    fn cell(&self, question: usize, row: usize) -> Option<Cell> {
        self.cells.get(question * self.rows + row).copied().flatten()
    }

    fn row(&self, row: usize) -> impl Iterator<Item = Option<Cell>> {
        self.cells.iter().skip(row).step_by(self.rows).copied()
    }
}

impl Reading<'_> {
    /// Reads the column of a question, of a type that it has; what is no answer makes its row unfit.
    pub(super) fn read(self, array: &dyn Array, cells: &mut [Option<Cell>], unfit: &mut [bool]) {
        let Reading { leaf: (place, leaf), options, words, looked_through } = self;
        if options.blank == Blank::NotApplicable {
            cells.fill(leaf.not_applicable());
        }
        let mut put = |row: usize, cell: Option<Cell>| {
            cells[row] = cell;
            unfit[row] |= cell.is_none();
        };
        if leaf.options().is_empty() {
            let skips = options.not_finite == NotFinite::Missing;
            Column::of(array).each(array.len(), |row, number| {
                if number.is_finite() || !skips {
                    put(row, leaf.number(number));
                }
            });
        } else if *array.data_type() == DataType::Boolean {
            let bits = |is: bool| leaf.chosen(if is { 1 } else { 2 });
            let flags = array.as_boolean().iter().enumerate();
            flags.for_each(|(row, flag)| flag.into_iter().for_each(|is| put(row, bits(is))));
        } else {
            let texts = words.read_after(array, looked_through);
            for row in 0..array.len() {
                if let Some(numbers) = texts.row(row) {
                    put(row, words.bits((place, leaf), numbers).and_then(|bits| leaf.chosen(bits)));
                }
            }
        }
    }
}

impl Told {
    /// Forgets the forms behind the first so many.
    fn cut(&mut self, forms: usize, named: &mut super::answers::Named) {
        let nodes = self.nodes.len().checked_div(self.figures.len()).unwrap_or_default();
        self.nodes.truncate(forms * nodes);
        self.figures.truncate(forms);
        self.sources.truncate(forms);
        self.fired.retain(|(form, _)| *form < forms);
        self.forms.drain(forms.min(self.forms.len())..).for_each(|number| named.remove(number));
    }
}
