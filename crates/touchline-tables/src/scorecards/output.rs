//! The table of scores: a row for each form, or one for the form itself, each section and each question of it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int32Type};
use arrow_array::{
    Array as _, ArrayRef, DictionaryArray, Float64Array, Int64Array, PrimitiveArray, RecordBatch, StringArray,
};
use arrow_schema::ArrowError;
use strum::{IntoStaticStr, VariantArray};
use touchline_calculators::scorecard::{
    Compiled, Figures, Leaf, NoScore, NodeFigures, Points, SideFigures, SourceScores,
};
use touchline_kernel::text::Key;

use super::bound::Bound;
use super::options::FormLayout;
use super::sheet::{Marks, Sheet};
use super::{Scorecards, Told};
use crate::groups::{dictionary, nulls, words};
use crate::key_column::key_column;
use crate::recommended::Lists;
use crate::table::of_columns;

type Column = (String, ArrayRef);

/// What forms come to, column by column as it is told.
#[derive(Debug, Default)]
pub(super) struct FormFigures {
    /// Score, raw, shown, coverage, critical and stars.
    numbers: Sheet<6>,
    failed: Marks,
    /// Whether anything that counts was answered.
    summed: Marks,
    /// Whether there is a score.
    scored: Marks,
    /// Whether any critical question is answered.
    has_critical: Marks,
    /// Whether it passes, where there is anything to pass.
    passes: Marks,
}

/// The place of what is shown among the numbers.
const SHOWN: usize = 2;

impl FormFigures {
    pub(super) fn len(&self) -> usize {
        self.failed.len()
    }

    /// Adds a form.
    pub(super) fn add(&mut self, compiled: &Compiled, figures: &Figures) {
        self.add_side(compiled, &SideFigures::from(figures), 1);
    }

    /// Adds the first of some forms that stand side by side.
    #[inline(always)]
    pub(super) fn add_side<const N: usize>(&mut self, compiled: &Compiled, side: &SideFigures<N>, count: usize) {
        let shown = side.score.map(Points::shown);
        let (stars, passes) = (compiled.stars_of(&side.score, &shown), compiled.passing(side, &shown));
        let (score, raw) = (side.score.map(Points::value), side.raw.map(Points::value));
        self.numbers.add([&score, &raw, &shown, &side.coverage, &side.critical, &stars], count);
        self.failed.add(&side.failed, count);
        self.summed.add(&side.has_raw, count);
        self.scored.add(&side.has_score, count);
        self.has_critical.add(&side.has_critical, count);
        self.passes.add(&passes, count);
    }

    /// Makes room for so many forms more.
    pub(super) fn reserve(&mut self, forms: usize) {
        self.numbers.reserve(forms);
        self.marks().into_iter().for_each(|marks| marks.reserve(forms));
    }

    /// Forgets the forms behind the first so many.
    pub(super) fn truncate(&mut self, forms: usize) {
        self.numbers.truncate(forms);
        self.marks().into_iter().for_each(|marks| marks.truncate(forms));
    }

    fn marks(&mut self) -> [&mut Marks; 5] {
        [&mut self.failed, &mut self.summed, &mut self.scored, &mut self.has_critical, &mut self.passes]
    }

