//! Tables of which each row is an answer: they are kept until all are there, since those of a form may stand anywhere.

use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use strum::VariantArray as _;
use touchline_calculators::scorecard::{Answer, Cell, Form, Given, Giver, Leaf};
use touchline_kernel::look_up::{LookUp, Seen};
use touchline_kernel::rejection::{BadInput, Code, Fault, Reason};
use touchline_kernel::text::{Key, is_blank};

use super::Scorecards;
use super::bound::{Bound, Field, Fields};
use super::words::Texts;
use crate::column::Column;
use crate::fault::Faults;
use crate::keys::{Keys, NULL};
use crate::options::NotFinite;

/// Answers that wait for the others of their form.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// Form by form, and in each by question.
    answers: Vec<Option<HeldAnswer>>,
    /// By form: the row of its first answer.
    first: Vec<u64>,
    /// By the number of its key: the form's place.
    places: LookUp<u32, usize>,
    /// By the number of its text: the question's place.
    questions: LookUp<u32, Option<usize>>,
    pub(super) named: Named,
}

/// The forms that have come up, where each row is one.
#[derive(Debug, Default)]
pub(super) struct Named(Seen<u32>);

#[derive(Clone, Copy, Debug)]
struct HeldAnswer {
    cell: Cell,
    giver: Giver,
    has_comment: bool,
    has_tags: bool,
    row: u64,
}

/// The columns of a batch of answers.
struct Batch<'a> {
    batch: &'a RecordBatch,
    fields: &'a Fields,
    forms: Vec<u32>,
    questions: Texts,
    options: Option<Texts>,
    tags: Option<Texts>,
    sources: Option<(Keys, Vec<u32>)>,
    numbers: Vec<Option<f64>>,
}

impl Named {
    /// Adds a form; says whether it is new.
    pub(super) fn insert(&mut self, number: u32) -> bool {
        self.0.insert(number)
    }

    pub(super) fn remove(&mut self, number: u32) {
        self.0.remove(&number);
    }
}

impl Scorecards {
    /// Keeps a batch of answers; where it is refused nothing of it is kept.
    pub(super) fn add_answers(&mut self, bound: &Bound, fields: &Fields, batch: &RecordBatch) -> Result<(), BadInput> {
        let (mut faults, mut filled) = (Faults::default(), Vec::new());
        let forms = self.held.first.len();
        let columns = self.columns(bound, fields, batch);
        for row in 0..batch.num_rows() {
            filled.extend(self.add_answer(&columns, (row, self.progress.rows + row as u64), &mut faults));
        }
        faults.told().inspect_err(|_| self.forget(forms, &filled))
    }

    fn forget(&mut self, forms: usize, filled: &[usize]) {
        for slot in filled {
            self.held.answers[*slot] = None;
        }
        self.held.answers.truncate(forms * self.judge.compiled.leaves().len());
        self.held.first.truncate(forms);
        self.held.places.retain(|_, place| *place < forms);
        self.told.forms.truncate(forms);
    }

    fn columns<'a>(&mut self, bound: &Bound, fields: &'a Fields, batch: &'a RecordBatch) -> Batch<'a> {
        let array = |field: Field| fields.place(field).map(|place| batch.column(place).as_ref());
        let mut texts = |field: Field| array(field).map(|array| self.words.read(array));
        let (questions, options, tags) = (texts(Field::Question), texts(Field::Options), texts(Field::Tags));
        let mut numbers = vec![None; batch.num_rows()];
        if let Some(array) = array(Field::Number) {
            Column::of(array).each(batch.num_rows(), |row, number| numbers[row] = Some(number));
        }
        let sources = array(Field::Source).map(|array| {
            let mut keys = Keys::default();
            let numbers = keys.numbers(array);
            (keys, numbers)
        });
        let forms = bound.form.map(|(place, _)| self.forms.numbers(batch.column(place).as_ref()));
        Batch {
            batch,
            fields,
            forms: forms.unwrap_or_default(),
            questions: questions.unwrap_or_else(|| Texts::none(batch.num_rows())),
            options,
            tags,
            sources,
            numbers,
        }
    }

