//! The columns of group figures: each row's scores are those that `skill.score` gives for the same calls.

use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int16Type};
use arrow_array::{
    ArrayRef, ArrowPrimitiveType, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int64Array, PrimitiveArray,
    StringArray, UInt8Array,
};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::ArrowError;
use strum::VariantArray;
use touchline_calculators::metric::{Improvement, Interval, MeanIntervals, WithheldBecause};
use touchline_calculators::recommendation::Outstanding;
use touchline_calculators::skill::{
    Beside, Compiled, LEVELS, PreviousScores, PublishedScore, Rating, SkillScore, StudentPoints,
};
use touchline_kernel::time::LocalDate;

use super::{ALSO, Bound, EACH, Group, GroupBy, Grouper, Row, WINDOW, of_whom};
use crate::key_column::key_column;
use crate::keys::{Kind, texts};
use crate::recommended::Coached;
use crate::scorer::Scorer;

/// A column that comes out.
pub(super) type Column = (String, ArrayRef);

/// The columns that say which group it is.
pub(super) fn keys(grouper: &Grouper, bound: &Bound, rows: &[Row], by: &[GroupBy]) -> Result<Vec<Column>, ArrowError> {
    let mut columns = Vec::new();
    for (place, by) in EACH.iter().enumerate().filter(|(_, each)| by.contains(each)) {
        let name = grouper.options.column(*by).cloned().unwrap_or_default();
        if *by == GroupBy::Window && grouper.options.calendar() {
            columns.extend(days(grouper, rows));
            continue;
        }
        if let Some(several) = grouper.several.as_ref().filter(|_| place == ALSO) {
            let names = grouper.options.several().into_iter().map(String::as_str);
            let named = names.zip(bound.several.iter().map(|(_, kind)| *kind));
            columns.extend(several.columns(named, &rows.iter().map(|row| row.key[ALSO]).collect::<Vec<_>>())?);
            continue;
        }
        let kind = bound.keys[place].map_or(Kind::Text, |(_, kind)| kind);
        let values = rows.iter().map(|row| grouper.keys[place].value(row.key[place]));
        let told = key_column(&name, kind, values)?;
        columns.push((name, told));
    }
    Ok(columns)
}

/// The first and the last day of each row's window of the calendar.
fn days(grouper: &Grouper, rows: &[Row]) -> [Column; 2] {
    let days = |row: &Row| Some(grouper.options.every().days(i64::try_from(row.window?).ok()?));
    let array = |day: fn((i64, i64)) -> i64| -> ArrayRef {
        Arc::new(Date32Array::from_iter(
            rows.iter().map(|row| days(row).and_then(|days| i32::try_from(day(days)).ok())),
        ))
    };
    [("window".to_owned(), array(|(first, _)| first)), ("window_last".to_owned(), array(|(_, last)| last))]
}

/// A group's scores, as the window that follows is held against them.
pub(super) struct Before {
    whose: [u32; WINDOW],
    window: i128,
    overall: Option<f64>,
    areas: Vec<Option<f64>>,
    published: PreviousScores,
}

impl Before {
    pub(super) fn is_just_before(&self, row: &Row) -> bool {
        of_whom(&row.key) == self.whose && row.window == self.window.checked_add(1)
    }
}

/// The figures as they grow, row by row.
pub(super) struct Figures {
    rows: Vec<Option<i64>>,
    people: Vec<Option<i64>>,
    scored: Vec<Option<i64>>,
    overall: Ratings,
    levels: Vec<[Option<i64>; LEVELS.len()]>,
    critical_anywhere: Vec<Option<bool>>,
    areas: Vec<Ratings>,
    means: Vec<Vec<Option<f64>>>,
    /// By component, where they are asked for.
    mean_intervals: Vec<Vec<Option<Interval>>>,
    /// Between which of them points of Student's distribution are the same.
    students: MeanIntervals,
    coached: Coached,
    outstanding: Outstanding,
    withheld: Vec<Option<WithheldBecause>>,
    /// The components that were measured of too few people to count.
    few: Vec<Option<String>>,
}