    fn columns(mut self, compiled: &Compiled) -> Result<Vec<Column>, ArrowError> {
        let forms = self.len();
        let (summed, scored, critical) = (self.summed.nulls(), self.scored.nulls(), self.has_critical.nulls());
        let names: ArrayRef = Arc::new(StringArray::from_iter_values(compiled.bands().map(Key::as_str)));
        let band = if names.is_empty() {
            named(PrimitiveArray::<Int32Type>::new_null(forms), &names)?
        } else {
            let is_scored = |form: usize| scored.as_ref().is_none_or(|scored| scored.is_valid(form));
            let place = |(form, shown): (usize, &f64)| {
                let band = if is_scored(form) { compiled.band(*shown) } else { None };
                band.and_then(|place| i32::try_from(place).ok())
            };
            dictionary::<Int32Type>(self.numbers.column(SHOWN).iter().enumerate().map(place).collect(), &names)?
        };
        // A form that failed does not pass, whether it has a score or not.
        let decided = match compiled.passes(false, Some(f64::INFINITY)).is_some() {
            true => self.failed.clone().or(&self.scored),
            false => self.failed.clone(),
        };
        let passed = self.passes.array(decided.nulls());
        // There is one reason why there is none.
        let reasons =
            StringArray::from_iter_values(NoScore::VARIANTS.iter().map(|reason| <&'static str>::from(*reason)));
        let unscored = self.scored.not().nulls();
        let first = PrimitiveArray::<Int8Type>::new(vec![0; forms].into(), unscored);
        let no_score = named(first, &(Arc::new(reasons) as ArrayRef))?;
        let nulls = [&scored, &summed, &scored, &None, &critical, &scored];
        let [score, raw, shown, coverage, critical, stars] = self.numbers.into_arrays(nulls);
        Ok(vec![
            column("score", score),
            column("raw", raw),
            column("shown", shown),
            column("coverage", coverage),
            column("critical", critical),
            column("failed", self.failed.array(None)),
            column("passed", passed),
            ("band".to_owned(), band),
            column("stars", stars),
            ("no_score".to_owned(), no_score),
        ])
    }
}

fn named<K: ArrowDictionaryKeyType>(places: PrimitiveArray<K>, names: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    Ok(Arc::new(DictionaryArray::try_new(places, Arc::clone(names))?))
}

/// What a row of a form's tree is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
enum Part {
    /// The form itself.
    Form,
    Question,
    Section,
}

/// How many rows a form has.
pub(super) fn rows_of_each(scorecards: &Scorecards) -> usize {
    if scorecards.options.detail { parts(&scorecards.judge.compiled).count() } else { 1 }
}

/// The table of these forms.
pub(super) fn table(scorecards: &Scorecards, bound: &Bound, told: Told) -> Result<RecordBatch, ArrowError> {
    let compiled = &scorecards.judge.compiled;
    let forms = told.figures.len();
    let each = rows_of_each(scorecards);
    let mut columns = Vec::new();
    if let (Some(name), Some(kind)) = (&scorecards.options.form, bound.kind()) {
        let values = told.forms.iter().flat_map(|form| std::iter::repeat_n(scorecards.forms.value(*form), each));
        columns.push((name.clone(), key_column(name, kind, values)?));
    } else if scorecards.options.detail {
        let rows = (0_i64..).take(forms).flat_map(|form| std::iter::repeat_n(form, each));
        columns.push(column("row", Int64Array::from_iter_values(rows)));
    }
    // A table with a column for each question has no place for root causes.
    let tags =
        if scorecards.options.layout == FormLayout::Answers { Some(tags(scorecards, &told, each)?) } else { None };
    if scorecards.options.detail {
        columns.extend(nodes(compiled, forms, &told.nodes)?);
    } else {
        let triggers = triggers(compiled, &told)?;
        columns.extend(told.figures.columns(compiled)?);
        columns.push(("triggers".to_owned(), triggers));
        if scorecards.options.sources {
            columns.extend(sources(&told.sources));
        }
    }
    columns.extend(tags.map(|tags| ("tags".to_owned(), tags)));
    of_columns(columns, forms * each)
}

fn column(name: &str, array: impl arrow_array::Array + 'static) -> Column {
    (name.to_owned(), Arc::new(array))
}

fn numbers<T>(name: &str, of: &[T], number: impl Fn(&T) -> Option<f64>) -> Column {
    let values: Vec<f64> = of.iter().map(|of| number(of).unwrap_or_default()).collect();
    let nulls = nulls(of.len(), |row| number(&of[row]).is_some());
    column(name, Float64Array::new(values.into(), nulls))
}

fn sources(all: &[SourceScores]) -> Vec<Column> {
    vec![
        numbers("human", all, |scores| scores.human),
        numbers("model", all, |scores| scores.model),
        numbers("rule", all, |scores| scores.rule),
    ]
}

/// The questions whose answers have fired a trigger, form by form.
fn triggers(compiled: &Compiled, told: &Told) -> Result<ArrayRef, ArrowError> {
    let mut lists = Lists::of(told.figures.len());
    for of_one in told.fired.chunk_by(|(form, _), (next, _)| form == next) {
        let form = of_one.first().map_or(0, |(form, _)| *form);
        lists.add_empty(form - lists.len());
        let questions = of_one.iter().filter_map(|(_, place)| compiled.leaves().get(*place));
        lists.add(questions.map(|leaf| leaf.key.as_str()))?;
    }
    lists.add_empty(told.figures.len() - lists.len());
    lists.array()
}

/// The root causes that answers were tagged with, in the template's order: of each form, or of each part of it that has a row.
fn tags(scorecards: &Scorecards, told: &Told, each: usize) -> Result<ArrayRef, ArrowError> {
    let compiled = &scorecards.judge.compiled;
    let rows = told.figures.len() * each;
    let parts = if scorecards.options.detail { around(compiled) } else { vec![vec![0]; compiled.leaves().len()] };
    let mut lists = Lists::of(rows);
    for of_one in told.tagged.chunk_by(|(form, ..), (next, ..)| form == next) {
        let first = of_one.first().map_or(0, |(form, ..)| *form) * each;
        lists.add_empty(first - lists.len());
        let mut named = vec![BTreeSet::<usize>::new(); each];
        for (_, question, list) in of_one {
            for part in parts.get(*question).into_iter().flatten() {
                named[*part].extend(scorecards.held.tagged.list(*list));
            }
        }
        for places in named {
            lists.add(places.iter().filter_map(|place| compiled.tags().get(*place)).map(Key::as_str))?;
        }
    }
    lists.add_empty(rows - lists.len());
    lists.array()
}

/// By question, the places of the parts of a form in which it stands: the form, its sections from the inside, itself.
fn around(compiled: &Compiled) -> Vec<Vec<usize>> {
    let sections: Vec<_> = compiled.sections().collect();
    let place = |key: &Key| sections.iter().position(|(section, _)| *section == key);
    let of = |(nth, leaf): (usize, &Leaf)| {
        let mut parts = vec![0];
        let mut within = compiled.section_of(leaf);
        while let Some(section) = within.and_then(place) {
            parts.push(1 + section);
            within = sections.get(section).and_then(|(_, within)| *within);
        }
        parts.push(1 + sections.len() + nth);
        parts
    };
    compiled.leaves().iter().enumerate().map(of).collect()
}

/// What a form consists of, as its rows stand: itself, its sections, its questions; each by its key, and that of the section in
/// which it stands. The form itself has none.
fn parts(compiled: &Compiled) -> impl Iterator<Item = (Part, Option<&Key>, Option<&Key>)> {
    let sections = compiled.sections().map(|(key, within)| (Part::Section, Some(key), within));
    let questions = compiled.leaves().iter();
    let questions = questions.map(|leaf| (Part::Question, Some(&leaf.key), compiled.section_of(leaf)));
    [(Part::Form, None, None)].into_iter().chain(sections).chain(questions)
}

fn nodes(compiled: &Compiled, forms: usize, all: &[NodeFigures]) -> Result<Vec<Column>, ArrowError> {
    let parts: Vec<_> = parts(compiled).collect();
    let kinds: Vec<Option<Part>> = parts.iter().map(|(part, ..)| Some(*part)).collect();
    let fatal: Vec<_> = all.iter().map(|figures| figures.fatal).collect();
    let not_applicable: Vec<_> = all.iter().map(|figures| figures.not_applicable).collect();
    Ok(vec![
        ("part".to_owned(), words(&kinds.repeat(forms))?),
        ("key".to_owned(), keys(parts.iter().map(|(_, key, _)| *key), forms)?),
        ("within".to_owned(), keys(parts.iter().map(|(_, _, within)| *within), forms)?),
        numbers("applied_weight", all, |figures| figures.applied_weight),
        numbers("contribution", all, |figures| Some(figures.contribution)),
        numbers("earned", all, |figures| figures.earned),
        numbers("possible", all, |figures| figures.possible),
        numbers("percent", all, |figures| figures.percent),
        ("fatal".to_owned(), words(&fatal)?),
        ("not_applicable".to_owned(), words(&not_applicable)?),
    ])
}

/// A column of the keys of a form's parts, form after form.
fn keys<'a>(keys: impl Iterator<Item = Option<&'a Key>>, forms: usize) -> Result<ArrayRef, ArrowError> {
    let (mut names, mut known): (Vec<&Key>, HashMap<&str, i32>) = (Vec::new(), HashMap::new());
    let places: Vec<Option<i32>> = keys
        .map(|key| {
            let key = key?;
            let next = i32::try_from(names.len()).ok()?;
            Some(*known.entry(key.as_str()).or_insert_with(|| {
                names.push(key);
                next
            }))
        })
        .collect();
    let names: ArrayRef = Arc::new(StringArray::from_iter_values(names.iter().map(|name| name.as_str())));
    dictionary::<Int32Type>(places.repeat(forms), &names)
}