    /// Keeps the answer of a row; gives its place.
    fn add_answer(&mut self, batch: &Batch<'_>, (row, number): (usize, u64), faults: &mut Faults) -> Option<usize> {
        let form = batch.forms.get(row).copied().unwrap_or(NULL);
        if form == NULL {
            faults.null(self.options.form.as_deref().unwrap_or_default(), number);
        }
        let giver = self.giver(batch, (row, number), faults);
        let Some(question) = batch.questions.row(row).and_then(|texts| texts.first().copied()) else {
            faults.null(self.options.column(Field::Question.name()), number);
            return None;
        };
        let found = self.held.questions.get(&question).copied();
        let place = found.unwrap_or_else(|| {
            let place = self.place_of(question);
            self.held.questions.insert(question, place);
            place
        });
        let cell = place.and_then(|place| self.cell(batch, place, row));
        let (Some(place), Some(cell), true) = (place, cell, self.are_tags(batch, row)) else {
            self.blame_answer(batch, question, (row, number), faults);
            return None;
        };
        let (count, giver) = (self.judge.compiled.leaves().len(), giver?);
        let ruled = self.judge.ruled.get(place).copied().flatten();
        let is_ruled = || self.judge.compiled.leaves().get(place).is_some_and(|leaf| leaf.is_ruled(Some(cell), ruled));
        if giver == Giver::Rule && !is_ruled() {
            let reason = Reason::new(Code::RuleAnswersOtherwise);
            faults.cell(self.options.column(Field::Source.name()), number, reason);
            return None;
        }
        if form == NULL {
            return None;
        }
        let at = *self.held.places.entry(form).or_insert_with(|| {
            self.held.answers.resize(self.held.answers.len() + count, None);
            self.held.first.push(number);
            self.told.forms.push(form);
            self.held.first.len() - 1
        });
        let slot = at * count + place;
        if self.held.answers[slot].is_some() {
            let reason = Reason::twice(&self.words.text(question));
            faults.cell(self.options.column(Field::Question.name()), number, reason);
            return None;
        }
        let array = |field: Field| batch.fields.place(field).map(|place| batch.batch.column(place));
        let has_comment = array(Field::Comment).is_some_and(|array| is_said(array.as_ref(), row));
        let has_tags = batch.tags.as_ref().and_then(|tags| tags.row(row)).is_some_and(|tags| !tags.is_empty());
        self.held.answers[slot] = Some(HeldAnswer { cell, giver, has_comment, has_tags, row: number });
        Some(slot)
    }

