//! The table of scores: a row for each form, or for each section and each question of one.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::ArrowError;
use strum::{IntoStaticStr, VariantArray};
use touchline_calculators::scorecard::{Compiled, Figures, NoScore, NodeFigures, Points, SideFigures, SourceScores};
use touchline_kernel::text::Key;

use super::bound::Bound;
use super::{Scorecards, Told};
use crate::groups::{dictionary, nulls, words};
use crate::recommended::Lists;
use crate::table::of_columns;

type Column = (String, ArrayRef);

/// What forms come to, column by column as it is told.
#[derive(Debug, Default)]
pub(super) struct FormFigures {
    score: Vec<f64>,
    raw: Vec<f64>,
    shown: Vec<f64>,
    coverage: Vec<f64>,
    critical: Vec<f64>,
    stars: Vec<f64>,
    failed: Vec<bool>,
    /// Whether there is a score.
    scored: Vec<bool>,
    /// Whether any critical question is answered.
    has_critical: Vec<bool>,
}

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
        let mut stars = shown;
        stars.iter_mut().zip(&side.score).for_each(|(stars, score)| *stars = compiled.stars_of(*score, *stars));
        self.score.extend_from_slice(&side.score.map(Points::value)[..count]);
        self.raw.extend_from_slice(&side.raw.map(Points::value)[..count]);
        self.shown.extend_from_slice(&shown[..count]);
        self.coverage.extend_from_slice(&side.coverage[..count]);
        self.critical.extend_from_slice(&side.critical[..count]);
        self.stars.extend_from_slice(&stars[..count]);
        self.failed.extend_from_slice(&side.failed[..count]);
        self.scored.extend_from_slice(&side.has_score[..count]);
        self.has_critical.extend_from_slice(&side.has_critical[..count]);
    }

    /// Makes room for so many forms more.
    pub(super) fn reserve(&mut self, forms: usize) {
        for column in
            [&mut self.score, &mut self.raw, &mut self.shown, &mut self.coverage, &mut self.critical, &mut self.stars]
        {
            column.reserve(forms);
        }
        for column in [&mut self.failed, &mut self.scored, &mut self.has_critical] {
            column.reserve(forms);
        }
    }

    /// Forgets the forms behind the first so many.
    pub(super) fn truncate(&mut self, forms: usize) {
        for column in
            [&mut self.score, &mut self.raw, &mut self.shown, &mut self.coverage, &mut self.critical, &mut self.stars]
        {
            column.truncate(forms);
        }
        for column in [&mut self.failed, &mut self.scored, &mut self.has_critical] {
            column.truncate(forms);
        }
    }

    /// The score of each form as it is shown.
    fn shown(&self) -> impl Iterator<Item = Option<f64>> {
        self.shown.iter().zip(&self.scored).map(|(shown, is)| is.then_some(*shown))
    }

    fn columns(self, compiled: &Compiled) -> Result<Vec<Column>, ArrowError> {
        let forms = self.len();
        let scored = nulls(forms, |form| self.scored[form]);
        let critical = nulls(forms, |form| self.has_critical[form]);
        let place = |shown: Option<f64>| compiled.band(shown?).and_then(|place| i32::try_from(place).ok());
        let names: ArrayRef = Arc::new(StringArray::from_iter_values(compiled.bands().map(Key::as_str)));
        let band = dictionary::<Int32Type>(self.shown().map(place).collect(), &names)?;
        let passed = self.failed.iter().zip(self.shown()).map(|(failed, shown)| compiled.passes(*failed, shown));
        let passed: Vec<Option<bool>> = passed.collect();
        let passes = BooleanBuffer::collect_bool(forms, |form| passed[form] == Some(true));
        let passed = BooleanArray::new(passes, nulls(forms, |form| passed[form].is_some()));
        let no_score = |is: &bool| if *is { None } else { Some(NoScore::NothingApplicable) };
        let no_score: Vec<Option<NoScore>> = self.scored.iter().map(no_score).collect();
        let numbers = |name, values: Vec<f64>, nulls: &Option<NullBuffer>| {
            column(name, Float64Array::new(values.into(), nulls.clone()))
        };
        Ok(vec![
            numbers("score", self.score, &scored),
            numbers("raw", self.raw, &scored),
            numbers("shown", self.shown, &scored),
            numbers("coverage", self.coverage, &None),
            numbers("critical", self.critical, &critical),
            column("failed", BooleanArray::from(self.failed)),
            column("passed", passed),
            ("band".to_owned(), band),
            numbers("stars", self.stars, &scored),
            ("no_score".to_owned(), words(&no_score)?),
        ])
    }
}