/// The scores of one area or over all, row by row; nothing where nothing is told.
#[derive(Default)]
pub(super) struct Ratings(Vec<Option<Rated>>);

/// What is told of scores beside themselves.
#[derive(Clone, Copy)]
struct Told {
    detail: bool,
    intervals: bool,
    windows: bool,
}

/// A score, and how it stands against that of the window before.
struct Rated {
    rating: Rating,
    improvement: Improvement,
    weakest: Option<i16>,
}

impl Ratings {
    fn add(&mut self, rating: &Rating, weakest: Option<usize>, before: Option<f64>) {
        let improvement = Improvement::between(before, rating.score);
        let weakest = weakest.and_then(|place| i16::try_from(place).ok());
        self.0.push(Some(Rated { rating: rating.clone(), improvement, weakest }));
    }

    /// The score of one row.
    pub(super) fn score(&self, row: usize) -> Option<f64> {
        self.0.get(row)?.as_ref()?.rating.score
    }

    fn each<T>(&self, of: impl Fn(&Rated) -> Option<T>) -> Vec<Option<T>> {
        self.0.iter().map(|rated| rated.as_ref().and_then(&of)).collect()
    }

    fn numbers(&self, of: impl Fn(&Rated) -> Option<f64>) -> ArrayRef {
        Arc::new(Float64Array::from(self.each(of)))
    }

    /// The columns, of which the score is called otherwise than what goes with it.
    fn columns(&self, score: &str, prefix: &str, components: &ArrayRef, told: Told) -> Result<Vec<Column>, ArrowError> {
        let mut columns: Vec<Column> = vec![(score.to_owned(), self.numbers(|rated| rated.rating.score))];
        if !told.detail {
            return Ok(columns);
        }
        let named = |name: &str, array: ArrayRef| (format!("{prefix}{name}"), array);
        let interval = |rated: &Rated| rated.rating.interval;
        columns.extend([
            named("coverage", self.numbers(|rated| Some(rated.rating.coverage))),
            named("published", Arc::new(UInt8Array::from(self.each(|rated| rated.rating.published)))),
            named("level", words(&self.each(|rated| Some(rated.rating.level?.level)))?),
            named("weakest", dictionary::<Int16Type>(self.each(|rated| rated.weakest), components)?),
        ]);
        if told.intervals {
            columns.extend([
                named("low", self.numbers(|rated| Some(interval(rated)?.low))),
                named("high", self.numbers(|rated| Some(interval(rated)?.high))),
                named("no_interval", words(&self.each(|rated| rated.rating.no_interval))?),
            ]);
        }
        let low_evidence = BooleanArray::from(self.each(|rated| rated.rating.low_evidence));
        columns.push(named("low_evidence", Arc::new(low_evidence)));
        if told.windows {
            columns.extend([
                named("trend", words(&self.each(|rated| rated.rating.trend))?),
                named("change", self.numbers(|rated| rated.improvement.change)),
                named("improvement", self.numbers(|rated| rated.improvement.percent)),
                named("no_improvement", words(&self.each(|rated| rated.improvement.undefined))?),
            ]);
        }
        Ok(columns)
    }
}

impl Figures {
    /// The scores over all, and area by area.
    pub(super) fn overall_and_areas(&self) -> (&Ratings, &[Ratings]) {
        (&self.overall, &self.areas)
    }

    pub(super) fn of(grouper: &Grouper) -> Self {
        let compiled = grouper.scorer.compiled();
        Figures {
            rows: Vec::new(),
            people: Vec::new(),
            scored: Vec::new(),
            overall: Ratings::default(),
            levels: Vec::new(),
            critical_anywhere: Vec::new(),
            areas: compiled.areas().iter().map(|_| Default::default()).collect(),
            means: compiled.components().iter().map(|_| Vec::new()).collect(),
            mean_intervals: compiled.components().iter().map(|_| Vec::new()).collect(),
            students: MeanIntervals::default(),
            coached: Coached::of(0),
            outstanding: Outstanding::default(),
            withheld: Vec::new(),
            few: Vec::new(),
        }
    }