    /// Who has answered; nothing, and a fault, where the row says something else.
    fn giver(&self, batch: &Batch<'_>, (row, number): (usize, u64), faults: &mut Faults) -> Option<Giver> {
        let Some((keys, numbers)) = &batch.sources else { return Some(Giver::Person) };
        let Some(said) = numbers.get(row).and_then(|number| keys.value(*number).written()) else {
            return Some(Giver::Person);
        };
        let named = |giver: &&Giver| <&'static str>::from(**giver) == said;
        let found = Giver::VARIANTS.iter().find(named).copied();
        if found.is_none() {
            let known = Giver::VARIANTS.iter().map(|giver| <&'static str>::from(*giver));
            faults.unknown_value(self.options.column(Field::Source.name()), number, &said, known.collect());
        }
        found
    }

    /// The answer of a row; nothing where it is none.
    fn cell(&mut self, batch: &Batch<'_>, place: usize, row: usize) -> Option<Cell> {
        let leaf = self.judge.compiled.leaves().get(place)?;
        let options = batch.options.as_ref().and_then(|options| options.row(row)).filter(|options| !options.is_empty());
        match (batch.not_applicable(row), self.number(batch, row), options) {
            (true, None, None) => leaf.not_applicable(),
            (false, Some(number), None) => leaf.number(number),
            (false, None, Some(numbers)) if !leaf.options().is_empty() => {
                let bits = self.words.bits((place, leaf), numbers)?;
                leaf.chosen(bits)
            }
            _ => None,
        }
    }

    /// The place of the question that a text names.
    fn place_of(&self, question: u32) -> Option<usize> {
        self.judge.compiled.place(Key::new(&self.words.text(question)).as_str())
    }

    fn number(&self, batch: &Batch<'_>, row: usize) -> Option<f64> {
        let skips = self.options.not_finite == NotFinite::Missing;
        batch.numbers.get(row).copied().flatten().filter(|number| number.is_finite() || !skips)
    }

    /// Whether all root causes of a row are the template's, each once.
    fn are_tags(&self, batch: &Batch<'_>, row: usize) -> bool {
        let Some(numbers) = batch.tags.as_ref().and_then(|tags| tags.row(row)) else { return true };
        let tags = self.words.keys(numbers);
        let mut seen = Seen::default();
        tags.iter().all(|tag| self.judge.compiled.tags().contains(tag) && seen.insert(tag))
    }

    /// Tells what is wrong with a row, by the document that it stands for.
    fn blame_answer(&self, batch: &Batch<'_>, question: u32, (row, number): (usize, u64), faults: &mut Faults) {
        let column = |field: Field| self.options.column(field.name());
        if self.number(batch, row).is_some_and(|number| !number.is_finite()) {
            let array = batch.fields.place(Field::Number).map(|place| batch.batch.column(place));
            let found = array.and_then(|array| Column::of(array.as_ref()).unfit(row));
            faults.not_finite(column(Field::Number), number, found);
            return;
        }
        let keys = |texts: &Option<Texts>| {
            let numbers = texts.as_ref().and_then(|texts| texts.row(row));
            numbers.map_or_else(Vec::new, |numbers| self.words.keys(numbers))
        };
        let given = Given {
            not_applicable: batch.not_applicable(row),
            number: self.number(batch, row),
            options: keys(&batch.options),
        };
        let mut answer = Answer::of(Key::new(&self.words.text(question)), given);
        answer.tags = keys(&batch.tags);
        let form = Form { answers: vec![answer], ..Form::default() };
        let Err(bad) = self.judge.compiled.check(&form, "") else { return };
        let leaf = self.place_of(question).and_then(|place| self.judge.compiled.leaves().get(place));
        for Fault { path, reason, .. } in bad.faults {
            if let Some(field) = path.strip_prefix("/answers/0/").and_then(|path| field_of(path, leaf)) {
                faults.cell(column(field), number, reason);
            }
        }
    }

    /// Scores all forms of which answers are held.
    pub(super) fn judge_held(&mut self) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        let Scorecards { options, judge, held, told, .. } = self;
        let count = judge.compiled.leaves().len().max(1);
        for (answers, first) in held.answers.chunks_exact(count).zip(&held.first) {
            let whole = judge.take(answers.iter().map(|answer| answer.map(|answer| answer.cell)));
            if !whole {
                let name = options.form.as_deref().unwrap_or_default();
                for place in judge.compiled.unanswered(&judge.counting, &judge.row) {
                    let leaf = judge.compiled.leaves().get(place);
                    leaf.into_iter().for_each(|leaf| faults.cell(name, *first, Leaf::missing(leaf.key.as_str())));
                }
            }
            for place in &judge.asking {
                let (Some(Some(answer)), Some(leaf), Some(cell)) =
                    (answers.get(*place), judge.compiled.leaves().get(*place), judge.row.get(*place))
                else {
                    continue;
                };
                let asked = leaf.asks_for(*cell);
                for (field, lacks) in [
                    (Field::Comment, asked.comment && !answer.has_comment),
                    (Field::Tags, asked.tag && !answer.has_tags),
                ] {
                    if lacks {
                        faults.null(options.column(field.name()), answer.row);
                    }
                }
            }
            judge.score(options, told, |place| answers.get(place).copied().flatten().map(|answer| answer.giver));
        }
        faults.told()
    }
}

/// The field of an answer's row that a part of its document stands for.
fn field_of(path: &str, leaf: Option<&Leaf>) -> Option<Field> {
    Some(match path.split('/').collect::<Vec<_>>().as_slice() {
        ["question"] => Field::Question,
        ["tags", ..] => Field::Tags,
        ["answer", "not_applicable"] => Field::NotApplicable,
        ["answer", "number"] => Field::Number,
        ["answer", "options", ..] => Field::Options,
        // What a question is answered by is not there.
        ["answer"] if leaf?.options().is_empty() => Field::Number,
        ["answer"] => Field::Options,
        _ => return None,
    })
}

/// Whether something is said in a row of a column of texts: what is blank says nothing.
fn is_said(array: &dyn Array, row: usize) -> bool {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let is_there = dictionary.is_valid(row);
        let values = dictionary.values();
        return is_there && dictionary.normalized_keys().get(row).is_some_and(|key| is_said(values.as_ref(), *key));
    }
    let short = array.as_string_opt::<i32>().filter(|texts| texts.is_valid(row)).map(|texts| texts.value(row));
    let long = || array.as_string_opt::<i64>().filter(|texts| texts.is_valid(row)).map(|texts| texts.value(row));
    let view = || array.as_string_view_opt().filter(|texts| texts.is_valid(row)).map(|texts| texts.value(row));
    let text = short.or_else(long).or_else(view);
    text.is_some_and(|text| !is_blank(text))
}

impl Batch<'_> {
    fn not_applicable(&self, row: usize) -> bool {
        let column = self.fields.place(Field::NotApplicable).map(|place| self.batch.column(place));
        let flags = column.and_then(|column| column.as_boolean_opt());
        flags.is_some_and(|flags| flags.is_valid(row) && flags.value(row))
    }
}

impl Texts {
    /// No texts.
    fn none(rows: usize) -> Self {
        Texts { numbers: vec![NULL; rows], rows: None }
    }
}
