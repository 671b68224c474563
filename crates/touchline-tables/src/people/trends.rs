//! How what was measured of people goes over time, over a table: a row for each person, as `insight.trend` finds it of the same scores,
//! or for each of their windows.
//!
//! Rules: BAT-06, INS-01.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Int64Array, RecordBatch};
use arrow_schema::ArrowError;
use touchline_calculators::insight::{Every, Scored, Trend, TrendTest, false_discovery_rates};
use touchline_calculators::metric::{Interval, MeanIntervals};
use touchline_kernel::math::Sample;
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::BadInput;
use touchline_kernel::text::Limits;
use touchline_kernel::time::LocalDate;

use super::cells::{Cell, Holds};
use super::held::{Asked, Beside, Group, Held};
use super::options::{TrendsOf, TrendsOptions};
use super::{Columns, counts, left_out, named, numbers};
use crate::fault::{Faults, broken};
use crate::kept::{Kept, TellsOfAll};
use crate::keys;
use crate::table::of_columns;

/// The greatest value, as of a ranking.
const MOST: f64 = 1e12;
/// The places of columns beside whose a row is.
const ON: usize = 0;
const VALUE: usize = 1;
/// By how many points a published score changes that counts as changed is of no matter: no arrow is told.
const NO_ARROW: u32 = 0;

/// What was measured, and on which day.
type Measured = (LocalDate, f64);

/// Reads a table of what was measured of people, and tells which way it goes.
#[derive(Debug)]
pub struct Trends {
    every: Every,
    tells: TrendsOf,
    held: Held<Measured>,
}

/// A window of somebody's: its number, and what was measured in it.
#[derive(Debug)]
struct Window {
    number: i64,
    values: Sample,
}

/// Somebody, in a group, and their windows in order.
#[derive(Debug)]
struct Person {
    group: u32,
    person: u32,
    /// The false discovery rate of their test among those of their group; nothing where nothing was tested.
    rate: Option<f64>,
    trend: Trend,
    windows: Vec<Window>,
}

impl Person {
    /// How many windows there are from the first to the last, gaps and all.
    fn window_count(&self) -> u64 {
        let ends = self.windows.first().zip(self.windows.last());
        ends.map_or(0, |(first, last)| last.number.abs_diff(first.number) + 1)
    }
}

impl Trends {
    /// Reads what is asked, from a document as [`TrendsOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document.
    pub fn new(options: &[u8]) -> Result<Self, Failure> {
        let asked: TrendsOptions = crate::options::read(options, &Limits::default())?;
        let days = Holds::Days(asked.naive, asked.zone.unwrap_or(asked.policy.organisation.zone));
        let values = Holds::Numbers(-MOST, MOST, asked.not_finite);
        let read = vec![Beside::always(asked.on, days), Beside::always(asked.value, values)];
        let held = Asked {
            by: asked.by,
            person: asked.person,
            beside: read,
            known: Vec::new(),
            extra: asked.extra,
            invalid: asked.invalid,
        };
        let (every, tells) = (asked.every, asked.tells);
        Ok(Trends { every, tells, held: Held::of(held, measured) })
    }

    fn table(&self, told: &[Person]) -> Result<RecordBatch, ArrowError> {
        match self.tells {
            TrendsOf::People => self.people(told),
            TrendsOf::Windows => self.windows(told),
        }
    }

    fn people(&self, told: &[Person]) -> Result<RecordBatch, ArrowError> {
        let tested = || told.iter().map(|one| one.trend.test.ok());
        let test = |of: fn(TrendTest) -> Option<f64>| numbers(tested().map(move |test| of(test?)));
        let bound = |of: fn(Interval) -> f64| numbers(told.iter().map(move |one| Some(of(one.trend.slope?.interval?))));
        let ends = |of: fn(&[Window]) -> Option<&Window>, end: fn((i64, i64)) -> i64| {
            self.days(told.iter().map(move |one| of(&one.windows)), end)
        };
        let s: Int64Array = tested().map(|test| Some(test?.s)).collect();
        let exact: BooleanArray = tested().map(|test| Some(test?.exact)).collect();
        let points = |one: &Person| u64::try_from(one.windows.len()).ok();
        let observations = |one: &Person| Some(one.windows.iter().map(|window| window.values.count()).sum());
        let columns = named([
            ("direction", keys::texts(tested().map(|test| Some(test?.direction.into())))?),
            ("slope", numbers(told.iter().map(|one| Some(one.trend.slope?.slope)))),
            ("slope_low", bound(|interval| interval.low)),
            ("slope_high", bound(|interval| interval.high)),
            ("p", test(|test| Some(test.p))),
            ("false_discovery_rate", numbers(told.iter().map(|one| one.rate))),
            ("s", Arc::new(s) as ArrayRef),
            ("variance", test(|test| Some(test.variance))),
            ("z", test(|test| test.z)),
            ("exact", Arc::new(exact)),
            ("no_test", keys::texts(told.iter().map(|one| one.trend.test.err().map(Into::into)))?),
            ("first", ends(<[Window]>::first, |(first, _)| first)),
            ("last", ends(<[Window]>::last, |(_, last)| last)),
            ("windows", counts(told.iter().map(|one| Some(one.window_count())))),
            ("points", counts(told.iter().map(points))),
            ("observations", counts(told.iter().map(observations))),
        ]);
        self.rows(told.iter(), columns)
    }

