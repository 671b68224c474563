//! How scores go over time: by windows of the calendar in somebody's zone, of which one without a score is a gap and never 0.
//!
//! Rules: INS-01.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::every::Every;
use super::trend::{NoTest, TheilSen, TrendTest};
use crate::metric::Interval;
use crate::skill::{Arrow, Compiled, Figures, FrameworkGiven, MeasureSum, NotANumber, Raws, published};
use touchline_kernel::operation::Failure;
use touchline_kernel::rejection::{Faults, Reason};
use touchline_kernel::text::Key;
use touchline_kernel::time::{Instant, LocalDate, Zone};

/// The greatest number of windows from the first with a score to the last.
pub const MOST_TREND_WINDOWS: i64 = 2_000;

/// How a score goes over time.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScoreTrend {
    /// Which way the published score of the last window went since the one just before it; null where that has none.
    pub arrow: Option<Arrow>,
    /// Why nothing is tested.
    pub no_test: Option<NoTest>,
    /// The windows from the first with a score to the last, gaps and all.
    pub points: Vec<TrendPoint>,
    /// By how many points the score changes from window to window: the median of the slopes of all pairs of windows with a
    /// score; null of fewer than two.
    pub slope: Option<f64>,
    /// Between which bounds the slope lies with a probability of 95 %: Sen's interval; null of fewer than five windows with a
    /// score, or where all scores are tied.
    pub slope_interval: Option<Interval>,
    /// Whether it rises or falls.
    pub test: Option<TrendTest>,
}

/// A window of the calendar, and the score in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendPoint {
    /// How many scores or calls it rests on.
    pub count: u32,
    /// Its first day.
    pub first: LocalDate,
    /// Its last day.
    pub last: LocalDate,
    /// The score as it is published; null where there is none.
    pub published: Option<u8>,
    /// The score; null where there is none, which is a gap.
    pub score: Option<f64>,
}

/// The score of a window, by the window's number.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    /// The window's number.
    pub window: i64,
    /// How many scores or calls it rests on.
    pub count: u32,
    /// The score; nothing where there is none.
    pub score: Option<f64>,
}

impl Scored {
    fn published(self) -> Option<u8> {
        self.score.map(published)
    }
}

/// What is told of a trend besides its windows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// Which way the last window went since the one just before it.
    pub arrow: Option<Arrow>,
    /// The slope of Theil and Sen, with its interval.
    pub slope: Option<TheilSen>,
    /// The test of Mann and Kendall, or why there is none.
    pub test: Result<TrendTest, NoTest>,
}

impl Trend {
    /// The trend of windows in order of time, of which what has no score is a gap.
    #[must_use]
    pub fn of(windows: &[Scored], arrow_points: u32) -> Self {
        let points: Vec<(i64, f64)> =
            windows.iter().filter_map(|scored| Some((scored.window, scored.score?))).collect();
        let values: Vec<f64> = points.iter().map(|(_, score)| *score).collect();
        let last = windows.iter().rfind(|scored| scored.score.is_some());
        let before = last.and_then(|last| {
            windows.iter().find(|scored| scored.window.checked_add(1) == Some(last.window))?.published()
        });
        let now = last.and_then(|last| last.published());
        let arrow = Arrow::of_scores(now, before, arrow_points);
        let test = TrendTest::of(&values);
        Trend { arrow, slope: TheilSen::of(&points, test.as_ref().ok()), test }
    }
}

impl ScoreTrend {
    fn of(windows: &[Scored], every: Every, arrow_points: u32) -> Self {
        let has_score = |scored: &&Scored| scored.score.is_some();
        let ends = windows.iter().find(has_score).zip(windows.iter().rfind(has_score));
        let numbers = ends.into_iter().flat_map(|(first, last)| first.window..=last.window);
        let found: BTreeMap<i64, Scored> = windows.iter().map(|scored| (scored.window, *scored)).collect();
        let point = |number: i64| {
            let (first, last) = every.days(number);
            let scored = found.get(&number);
            Some(TrendPoint {
                count: scored.map_or(0, |scored| scored.count),
                first: LocalDate::from_days(first)?,
                last: LocalDate::from_days(last)?,
                published: scored.and_then(|scored| scored.published()),
                score: scored.and_then(|scored| scored.score),
            })
        };
        let points = numbers.filter_map(point).collect();
        let Trend { arrow, slope, test } = Trend::of(windows, arrow_points);
        ScoreTrend {
            arrow,
            no_test: test.err(),
            points,
            slope: slope.map(|found| found.slope),
            slope_interval: slope.and_then(|found| found.interval),
            test: test.ok(),
        }
    }
}

/// A score, and when.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
pub struct TrendScore {
    /// When.
    pub at: Instant,
    /// The score.
    #[schemars(range(min = 0, max = 100))]
    pub score: f64,
}

/// A call's raw measures, and when it was.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct TrendCall {
    /// When.
    pub at: Instant,
    /// The raw measures by component; one that is left out or null is missing.
    pub values: Raws,
}

