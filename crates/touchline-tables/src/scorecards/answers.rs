//! Tables of which each row is an answer: they are kept until all are there, since those of a form may stand anywhere.

use arrow_array::cast::AsArray;
use arrow_array::{Array, BooleanArray, RecordBatch};
use strum::VariantArray as _;
use touchline_calculators::scorecard::{Answer, AnswerSource, Cell, Form, Given, Giver, Leaf, ModelNamed, Overridden};
use touchline_kernel::look_up::{LookUp, Seen};
use touchline_kernel::rejection::{BadInput, Code, Fault, Reason};
use touchline_kernel::text::{Key, is_blank};

use super::Scorecards;
use super::bound::{Bound, Field, Fields};
use super::tagged::{Tagged, UNTAGGED};
use super::words::{Texts, Words};
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
    /// By the answer's place: whose answer it has taken the place of, and what that was.
    overridden: LookUp<usize, (Giver, Cell)>,
    /// By the number of its key: the form's place.
    places: LookUp<u32, usize>,
    /// By the number of its text: the question's place.
    questions: LookUp<u32, Option<usize>>,
    pub(super) named: Named,
    pub(super) tagged: Tagged,
}

/// The forms that have come up, where each row is one.
#[derive(Debug, Default)]
pub(super) struct Named(Seen<u32>);

#[derive(Clone, Copy, Debug)]
struct HeldAnswer {
    cell: Cell,
    giver: Giver,
    has_comment: bool,
    row: u64,
    /// Which of the lists of root causes it names.
    tags: u32,
}

/// The columns of a batch of answers.
struct Batch<'a> {
    /// What had been answered before, of answers that have taken the place of others.
    before: Said<'a>,
    before_by: Option<Sources>,
    by: Option<Sources>,
    comments: Option<&'a dyn Array>,
    forms: Vec<u32>,
    now: Said<'a>,
    questions: Texts,
    tags: Option<Texts>,
}

/// Who has answered, by the numbers of what the rows of a column say.
type Sources = (Keys, Vec<u32>);

/// Columns that say what was answered.
struct Said<'a> {
    fields: SaidIn,
    not_applicable: Option<&'a BooleanArray>,
    number: Option<&'a dyn Array>,
    numbers: Vec<Option<f64>>,
    options: Option<Texts>,
}

/// The fields that say what was answered.
#[derive(Clone, Copy)]
struct SaidIn {
    not_applicable: Field,
    number: Field,
    options: Field,
}

