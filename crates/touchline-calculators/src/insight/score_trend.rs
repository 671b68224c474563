//! How scores go over time: by windows of the calendar in somebody's zone, of which one without a score is a gap and never 0.
//!
//! Rules: INS-01.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::every::Every;
use super::trend::{NoTest, TheilSen, TrendTest};
use crate::metric::{Interval, MeanIntervals};
use crate::skill::{
    Area, Arrow, CallSums, Compiled, Figures, FrameworkGiven, Interval as ScoreInterval, NotANumber, Raws, Spread,
    Spreads, StudentPoints, check_together, published,
};
use touchline_kernel::math::Sample;
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
    /// Between which bounds the score lies with a probability of 95 %: that of calls as a score's own has it, that of scores as
    /// Student's around their mean. Null where nobody can say: of fewer than two, where nothing varies, and where several of the
    /// scores are of one person among others.
    pub interval: Option<ScoreInterval>,
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
    /// Between which bounds the score lies; nothing where nobody can say.
    pub interval: Option<ScoreInterval>,
    /// The score; nothing where there is none.
    pub score: Option<f64>,
}

impl Scored {
    /// A window in which scores count as their mean.
    fn of_mean(window: i64, scores: Vec<f64>, means: &mut MeanIntervals) -> Self {
        let (count, sample) = (counted(scores.len()), Sample::of_numbers(scores));
        let around = sample.mean().and_then(|mean| means.around(mean, sample.squares(), sample.count()));
        let interval = around.map(|around| ScoreInterval::of_bounds(around.low, around.high));
        Scored { window, count, interval, score: sample.mean() }
    }

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
                interval: scored.and_then(|scored| scored.interval),
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

    /// The same without the intervals of its points: those of scores of which several are of one person among others would be
    /// too narrow, since such scores are more alike than chance has them.
    #[must_use]
    pub fn of_several_people(self) -> Self {
        let points = self.points.into_iter().map(|point| TrendPoint { interval: None, ..point });
        ScoreTrend { points: points.collect(), ..self }
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

    /// The trend of scores, of which those of a window count as their mean. They stand at `path`. The intervals of its points are
    /// for the scores of one person.
    ///
    /// # Errors
    /// Scores that lie too many windows apart.
    pub fn of_scores(&self, scores: &[TrendScore], path: &str) -> Result<ScoreTrend, Failure> {
        let mut windows: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
        for dated in scores {
            windows.entry(self.number(dated.at)).or_default().push(dated.score);
        }
        check(windows.keys(), path)?;
        let mut means = MeanIntervals::default();
        let scored = windows.into_iter().map(|(window, scores)| Scored::of_mean(window, scores, &mut means));
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
        let mut windows: BTreeMap<i64, Vec<Row>> = BTreeMap::new();
        for (place, call) in calls.iter().enumerate() {
            let row = chosen.row(&call.values, &format!("{path}/{place}/values"), &mut faults);
            windows.entry(self.number(call.at)).or_default().push(row);
        }
        check_together(windows.values(), path, &mut faults);
        faults.told().map_err(Failure::BadInput)?;
        check(windows.keys(), path)?;
        let mut points = StudentPoints::default();
        let found = windows.into_iter().map(|(window, rows)| WindowOfCalls::of(window, &rows, compiled, &mut points));
        let found = found.collect::<Result<Vec<_>, NotANumber>>();
        let found = found.map_err(|error| Failure::Defect(error.to_string()))?;
        let trend = |scored: &dyn Fn(&WindowOfCalls) -> Scored| {
            ScoreTrend::of(&found.iter().map(scored).collect::<Vec<_>>(), self.every, self.arrow_points)
        };
        let area = |(place, area): (usize, &Area)| {
            let trend = trend(&|window| window.area(place));
            AreaTrend { area: area.key.clone(), trend }
        };
        let areas = compiled.areas().iter().enumerate().map(area).collect();
        let overall = trend(&WindowOfCalls::overall);
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

/// A call's raw measures, in the framework's order.
type Row = Vec<Option<f64>>;

/// What the calls of a window come to, and how far that can be trusted.
struct WindowOfCalls {
    count: u32,
    figures: Figures,
    spreads: Spreads,
    window: i64,
}

impl WindowOfCalls {
    fn of(window: i64, rows: &[Row], compiled: &Compiled, points: &mut StudentPoints) -> Result<Self, NotANumber> {
        let sums = CallSums::of_rows(compiled, rows)?;
        let figures = compiled.score(&sums.means())?;
        let spreads = sums.spreads(compiled, &figures, points);
        Ok(WindowOfCalls { count: counted(rows.len()), figures, spreads, window })
    }

    fn overall(&self) -> Scored {
        self.scored(self.figures.overall, Some(self.spreads.overall))
    }

    /// The score in the area at this place.
    fn area(&self, place: usize) -> Scored {
        let score = self.figures.areas.get(place).and_then(|area| area.score);
        self.scored(score, self.spreads.areas.get(place).copied())
    }

    fn scored(&self, score: Option<f64>, spread: Option<Spread>) -> Scored {
        let interval = spread.and_then(|spread| spread.interval?.ok());
        Scored { window: self.window, count: self.count, interval, score }
    }
}

fn counted(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