/// By what windows of the calendar are told apart, and scores held against one another.
#[derive(Clone, Copy, Debug)]
pub struct TrendWindows {
    /// By how many points a score changes that counts as changed.
    pub arrow_points: u32,
    /// How long windows are.
    pub every: Every,
    /// Where days begin and end.
    pub zone: Zone,
}

impl TrendWindows {
    fn number(&self, at: Instant) -> i64 {
        self.every.number(self.zone.day_of(at))
    }

    /// The trend of scores, of which those of a window count as their mean. They stand at `path`.
    ///
    /// # Errors
    /// Scores that lie too many windows apart.
    pub fn of_scores(&self, scores: &[TrendScore], path: &str) -> Result<ScoreTrend, Failure> {
        let mut windows: BTreeMap<i64, (u32, MeasureSum)> = BTreeMap::new();
        for dated in scores {
            let (count, sum) = windows.entry(self.number(dated.at)).or_default();
            *count = count.saturating_add(1);
            sum.add(dated.score);
        }
        check(windows.keys(), path)?;
        let scored = windows.into_iter().map(|(window, (count, sum))| Scored { window, count, score: sum.mean() });
        Ok(ScoreTrend::of(&scored.collect::<Vec<_>>(), self.every, self.arrow_points))
    }

    /// The trends of the scores of calls, of which a window has the score of the means of its own. They stand at `path`.
    ///
    /// # Errors
    /// Measures that the framework does not have; calls that lie too many windows apart.
    pub fn of_calls(
        &self,
        calls: &[TrendCall],
        framework: &FrameworkGiven,
        view: Option<&Key>,
        path: &str,
    ) -> Result<ScoreTrends, Failure> {
        let chosen = framework.chosen(view).map_err(Failure::BadInput)?;
        let compiled: &Compiled = &chosen.compiled;
        let mut faults = Faults::default();
        let mut windows: BTreeMap<i64, Calls> = BTreeMap::new();
        for (place, call) in calls.iter().enumerate() {
            let row = chosen.row(&call.values, &format!("{path}/{place}/values"), &mut faults);
            let none = || Calls { count: 0, sums: vec![MeasureSum::default(); row.len()] };
            windows.entry(self.number(call.at)).or_insert_with(none).add(&row);
        }
        faults.told().map_err(Failure::BadInput)?;
        check(windows.keys(), path)?;
        let figures = windows.into_iter().map(|(window, calls)| Ok((window, calls.count, calls.figures(compiled)?)));
        let figures = figures.collect::<Result<Vec<_>, NotANumber>>();
        let figures = figures.map_err(|error| Failure::Defect(error.to_string()))?;
        let trend = |score: &dyn Fn(&Figures) -> Option<f64>| {
            let scored =
                figures.iter().map(|(window, count, of)| Scored { window: *window, count: *count, score: score(of) });
            ScoreTrend::of(&scored.collect::<Vec<_>>(), self.every, self.arrow_points)
        };
        let areas = compiled.areas().iter().enumerate().map(|(place, area)| AreaTrend {
            area: area.key.clone(),
            trend: trend(&|figures| figures.areas.get(place)?.score),
        });
        let areas = areas.collect();
        let overall = trend(&|figures| figures.overall);
        Ok(ScoreTrends { areas, framework: chosen.framework.key.clone(), overall, view: view.cloned() })
    }
}

/// Refuses windows that are too far apart to be told one by one.
fn check<'a>(mut windows: impl DoubleEndedIterator<Item = &'a i64>, path: &str) -> Result<(), Failure> {
    let first = windows.next();
    let last = windows.next_back().or(first);
    let apart = first.zip(last).map_or(0, |(first, last)| last.saturating_sub(*first).saturating_add(1));
    let mut faults = Faults::default();
    if apart > MOST_TREND_WINDOWS {
        faults.add(path, Reason::out_of_range(apart, 0, MOST_TREND_WINDOWS));
    }
    faults.told().map_err(Failure::BadInput)
}

/// How skill scores go over time.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ScoreTrends {
    /// By area, in the framework's order.
    pub areas: Vec<AreaTrend>,
    /// The framework's key.
    pub framework: Key,
    /// Overall.
    pub overall: ScoreTrend,
    /// The view of the framework, if it was not taken as a whole.
    pub view: Option<Key>,
}

/// How one area's score goes over time.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AreaTrend {
    /// The area.
    pub area: Key,
    /// How its score goes.
    pub trend: ScoreTrend,
}

/// A window's calls, added up.
struct Calls {
    count: u32,
    sums: Vec<MeasureSum>,
}

impl Calls {
    fn add(&mut self, row: &[Option<f64>]) {
        self.count = self.count.saturating_add(1);
        self.sums.iter_mut().zip(row).for_each(|(sum, raw)| raw.iter().for_each(|raw| sum.add(*raw)));
    }

    fn figures(&self, compiled: &Compiled) -> Result<Figures, NotANumber> {
        compiled.score(&self.sums.iter().map(MeasureSum::mean).collect::<Vec<_>>())
    }
}