    /// Adds a row, and gives what the next window is held against.
    pub(super) fn add(
        &mut self,
        grouper: &Grouper,
        row: &Row,
        before: Option<&Before>,
        points: &mut StudentPoints,
    ) -> Result<Option<Before>, ArrowError> {
        let withheld = grouper.withheld(row);
        self.withheld.push(withheld);
        let group = row.group.and_then(|place| Some((place, grouper.groups.get(place)?)));
        let Some((place, group)) = group.filter(|_| withheld.is_none()) else {
            let rows = withheld.is_none().then_some(0);
            self.add_nothing(rows);
            return Ok(None);
        };
        let compiled = grouper.scorer.compiled();
        let mut means = group.calls.means();
        self.few.push(leave_out_few(grouper, place, &mut means));
        let figures = compiled.score(&means).map_err(|error| ArrowError::ComputeError(error.to_string()))?;
        let spreads = match grouper.options.varies() {
            true => group.calls.spreads(compiled, &figures, points),
            false => group.calls.counted(),
        };
        let beside = Beside {
            policy: &grouper.options.policy.skill,
            previous: before.map(|before| &before.published),
            spreads: Some(&spreads),
        };
        let score =
            SkillScore::of(grouper.scorer.framework(), grouper.options.view.as_ref(), compiled, &figures, beside);
        self.rows.push(count(group.rows));
        self.people.push(count(group.people));
        self.scored.push(count(group.calls.scored));
        self.overall.add(&score.overall, figures.weakest, before.and_then(|before| before.overall));
        self.levels.push(group.levels.map(count));
        self.critical_anywhere.push(Some(score.is_critical_anywhere()));
        let weakest = |place: usize| figures.areas.get(place).and_then(|area| area.weakest);
        for (place, (ratings, area)) in self.areas.iter_mut().zip(&score.areas).enumerate() {
            let before = before.and_then(|before| before.areas.get(place).copied().flatten());
            ratings.add(&area.rating, weakest(place), before);
        }
        self.means.iter_mut().zip(&means).for_each(|(column, mean)| column.push(*mean));
        if grouper.options.mean_intervals {
            self.add_mean_intervals(group, &means);
        }
        let published: Vec<Option<u8>> = score.areas.iter().map(|area| area.rating.published).collect();
        if let Some(chooser) = grouper.chooser() {
            chooser.choose(|place| published.get(place).copied().flatten(), &mut self.outstanding);
            self.coached.add(&self.outstanding, compiled, weakest)?;
        }
        Ok(row.window.map(|window| Before {
            whose: of_whom(&row.key),
            window,
            overall: score.overall.score,
            areas: score.areas.iter().map(|area| area.rating.score).collect(),
            published: previous(compiled, &published, score.overall.published),
        }))
    }

    fn add_mean_intervals(&mut self, group: &Group, means: &[Option<f64>]) {
        let measures = group.calls.components.iter().zip(means).enumerate();
        for (column, (component, (sum, mean))) in self.mean_intervals.iter_mut().zip(measures) {
            let squares = mean.zip(group.squares.around_mean(component, sum));
            column.push(squares.and_then(|(mean, squares)| self.students.around(mean, squares, sum.calls())));
        }
    }

    /// Adds a gap, which has no row, or a group that is withheld.
    fn add_nothing(&mut self, rows: Option<i64>) {
        self.rows.push(rows);
        self.people.push(rows);
        self.scored.push(rows);
        self.overall.0.push(None);
        self.levels.push([rows; LEVELS.len()]);
        self.critical_anywhere.push(None);
        self.areas.iter_mut().for_each(|ratings| ratings.0.push(None));
        self.means.iter_mut().for_each(|column| column.push(None));
        self.mean_intervals.iter_mut().for_each(|column| column.push(None));
        self.few.push(None);
        self.coached.add_nothing();
    }