    fn windows(&self, told: &[Person]) -> Result<RecordBatch, ArrowError> {
        let people = || told.iter().flat_map(|one| one.windows.iter().map(move |_| one));
        let windows = || told.iter().flat_map(|one| &one.windows);
        let mut means = MeanIntervals::default();
        let around = windows().map(|Window { values, .. }| {
            values.mean().and_then(|mean| means.around(mean, values.squares(), values.count()))
        });
        let around: Vec<Option<Interval>> = around.collect();
        let columns = named([
            ("first", self.days(windows().map(Some), |(first, _)| first)),
            ("last", self.days(windows().map(Some), |(_, last)| last)),
            ("value", numbers(windows().map(|window| window.values.mean()))),
            ("low", numbers(around.iter().map(|around| Some((*around)?.low)))),
            ("high", numbers(around.iter().map(|around| Some((*around)?.high)))),
            ("observations", counts(windows().map(|window| Some(window.values.count())))),
        ]);
        self.rows(people(), columns)
    }

    /// A column of days at an end of windows.
    fn days<'a>(&self, windows: impl Iterator<Item = Option<&'a Window>>, end: fn((i64, i64)) -> i64) -> ArrayRef {
        let day = |window: Option<&Window>| i32::try_from(end(self.every.days(window?.number))).ok();
        Arc::new(windows.map(day).collect::<Date32Array>())
    }

    /// Columns behind those by which groups are told apart, and whose each row is.
    fn rows<'a>(&self, people: impl Iterator<Item = &'a Person>, columns: Columns) -> Result<RecordBatch, ArrowError> {
        let (groups, people): (Vec<u32>, Vec<u32>) = people.map(|one| (one.group, one.person)).unzip();
        let mut all = self.held.by(&groups)?;
        all.push(("person".to_owned(), self.held.people(&people)?));
        all.extend(columns);
        self.held.with_left_out(of_columns(all, people.len())?, (groups, Some(people)), left_out::NAMES)
    }
}

/// What was measured has its day.
fn measured(asked: &Asked, cells: &[Option<Cell>], row: u64, faults: &mut Faults) -> Option<Measured> {
    let cell = |place: usize| cells.get(place).copied().flatten();
    let (on, value) = (cell(ON).and_then(Cell::day), cell(VALUE).and_then(Cell::number)?);
    // What was refused before is not told again.
    if let (None, Some(column)) = (on, asked.beside.get(ON))
        && !faults.has_cell(&column.name, row)
    {
        faults.null(&column.name, row);
    }
    Some((on?, value))
}

fn person_of(every: Every, group: u32, (person, rows): &(u32, Vec<(u64, &Measured)>)) -> Person {
    let mut values: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
    for (_, (on, value)) in rows {
        values.entry(every.number(*on)).or_default().push(*value);
    }
    let window = |(number, values)| Window { number, values: Sample::of_numbers(values) };
    let windows: Vec<Window> = values.into_iter().map(window).collect();
    let scored = |Window { number, values }: &Window| {
        let count = u32::try_from(values.count()).unwrap_or(u32::MAX);
        Scored { window: *number, count, interval: None, score: values.mean() }
    };
    let trend = Trend::of(&windows.iter().map(scored).collect::<Vec<_>>(), NO_ARROW);
    Person { group, person: *person, rate: None, trend, windows }
}

/// Everybody in a group, with what their tests are worth among all of these.
fn people_of(every: Every, group: &Group<'_, Measured>) -> Vec<Person> {
    let mut people: Vec<Person> = group.people.iter().map(|one| person_of(every, group.group, one)).collect();
    let p = |one: &Person| one.trend.test.ok().map(|test| test.p);
    let rates = false_discovery_rates(&people.iter().filter_map(p).collect::<Vec<_>>());
    for (one, rate) in people.iter_mut().filter(|one| one.trend.test.is_ok()).zip(rates) {
        one.rate = Some(rate);
    }
    people
}

impl TellsOfAll for Trends {
    fn kept(&self) -> &dyn Kept {
        &self.held
    }

    fn kept_mut(&mut self) -> &mut dyn Kept {
        &mut self.held
    }

    fn of_none(&self) -> Result<RecordBatch, ArrowError> {
        self.table(&[])
    }

    fn of_all(mut self) -> Result<RecordBatch, BadInput> {
        let (every, mut told) = (self.every, Vec::new());
        self.held.each(|group, _| told.extend(people_of(every, group)))?;
        self.table(&told).map_err(|error| broken(&error))
    }
}
