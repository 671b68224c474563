//! GOL-02 … GOL-06 held against another reckoning of the same: day by day, observation by observation.

use proptest::prelude::*;

use super::figure::{Figures, Scale};
use super::*;
use crate::metric::{METRICS, Metric, MetricPolicy};
use touchline_kernel::math::Millionths;
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, LocalDate, Weekday, Zone};

fn date(text: &str) -> LocalDate {
    text.parse().unwrap()
}

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

fn measures() -> [Measure; 5] {
    let check = CheckMeasure { check: Key::new("greeting") };
    [
        Measure::OverallScore,
        Measure::CheckPassRate(check),
        Measure::CallsCompleted,
        Measure::TrainingCompleted,
        Measure::ScorecardAverage,
    ]
}

/// What each observation is, in hundredths of the unit: any score, a pass or not, a call, any stars.
fn reading(measure: &Measure, drawn: u32) -> u32 {
    match measure {
        Measure::OverallScore => drawn % 10_001,
        Measure::CheckPassRate(_) | Measure::TrainingCompleted => (drawn % 2) * 10_000,
        Measure::CallsCompleted => 100,
        Measure::ScorecardAverage | Measure::Metric(_) => 100 + drawn % 401,
    }
}

/// The days that a zone shows, one after the other.
fn shown(span: DaySpan, zone: Zone) -> Vec<LocalDate> {
    let days = (span.first.days()..=span.last.days()).filter_map(LocalDate::from_days);
    days.filter(|day| zone.day_of(zone.first_moment(*day)) == *day).collect()
}

/// A goal in the making: readings and target in hundredths.
#[derive(Clone, Debug)]
struct World {
    measure: Measure,
    target: u32,
    readings: Vec<u32>,
    span: DaySpan,
    zone: Zone,
    today: LocalDate,
}

impl World {
    fn observed(&self) -> Observed {
        let mut sum = Observed::default();
        for reading in &self.readings {
            sum.add(&Observed::one(Millionths::of(f64::from(*reading) / 100.0)));
        }
        sum
    }

    fn progress(&self) -> Progress {
        let aim = Aim {
            measure: self.measure.clone(),
            period: Period::Custom(self.span),
            target: f64::from(self.target) / 100.0,
        };
        assert!(aim.check(&GoalPolicy::default(), &MetricPolicy::default(), "").is_ok());
        Progress::of(&aim, self.span, &self.observed(), (self.today, self.zone), false)
    }

    fn is_count(&self) -> bool {
        self.measure == Measure::CallsCompleted
    }

    /// The state by the words of the rule.
    fn state(&self) -> ProgressState {
        let (sum, count) = (self.readings.iter().map(|one| u64::from(*one)).sum::<u64>(), self.readings.len() as u64);
        let target = u64::from(self.target);
        let reached = if self.is_count() { sum >= target } else { count > 0 && sum >= target * count };
        if self.today < self.span.first {
            return ProgressState::NotStarted;
        }
        if self.is_count() && reached {
            return ProgressState::Met;
        }
        if self.today > self.span.last {
            return match (self.is_count(), count, reached) {
                (false, 0, _) => ProgressState::NoData,
                (_, _, true) => ProgressState::Met,
                (_, _, false) => ProgressState::Missed,
            };
        }
        let days = shown(self.span, self.zone);
        let over = days.iter().filter(|day| **day < self.today).count() as u64;
        if over == 0 {
            return ProgressState::OnTrack;
        }
        // current ÷ target < over ÷ days, without dividing.
        let behind = if self.is_count() { sum * (days.len() as u64) < target * over } else { count > 0 && !reached };
        if behind { ProgressState::AtRisk } else { ProgressState::OnTrack }
    }
}

fn near(left: Option<f64>, right: Option<f64>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => (left - right).abs() <= 5.1e-7 + right.abs() * 1e-12,
        (left, right) => left.is_none() && right.is_none(),
    }
}