const NOW: SaidIn = SaidIn { not_applicable: Field::NotApplicable, number: Field::Number, options: Field::Options };
const BEFORE: SaidIn = SaidIn {
    not_applicable: Field::OverriddenNotApplicable,
    number: Field::OverriddenNumber,
    options: Field::OverriddenOptions,
};

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
        self.check_begun(&columns.forms)?;
        for row in 0..batch.num_rows() {
            filled.extend(self.add_answer(&columns, (row, self.progress.rows + row as u64), &mut faults));
        }
        faults.told().inspect_err(|_| self.forget(forms, &filled))
    }

    /// Refuses a batch in which more forms begin than may be told: each takes a place for every question until the end.
    fn check_begun(&self, forms: &[u32]) -> Result<(), BadInput> {
        if self.options.most_rows.is_none() {
            return Ok(());
        }
        let is_new = |form: &u32| *form != NULL && !self.held.places.contains_key(form);
        let begun: Seen<u32> = forms.iter().copied().filter(is_new).collect();
        self.check_forms(self.held.first.len() + begun.len())
    }

    fn forget(&mut self, forms: usize, filled: &[usize]) {
        for slot in filled {
            self.held.answers[*slot] = None;
            self.held.overridden.remove(slot);
        }
        self.held.answers.truncate(forms * self.judge.compiled.leaves().len());
        self.held.first.truncate(forms);
        self.held.places.retain(|_, place| *place < forms);
        self.told.forms.truncate(forms);
    }

    fn columns<'a>(&mut self, bound: &Bound, fields: &Fields, batch: &'a RecordBatch) -> Batch<'a> {
        let array = |field: Field| fields.place(field).map(|place| batch.column(place).as_ref());
        let texts = |words: &mut Words, field: Field| array(field).map(|array| words.read(array));
        let mut said = |fields: SaidIn| Said {
            fields,
            not_applicable: array(fields.not_applicable).and_then(|array| array.as_boolean_opt()),
            number: array(fields.number),
            numbers: array(fields.number).map_or_else(Vec::new, |array| {
                let mut numbers = vec![None; batch.num_rows()];
                Column::of(array).each(batch.num_rows(), |row, number| numbers[row] = Some(number));
                numbers
            }),
            options: texts(&mut self.words, fields.options),
        };
        let (now, before) = (said(NOW), said(BEFORE));
        let sources = |field: Field| {
            let array = array(field)?;
            let mut keys = Keys::default();
            let numbers = keys.numbers(array);
            Some((keys, numbers))
        };
        let forms = bound.form.map(|(place, _)| self.forms.numbers(batch.column(place).as_ref()));
        Batch {
            before,
            before_by: sources(Field::OverriddenSource),
            by: sources(Field::Source),
            comments: array(Field::Comment),
            forms: forms.unwrap_or_default(),
            now,
            questions: texts(&mut self.words, Field::Question).unwrap_or_else(|| Texts::none(batch.num_rows())),
            tags: texts(&mut self.words, Field::Tags),
        }
    }

    /// Keeps the answer of a row; gives its place.
    fn add_answer(&mut self, batch: &Batch<'_>, (row, number): (usize, u64), faults: &mut Faults) -> Option<usize> {
        let form = batch.forms.get(row).copied().unwrap_or(NULL);
        if form == NULL {
            faults.null(self.options.form.as_deref().unwrap_or_default(), number);
        }
        let giver = self.giver(batch.by.as_ref(), Field::Source, (row, number), faults);
        let before_by = self.giver(batch.before_by.as_ref(), Field::OverriddenSource, (row, number), faults);
        let Some(question) = batch.questions.row(row).and_then(|texts| texts.first().copied()) else {
            faults.null(self.options.column(Field::Question.name()), number);
            return None;
        };
        if before_by == Some(None) && self.told_in(&batch.before, row) != Given::default() {
            faults.null(self.options.column(Field::OverriddenSource.name()), number);
        }
        let found = self.held.questions.get(&question).copied();
        let place = found.unwrap_or_else(|| {
            let place = self.place_of(question);
            self.held.questions.insert(question, place);
            place
        });
        let cell = place.and_then(|place| self.cell(&batch.now, place, row));
        let before = match (before_by.flatten(), place) {
            (Some(giver), Some(place)) => self.cell(&batch.before, place, row).map(|cell| Some((giver, cell))),
            _ => Some(None),
        };
        let tags = self.tags(batch, row);
        let (Some(place), Some(cell), Some(before), Some(tags)) = (place, cell, before, tags) else {
            self.blame_answer(batch, (question, before_by.flatten()), (row, number), faults);
            return None;
        };
        let (count, giver) = (self.judge.compiled.leaves().len(), giver?.unwrap_or(Giver::Person));
        before_by?;
        let usurped = self.usurped(place, (giver, cell), before);
        for (field, code) in &usurped {
            faults.cell(self.options.column(field.name()), number, Reason::new(*code));
        }
        if form == NULL || !usurped.is_empty() {
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
        let has_comment = batch.comments.is_some_and(|array| is_said(array, row));
        self.held.answers[slot] = Some(HeldAnswer { cell, giver, has_comment, row: number, tags });
        self.held.overridden.extend(before.map(|before| (slot, before)));
        Some(slot)
    }

    /// Where it says that a rule answers, or had answered before, what the question's own did not; or that a person was
    /// overridden.
    fn usurped(&self, place: usize, now: (Giver, Cell), before: Option<(Giver, Cell)>) -> Vec<(Field, Code)> {
        let ruled = self.judge.ruled.get(place).copied().flatten();
        let leaf = self.judge.compiled.leaves().get(place);
        let is_made_up = |(giver, cell): (Giver, Cell)| {
            giver == Giver::Rule && leaf.is_none_or(|leaf| !leaf.is_ruled(Some(cell), ruled))
        };
        let mut faults = Vec::new();
        if is_made_up(now) {
            faults.push((Field::Source, Code::RuleAnswersOtherwise));
        }
        if before.is_some_and(is_made_up) {
            faults.push((Field::OverriddenSource, Code::RuleAnswersOtherwise));
        }
        if now.0 != Giver::Person && before.is_some_and(|(giver, _)| giver == Giver::Person) {
            faults.push((Field::OverriddenSource, Code::PersonOverridden));
        }
        faults
    }

    /// Who a column says has answered, where it says so; nothing, and a fault, where the row says something else.
    fn giver(
        &self,
        sources: Option<&Sources>,
        field: Field,
        (row, number): (usize, u64),
        faults: &mut Faults,
    ) -> Option<Option<Giver>> {
        let Some((keys, numbers)) = sources else { return Some(None) };
        let Some(said) = numbers.get(row).and_then(|number| keys.value(*number).written()) else {
            return Some(None);
        };
        let named = |giver: &&Giver| <&'static str>::from(**giver) == said;
        let found = Giver::VARIANTS.iter().find(named).copied();
        if found.is_none() {
            let known = Giver::VARIANTS.iter().map(|giver| <&'static str>::from(*giver));
            faults.unknown_value(self.options.column(field.name()), number, &said, known.collect());
        }
        found.map(Some)
    }

    /// The answer of a row; nothing where it is none.
    fn cell(&mut self, said: &Said<'_>, place: usize, row: usize) -> Option<Cell> {
        let leaf = self.judge.compiled.leaves().get(place)?;
        let options = said.options.as_ref().and_then(|options| options.row(row)).filter(|options| !options.is_empty());
        match (said.not_applicable(row), self.number(said, row), options) {
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

    fn number(&self, said: &Said<'_>, row: usize) -> Option<f64> {
        let skips = self.options.not_finite == NotFinite::Missing;
        said.numbers.get(row).copied().flatten().filter(|number| number.is_finite() || !skips)
    }

    /// The list of a row's root causes; nothing where one of them is not the template's, or comes twice.
    fn tags(&mut self, batch: &Batch<'_>, row: usize) -> Option<u32> {
        let Some(texts) = batch.tags.as_ref().and_then(|tags| tags.row(row)) else { return Some(UNTAGGED) };
        self.held.tagged.read(&self.judge.compiled, &self.words, texts)
    }

    /// What columns say was answered, as a document has it.
    fn told_in(&self, said: &Said<'_>, row: usize) -> Given {
        Given {
            not_applicable: said.not_applicable(row),
            number: self.number(said, row),
            options: self.keys(said.options.as_ref(), row),
        }
    }

    fn keys(&self, texts: Option<&Texts>, row: usize) -> Vec<Key> {
        texts.and_then(|texts| texts.row(row)).map_or_else(Vec::new, |numbers| self.words.keys(numbers))
    }

    /// Tells what is wrong with a row, by the document that it stands for.
    fn blame_answer(
        &self,
        batch: &Batch<'_>,
        (question, before_by): (u32, Option<Giver>),
        (row, number): (usize, u64),
        faults: &mut Faults,
    ) {
        let column = |field: Field| self.options.column(field.name());
        for said in [&batch.now, &batch.before] {
            if self.number(said, row).is_some_and(|number| !number.is_finite()) {
                let found = said.number.and_then(|array| Column::of(array).unfit(row));
                faults.not_finite(column(said.fields.number), number, found);
                return;
            }
        }
        let mut answer = Answer::of(Key::new(&self.words.text(question)), self.told_in(&batch.now, row));
        answer.tags = self.keys(batch.tags.as_ref(), row);
        answer.overridden = before_by.map(|giver| {
            let source = match giver {
                // Which model it was no column says.
                Giver::Model => AnswerSource::Model(ModelNamed { model: Key::new("") }),
                Giver::Person => AnswerSource::Person,
                Giver::Rule => AnswerSource::Rule,
            };
            Overridden { answer: self.told_in(&batch.before, row), source }
        });
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
        for ((answers, first), slot) in held.answers.chunks_exact(count).zip(&held.first).zip((0..).step_by(count)) {
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
                    (Field::Tags, asked.tag && answer.tags == UNTAGGED),
                ] {
                    if lacks {
                        faults.null(options.column(field.name()), answer.row);
                    }
                }
            }
            let form = told.figures.len();
            let tagged = answers.iter().enumerate().filter_map(|(place, answer)| Some((place, (*answer)?.tags)));
            let tagged = tagged.filter(|(place, tags)| *tags != UNTAGGED && judge.applies(*place));
            told.tagged.extend(tagged.map(|(place, tags)| (form, place, tags)));
            judge.score(options, told, |place| {
                let answer = answers.get(place).copied().flatten()?;
                Some((answer.giver, held.overridden.get(&(slot + place)).copied()))
            });
        }
        faults.told()
    }
}

/// The field of an answer's row that a part of its document stands for.
fn field_of(path: &str, leaf: Option<&Leaf>) -> Option<Field> {
    let (said, path) = path.strip_prefix("overridden/").map_or((NOW, path), |path| (BEFORE, path));
    Some(match path.split('/').collect::<Vec<_>>().as_slice() {
        ["question"] => Field::Question,
        ["tags", ..] => Field::Tags,
        ["answer", "not_applicable"] => said.not_applicable,
        ["answer", "number"] => said.number,
        ["answer", "options", ..] => said.options,
        // What a question is answered by is not there.
        ["answer"] if leaf?.options().is_empty() => said.number,
        ["answer"] => said.options,
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

impl Said<'_> {
    fn not_applicable(&self, row: usize) -> bool {
        self.not_applicable.is_some_and(|flags| flags.is_valid(row) && flags.value(row))
    }
}

impl Texts {
    /// No texts.
    fn none(rows: usize) -> Self {
        Texts { numbers: vec![NULL; rows], rows: None }
    }
}