/// What a row is about, where it is not about a form as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
enum Part {
    Question,
    Section,
}

/// The table of these forms.
pub(super) fn table(scorecards: &Scorecards, bound: &Bound, told: Told) -> Result<RecordBatch, ArrowError> {
    let compiled = &scorecards.judge.compiled;
    let forms = told.figures.len();
    let parts = compiled.sections().count() + compiled.leaves().len();
    let each = if scorecards.options.detail { parts } else { 1 };
    let mut columns = Vec::new();
    if let (Some(name), Some(kind)) = (&scorecards.options.form, bound.kind()) {
        let values = told.forms.iter().flat_map(|form| std::iter::repeat_n(scorecards.forms.value(*form), each));
        columns.push((name.clone(), kind.array(values)?));
    } else if scorecards.options.detail {
        let rows = (0_i64..).take(forms).flat_map(|form| std::iter::repeat_n(form, each));
        columns.push(column("row", Int64Array::from_iter_values(rows)));
    }
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

fn nodes(compiled: &Compiled, forms: usize, all: &[NodeFigures]) -> Result<Vec<Column>, ArrowError> {
    let sections = compiled.sections().map(|(key, within)| (Part::Section, key, within));
    let questions = compiled.leaves().iter().map(|leaf| (Part::Question, &leaf.key, compiled.section_of(leaf)));
    let parts: Vec<(Part, &Key, Option<&Key>)> = sections.chain(questions).collect();
    let each = || std::iter::repeat_n(&parts, forms).flatten();
    let kinds: Vec<Option<Part>> = each().map(|(part, ..)| Some(*part)).collect();
    let fatal: Vec<_> = all.iter().map(|figures| figures.fatal).collect();
    let not_applicable: Vec<_> = all.iter().map(|figures| figures.not_applicable).collect();
    Ok(vec![
        ("part".to_owned(), words(&kinds)?),
        ("key".to_owned(), keys(each().map(|(_, key, _)| Some(*key)))?),
        ("within".to_owned(), keys(each().map(|(_, _, within)| *within))?),
        numbers("applied_weight", all, |figures| figures.applied_weight),
        numbers("contribution", all, |figures| Some(figures.contribution)),
        numbers("earned", all, |figures| figures.earned),
        numbers("possible", all, |figures| figures.possible),
        numbers("percent", all, |figures| figures.percent),
        ("fatal".to_owned(), words(&fatal)?),
        ("not_applicable".to_owned(), words(&not_applicable)?),
    ])
}

/// A column of keys, of which there are a few.
fn keys<'a>(keys: impl Iterator<Item = Option<&'a Key>>) -> Result<ArrayRef, ArrowError> {
    let mut names: Vec<&Key> = Vec::new();
    let mut last: Option<(&Key, i32)> = None;
    let places: Vec<Option<i32>> = keys
        .map(|key| {
            let key = key?;
            if let Some((_, place)) = last.filter(|(before, _)| std::ptr::eq(*before, key)) {
                return Some(place);
            }
            let known = names.iter().position(|name| std::ptr::eq(*name, key));
            let place = i32::try_from(known.unwrap_or(names.len())).ok()?;
            if known.is_none() {
                names.push(key);
            }
            last = Some((key, place));
            Some(place)
        })
        .collect();
    let names: ArrayRef = Arc::new(StringArray::from_iter_values(names.iter().map(|name| name.as_str())));
    dictionary::<Int32Type>(places, &names)
}