    /// Adds the figures of rows that follow.
    pub(super) fn append(&mut self, later: Figures) -> Result<(), ArrowError> {
        self.rows.extend(later.rows);
        self.people.extend(later.people);
        self.scored.extend(later.scored);
        self.overall.0.extend(later.overall.0);
        self.levels.extend(later.levels);
        self.critical_anywhere.extend(later.critical_anywhere);
        self.areas.iter_mut().zip(later.areas).for_each(|(ratings, later)| ratings.0.extend(later.0));
        self.means.iter_mut().zip(later.means).for_each(|(column, later)| column.extend(later));
        let intervals = self.mean_intervals.iter_mut().zip(later.mean_intervals);
        intervals.for_each(|(column, later)| column.extend(later));
        self.withheld.extend(later.withheld);
        self.few.extend(later.few);
        self.coached.append(&later.coached)
    }

    pub(super) fn columns(self, grouper: &Grouper) -> Result<Vec<Column>, ArrowError> {
        let (options, compiled, names) = (&grouper.options, grouper.scorer.compiled(), grouper.scorer.names());
        let windows = grouper.by.contains(&GroupBy::Window);
        let overall = Told { detail: true, intervals: options.intervals, windows };
        let of_area = Told { detail: options.detail, ..overall };
        let counts =
            |name: &str, counts: Vec<Option<i64>>| (name.to_owned(), Arc::new(Int64Array::from(counts)) as ArrayRef);
        let mut columns = vec![counts("rows", self.rows), counts("scored", self.scored)];
        if options.person.is_some() {
            columns.push(counts("people", self.people));
        }
        columns.extend(self.overall.columns("overall", "", names.components(), overall)?);
        columns.push(("critical_anywhere".to_owned(), Arc::new(BooleanArray::from(self.critical_anywhere))));
        for (place, row) in LEVELS.iter().enumerate() {
            let of_level = self.levels.iter().map(|levels| levels.get(place).copied().flatten()).collect();
            columns.push(counts(&format!("{}_rows", <&'static str>::from(row.level)), of_level));
        }
        for (area, ratings) in compiled.areas().iter().zip(&self.areas) {
            let key = area.key.as_str();
            columns.extend(ratings.columns(key, &format!("{key}_"), names.components(), of_area)?);
        }
        if options.means {
            for ((component, means), intervals) in compiled.components().iter().zip(self.means).zip(self.mean_intervals)
            {
                let name = format!("mean_{}", component.key.as_str());
                let bounds = options.mean_intervals.then(|| bounds(&name, &intervals));
                columns.push((name, Arc::new(Float64Array::from(means))));
                columns.extend(bounds.into_iter().flatten());
            }
        }
        if options.recommendations {
            let fields = crate::recommended::fields();
            columns.extend(fields.into_iter().map(|field| field.name().clone()).zip(self.coached.arrays()?));
        }
        if options.least_people.is_some() {
            columns.push(("withheld".to_owned(), words(&self.withheld)?));
            columns.push(("withheld_measures".to_owned(), texts(self.few.iter().map(Option::as_deref))?));
        }
        Ok(columns)
    }
}

/// Takes away what was measured of too few people to count in a group, and tells of which components, by their keys.
fn leave_out_few(grouper: &Grouper, group: usize, means: &mut [Option<f64>]) -> Option<String> {
    let mut few = Vec::new();
    for (place, (component, mean)) in grouper.scorer.compiled().components().iter().zip(means).enumerate() {
        if mean.is_some() && !grouper.is_shared(group, place) {
            *mean = None;
            few.push(component.key.as_str());
        }
    }
    (!few.is_empty()).then(|| few.join(" "))
}

impl Grouper {
    /// Why a row's figures are not told.
    pub(super) fn withheld(&self, row: &Row) -> Option<WithheldBecause> {
        let least = u64::from(self.options.least_people?);
        if let (Some(as_of), true, Some(window)) = (self.options.as_of, self.options.calendar(), row.window) {
            let (_, last) = self.options.every().days(i64::try_from(window).unwrap_or(i64::MAX));
            let is_over = LocalDate::from_days(last).is_some_and(|last| as_of > self.options.zone().last_moment(last));
            if !is_over {
                return Some(WithheldBecause::WindowOpen);
            }
        }
        let group = row.group.and_then(|place| Some((place, self.groups.get(place)?)));
        let others = group.map_or(0, |(place, group)| {
            let has_the_viewer = self.viewer().is_some_and(|viewer| self.scored.contains(&(place, viewer)));
            group.people - u64::from(has_the_viewer)
        });
        (others < least).then_some(WithheldBecause::GroupTooSmall)
    }
}

/// Whether a group's score is critical, in an area or overall.
pub(super) fn is_critical(scorer: &Scorer, group: &Group) -> Result<bool, ArrowError> {
    let figures = scorer.compiled().score(&group.calls.means());
    let figures = figures.map_err(|error| ArrowError::ComputeError(error.to_string()))?;
    Ok(figures.is_critical_anywhere())
}

fn previous(compiled: &Compiled, published: &[Option<u8>], overall: Option<u8>) -> PreviousScores {
    let areas = compiled.areas().iter().zip(published);
    PreviousScores {
        areas: areas.map(|(area, score)| (area.key.as_str().to_owned(), score.map(PublishedScore))).collect(),
        overall: overall.map(PublishedScore),
    }
}

/// The columns of the lower and the upper bounds of what is called so.
fn bounds(name: &str, intervals: &[Option<Interval>]) -> [Column; 2] {
    let each = |bound: fn(&Interval) -> f64| -> ArrayRef {
        Arc::new(intervals.iter().map(|interval| interval.as_ref().map(bound)).collect::<Float64Array>())
    };
    [(format!("{name}_low"), each(|interval| interval.low)), (format!("{name}_high"), each(|interval| interval.high))]
}

fn count(number: u64) -> Option<i64> {
    Some(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A column of words, of which there are a few.
pub(crate) fn words<T: VariantArray + Copy + PartialEq + Into<&'static str>>(
    values: &[Option<T>],
) -> Result<ArrayRef, ArrowError> {
    let place =
        |value: T| T::VARIANTS.iter().position(|other| *other == value).and_then(|place| i8::try_from(place).ok());
    let names = StringArray::from_iter_values(T::VARIANTS.iter().map(|value| -> &'static str { (*value).into() }));
    dictionary::<Int8Type>(values.iter().map(|value| place((*value)?)).collect(), &(Arc::new(names) as ArrayRef))
}

/// A column of names, by the place of each among them.
pub(crate) fn dictionary<K: ArrowDictionaryKeyType>(
    places: Vec<Option<<K as ArrowPrimitiveType>::Native>>,
    names: &ArrayRef,
) -> Result<ArrayRef, ArrowError> {
    let nulls = nulls(places.len(), |row| places[row].is_some());
    let places: Vec<_> = places.into_iter().map(Option::unwrap_or_default).collect();
    Ok(Arc::new(DictionaryArray::try_new(PrimitiveArray::<K>::new(places.into(), nulls), Arc::clone(names))?))
}

/// In which rows something stands; nothing where it does in all.
pub(crate) fn nulls(rows: usize, present: impl FnMut(usize) -> bool) -> Option<NullBuffer> {
    let nulls = NullBuffer::new(BooleanBuffer::collect_bool(rows, present));
    (nulls.null_count() > 0).then_some(nulls)
}