fn world() -> impl Strategy<Value = World> {
    let zones = [
        ("Europe/Berlin", "2026-03-25"),
        ("America/New_York", "2026-10-30"),
        ("Pacific/Apia", "2011-12-26"),
        ("UTC", "2024-02-27"),
    ];
    let shape = (0..measures().len(), prop::sample::select(zones.to_vec()), 0..8_i64, 0..40_i64, -3..45_i64);
    (shape, 1..10_000_u32, prop::collection::vec(any::<u32>(), 0..30)).prop_map(
        |((measure, (name, around), later, length, now), drawn, readings)| {
            let measure = measures()[measure].clone();
            let first = date(around).checked_add_days(later).unwrap();
            let target = match measure {
                Measure::CallsCompleted => 100 * (1 + drawn % 40),
                Measure::ScorecardAverage => 100 + drawn % 401,
                _ => 1 + drawn % 10_000,
            };
            World {
                readings: readings.iter().map(|one| reading(&measure, *one)).collect(),
                measure,
                target,
                span: DaySpan { first, last: first.checked_add_days(length).unwrap() },
                zone: zone(name),
                today: first.checked_add_days(now).unwrap(),
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn gol_03_gol_04_gol_05_progress_is_what_the_words_of_the_rules_give(world in world()) {
        let progress = world.progress();
        prop_assert_eq!(progress.state, world.state());
        prop_assert_eq!(progress.observations, world.readings.len() as u64);
        let after = shown(world.span, world.zone).into_iter().chain(
            // Before the first day, the days up to it are still to come too.
            shown(DaySpan { first: world.today, last: world.span.first }, world.zone).into_iter().filter(|day| *day < world.span.first)
        ).filter(|day| *day > world.today).count();
        prop_assert_eq!(progress.days_remaining, after as u64);
        let sum: f64 = world.readings.iter().map(|one| f64::from(*one) / 100.0).sum();
        let count = world.readings.len() as f64;
        let current = if world.is_count() { Some(sum) } else { (count > 0.0).then(|| sum / count) };
        prop_assert!(near(progress.current, current), "{:?} {:?}", progress.current, current);
        let percent = current.map(|current| current / (f64::from(world.target) / 100.0) * 100.0);
        prop_assert!(near(progress.percent_uncapped, percent), "{:?} {:?}", progress.percent_uncapped, percent);
        prop_assert!(near(progress.percent, percent.map(|percent| percent.clamp(0.0, 100.0))));
    }

    #[test]
    fn gol_06_a_forecast_that_comes_true_ends_where_it_says(world in world()) {
        // Nobody looks on a day that the zone never had.
        prop_assume!(shown(DaySpan { first: world.today, last: world.today }, world.zone).len() == 1);
        let progress = world.progress();
        let days = shown(world.span, world.zone);
        let over = days.iter().filter(|day| **day < world.today).count() as f64;
        let left = days.len() as f64 - over;
        let target = f64::from(world.target) / 100.0;
        let sum: f64 = world.readings.iter().map(|one| f64::from(*one) / 100.0).sum();
        let count = world.readings.len() as f64;
        let running = world.span.contains(world.today) && over > 0.0;
        match progress.forecast {
            None => {
                let nothing_open = world.measure == Measure::TrainingCompleted && sum >= count * 100.0;
                prop_assert!(!running || (!world.is_count() && (count == 0.0 || nothing_open)), "{:?}", world);
            }
            Some(Forecast::Projection(Projection { at_end, reaches })) => {
                prop_assert!(running && world.is_count());
                prop_assert!(near(Some(at_end), Some(sum / over * days.len() as f64)));
                prop_assert_eq!(reaches, progress.state != ProgressState::AtRisk);
            }
            Some(Forecast::Needed(Needed { average, possible })) => {
                prop_assert!(running && !world.is_count() && count > 0.0);
                let training = world.measure == Measure::TrainingCompleted;
                // As many as the pace brings, or the items that are open: their sum is raised by what they average.
                let (more, base) = if training { (count - sum / 100.0, count) } else { (count / over * left, count + count / over * left) };
                let entry = world.measure.entry();
                let least = if entry.unit == Unit::Stars { 1.0 } else { 0.0 };
                let mean = (sum + average * more) / base;
                if average > least {
                    prop_assert!((mean - target).abs() < 1e-5, "{} {}", mean, target);
                } else {
                    prop_assert!(mean > target - 1e-5);
                }
                prop_assert_eq!(possible, average <= entry.maximum + 4e-7, "{}", average);
            }
        }
    }

    /// Of a figure as far on the other side of the target, where more is better, one is told the same.
    #[test]
    fn gol_09_what_is_the_better_the_less_it_is_is_measured_as_in_a_mirror(
        (count, off, target) in (0..40_u64, -900_i64..900, 1_000..40_000_i64), now in -3..45_i64
    ) {
        let span = DaySpan { first: date("2026-03-01"), last: date("2026-03-31") };
        let today = span.first.checked_add_days(now).unwrap();
        let progress = |metric, off: i64| {
            let of = MetricMeasure { against: None, currency: None, metric, stage: None };
            let aim = Aim { measure: Measure::Metric(of), period: Period::Custom(span), target: target as f64 / 1_000.0 };
            assert!(aim.check(&GoalPolicy::default(), &MetricPolicy::default(), "").is_ok());
            let sum = (target * 1_000) * count as i64 + off * 1_000 * i64::from(count > 0);
            Progress::of(&aim, span, &Observed { count, sum }, (today, zone("UTC")), false)
        };
        let higher = progress(Metric::StakeholderDepth, off);
        let lower = progress(Metric::SalesCycleDays, -off);
        prop_assert_eq!(higher.state, lower.state);
        prop_assert_eq!((higher.percent, higher.percent_uncapped), (lower.percent, lower.percent_uncapped));
        match (higher.forecast, lower.forecast) {
            (None, None) => {}
            (Some(Forecast::Needed(up)), Some(Forecast::Needed(down))) => {
                let mirrored = 2.0 * target as f64 / 1_000.0 - down.average;
                prop_assert!((up.average - mirrored.max(0.0)).abs() < 2e-6, "{:?} {:?}", up, down);
                prop_assert_eq!(down.possible, down.average >= 0.0);
            }
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn ker_16_it_does_not_matter_in_which_order_observations_come_or_are_taken_back(
        readings in prop::collection::vec(0.0..=100.0_f64, 1..40), cut in any::<prop::sample::Index>()
    ) {
        let one = |reading: &f64| Observed::one(Millionths::of(*reading));
        let mut there = Observed::default();
        readings.iter().for_each(|reading| there.add(&one(reading)));
        let mut back = Observed::default();
        readings.iter().rev().for_each(|reading| back.add(&one(reading)));
        prop_assert_eq!(there, back);
        let cut = cut.index(readings.len());
        readings[..cut].iter().for_each(|reading| there.take(&one(reading)));
        let mut rest = Observed::default();
        readings[cut..].iter().for_each(|reading| rest.add(&one(reading)));
        prop_assert_eq!(there, rest);
    }

    #[test]
    fn gol_02_a_named_period_is_the_one_of_the_calendar_that_holds_the_day(
        day in -700_000..2_900_000_i64, week_start in prop::sample::select(vec![Weekday::Monday, Weekday::Sunday, Weekday::Saturday])
    ) {
        let start = LocalDate::from_days(day).unwrap();
        let policy = GoalPolicy { week_start, ..GoalPolicy::default() };
        let at = |period: fn(PeriodStart) -> Period| period(PeriodStart { start }).days(&policy).unwrap();
        prop_assert_eq!(at(Period::Daily), DaySpan { first: start, last: start });
        let week = at(Period::Weekly);
        prop_assert!(week.contains(start) && week.days() == 7 && week.first.weekday() == week_start);
        for (period, together) in [(Period::Monthly as fn(PeriodStart) -> Period, 1), (Period::Quarterly, 3)] {
            let days = at(period);
            prop_assert!(days.contains(start));
            let number = |day: LocalDate| { let (year, month) = day.year_and_month(); (year, (month - 1) / together) };
            prop_assert_eq!(number(days.first), number(start));
            prop_assert_eq!(number(days.last), number(start));
            let before = days.first.checked_add_days(-1).unwrap();
            let after = days.last.checked_add_days(1).unwrap();
            prop_assert!(number(before) != number(start) && number(after) != number(start));
        }
    }
}

#[test]
fn gol_01_every_type_has_its_row() {
    let names: Vec<&str> = measures().iter().map(Measure::name).collect();
    let listed = super::measures();
    let own = listed.iter().filter(|entry| entry.metric.is_none());
    assert_eq!(names, own.map(|entry| entry.measure).collect::<Vec<_>>());
    assert!(measures().iter().all(|measure| measure.entry().measure == measure.name()));
}

#[test]
fn gol_09_every_metric_has_its_row_with_its_direction() {
    let listed = super::measures();
    let rows: Vec<&MeasureEntry> = listed.iter().filter(|entry| entry.metric.is_some()).collect();
    assert_eq!(rows.len(), METRICS.len());
    for (row, metric) in rows.into_iter().zip(METRICS) {
        assert_eq!((row.measure, row.metric), ("metric", Some(metric.metric)));
        let lower = metric.better == crate::metric::Better::Lower;
        assert_eq!(row.direction == Direction::Lower, lower, "{:?}", metric.metric);
    }
}

/// No metric that is counted is the better the less it is; a check of one's own could be.
#[test]
fn gol_09_a_count_that_is_to_stay_under_a_target_is_missed_as_soon_as_it_is_over_it() {
    let figures =
        Figures { direction: Direction::Lower, reckoning: Reckoning::Count, scale: Scale::PLAIN, target: 10_000_000 };
    let span = DaySpan { first: date("2026-03-01"), last: date("2026-03-10") };
    let on = |day: &str, sum| calculate::state_of(figures, (sum * 1_000_000, sum), (span, date(day), zone("UTC")));
    assert_eq!(on("2026-03-06", 5), ProgressState::OnTrack, "half of it on half of the days");
    assert_eq!(on("2026-03-06", 6), ProgressState::AtRisk, "a straight line ends at 12");
    assert_eq!(on("2026-03-06", 10), ProgressState::AtRisk);
    assert_eq!(on("2026-03-06", 11), ProgressState::Missed);
    assert_eq!(on("2026-03-11", 10), ProgressState::Met);
    assert_eq!(on("2026-03-11", 11), ProgressState::Missed);
    assert_eq!(on("2026-03-01", 10), ProgressState::OnTrack, "no whole day has passed");
}

#[test]
fn gol_02_a_period_that_would_leave_the_calendar_is_refused() {
    let period = |start: &str| Period::Weekly(PeriodStart { start: date(start) });
    assert!(period("9999-12-31").days(&GoalPolicy::default()).is_err(), "a Friday");
    assert!(period("0001-01-01").days(&GoalPolicy::default()).is_ok(), "a Monday");
    let sundays = GoalPolicy { week_start: Weekday::Sunday, ..GoalPolicy::default() };
    assert!(period("0001-01-01").days(&sundays).is_err());
}

#[test]
fn gol_02_equal_aims_are_known_as_such_however_they_are_written() {
    let aim = |period, target| Aim { measure: Measure::OverallScore, period, target };
    let march = DaySpan { first: date("2026-03-01"), last: date("2026-03-31") };
    let monthly = Period::Monthly(PeriodStart { start: date("2026-03-17") });
    let policy = GoalPolicy::default();
    let [one, other, more] = [aim(monthly, 80.0), aim(Period::Custom(march), 80.0), aim(monthly, 80.5)];
    assert!(one.is_the_same(&other, &policy) && !one.is_the_same(&more, &policy));
    assert_eq!(one.natural_key(), ["overall_score", "monthly", "2026-03-17", "80000000"]);
    assert_eq!(other.natural_key(), ["overall_score", "custom", "2026-03-01", "2026-03-31", "80000000"]);
}
