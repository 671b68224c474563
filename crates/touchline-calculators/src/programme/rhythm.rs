//! How often a format is held: periods of the calendar, in each of which one session is expected, or several.
//!
//! Rules: PRG-01.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::rejection::{Code, Faults};
use touchline_kernel::time::{DaySpan, LocalDate, Weekday};

/// Some days of each week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DaysOfWeek {
    /// Which ones: one at least.
    pub days: BTreeSet<Weekday>,
}

/// So many months each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EveryMonths {
    /// How many months a period has, counted from January where a year has room for whole ones: 3 are the quarters of the
    /// year. Periods of 5, or of 7 to 11 months are counted from the month in which the programme begins.
    #[schemars(range(min = 1, max = 12))]
    pub every: u32,
}

/// So many weeks each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EveryWeeks {
    /// How many weeks a period has, from Monday on, counted from the week in which the programme begins.
    #[schemars(range(min = 1, max = 52))]
    pub every: u32,
}

/// So many times in each week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimesAWeek {
    /// How many times.
    #[schemars(range(min = 1, max = 7))]
    pub times: u32,
}

/// How often a format is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeRhythm")]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Rhythm {
    /// On these days of each week, as far as somebody works on them.
    DaysOfWeek(DaysOfWeek),
    /// Once in so many months of the calendar.
    Months(EveryMonths),
    /// So many times in each week from Monday to Sunday, on whichever days.
    TimesAWeek(TimesAWeek),
    /// Once in so many weeks from Monday to Sunday.
    Weeks(EveryWeeks),
    /// On every day on which somebody works.
    WorkingDays,
}

/// 1970 began on a Thursday.
const MONDAY: i64 = 3;
const WEEK: i64 = 7;
/// How many months a year has.
const YEAR: i64 = 12;

/// Some days of each week: a bit for each, from Monday on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Week(u8);

impl Week {
    /// All days.
    pub(super) const WHOLE: Week = Week(0b0111_1111);

    /// These days.
    pub(super) fn of(days: &BTreeSet<Weekday>) -> Self {
        Week(days.iter().fold(0, |bits, day| bits | bit(day.after_monday())))
    }

    /// Those that are in both.
    pub(super) fn and(self, other: Week) -> Self {
        Week(self.0 & other.0)
    }

    /// Whether a day is one of them, so many days after 1970-01-01.
    pub(super) fn has(self, day: i64) -> bool {
        self.0 & bit(day.wrapping_add(MONDAY)) != 0
    }

    /// How many of them there are from one day to another, both of them included.
    pub(super) fn between(self, first: i64, last: i64) -> u32 {
        let days = last.saturating_sub(first).saturating_add(1).max(0);
        let weeks = u32::try_from(days.div_euclid(WEEK)).unwrap_or(u32::MAX);
        // Those of two weeks one behind the other, from the first day on: of these as many as are left of whole weeks.
        let two_weeks = u16::from(self.0) | u16::from(self.0).wrapping_shl(7);
        let from_first = two_weeks.wrapping_shr(place_in_week(first.wrapping_add(MONDAY)));
        let rest = from_first & !u16::MAX.wrapping_shl(place_in_week(days));
        weeks.saturating_mul(self.0.count_ones()).saturating_add(rest.count_ones())
    }
}

/// The bit of a day so many days after a Monday.
fn bit(day: i64) -> u8 {
    1_u8.wrapping_shl(place_in_week(day))
}

/// How many days are left of so many, once whole weeks are taken from them.
fn place_in_week(days: i64) -> u32 {
    u32::try_from(days.rem_euclid(WEEK)).unwrap_or_default()
}

/// What a rhythm asks for in each period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asks {
    /// Whether each of its periods is a day.
    pub(super) by_day: bool,
    /// How many sessions it expects in a whole period.
    pub(super) times: u32,
    /// The days of the week that it means at all.
    pub(super) week: Week,
}

/// A period with its number, and its days counted from 1970-01-01.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbered {
    pub(super) days: DaySpan,
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) number: i64,
}

/// The periods of a rhythm on the calendar, counted: each has a whole number, and the one before it has the number before.
#[derive(Clone, Copy, Debug)]
pub(super) enum Periods {
    /// Days.
    Days,
    /// So many weeks each, of which one begins so many weeks after the first of 1970.
    Weeks(i64, i64),
    /// So many months each, of which one begins so many months after the first of the year 0.
    Months(i64, i64),
}

impl Rhythm {
    /// Refuses a rhythm without a day. It stands at `path`.
    pub(super) fn check(&self, path: &str, faults: &mut Faults) {
        if let Rhythm::DaysOfWeek(DaysOfWeek { days }) = self
            && days.is_empty()
        {
            faults.add(format!("{path}/body/days"), Code::ListEmpty);
        }
    }

    /// Its periods, in a programme that begins on a day.
    pub(super) fn periods(&self, starts_on: LocalDate) -> Periods {
        match self {
            Rhythm::WorkingDays | Rhythm::DaysOfWeek(_) => Periods::Days,
            Rhythm::TimesAWeek(_) => Periods::Weeks(1, 0),
            Rhythm::Weeks(EveryWeeks { every }) => {
                Periods::Weeks(i64::from(*every).max(1), starts_on.days().saturating_add(MONDAY).div_euclid(WEEK))
            }
            Rhythm::Months(EveryMonths { every }) => {
                let every = i64::from(*every).max(1);
                let fills_years = YEAR.checked_rem(every) == Some(0);
                Periods::Months(every, if fills_years { 0 } else { starts_on.month_number() })
            }
        }
    }

    /// How many sessions are expected in a whole period.
    pub(super) fn times(&self) -> u32 {
        if let Rhythm::TimesAWeek(TimesAWeek { times }) = self { *times } else { 1 }
    }

    /// What it asks for in each period.
    pub(super) fn asks(&self) -> Asks {
        let week = if let Rhythm::DaysOfWeek(DaysOfWeek { days }) = self { Week::of(days) } else { Week::WHOLE };
        let by_day = matches!(self, Rhythm::WorkingDays | Rhythm::DaysOfWeek(_));
        Asks { by_day, times: self.times(), week }
    }
}

impl Periods {
    /// The number of the period that holds a day.
    pub(super) fn number(self, day: LocalDate) -> i64 {
        match self {
            Periods::Days => day.days(),
            Periods::Weeks(every, from) => week_number(day.days(), every, from),
            Periods::Months(every, from) => day.month_number().saturating_sub(from).div_euclid(every),
        }
    }

    /// The number of the period that holds a day so many days after 1970-01-01; nothing outside the calendar. Where no month has
    /// to be known, no date is made of it.
    pub(super) fn number_of(self, day: i64) -> Option<i64> {
        let counted = Some(day).filter(|day| LocalDate::is_day(*day));
        match self {
            Periods::Days => counted,
            Periods::Weeks(every, from) => counted.map(|day| week_number(day, every, from)),
            Periods::Months(..) => LocalDate::from_days(day).map(|day| self.number(day)),
        }
    }

    /// The first day of a period, counted from 1970-01-01; nothing outside the calendar.
    fn first(self, number: i64) -> Option<i64> {
        match self {
            Periods::Days => Some(number).filter(|day| LocalDate::is_day(*day)),
            Periods::Weeks(every, from) => {
                let week = number.checked_mul(every)?.checked_add(from)?;
                week.checked_mul(WEEK)?.checked_sub(MONDAY).filter(|day| LocalDate::is_day(*day))
            }
            Periods::Months(every, from) => {
                LocalDate::first_day_of_month(number.checked_mul(every)?.checked_add(from)?)
            }
        }
    }

    /// The first and the last day of a period, counted from 1970-01-01; nothing where some lie outside the calendar.
    pub(super) fn ends(self, number: i64) -> Option<(i64, i64)> {
        let next = self.first(number.checked_add(1)?)?;
        Some((self.first(number)?, next.checked_sub(1)?))
    }

    /// A period with its days; nothing where some lie outside the calendar.
    pub(super) fn numbered(self, number: i64) -> Option<Numbered> {
        let (first, last) = self.ends(number)?;
        let days = DaySpan { first: LocalDate::from_days(first)?, last: LocalDate::from_days(last)? };
        Some(Numbered { days, first, last, number })
    }

    /// The periods that lie wholly within some days.
    pub(super) fn within(self, span: DaySpan) -> impl DoubleEndedIterator<Item = Numbered> {
        let numbers = self.number(span.first)..=self.number(span.last);
        let whole = move |period: &Numbered| span.first <= period.days.first && period.days.last <= span.last;
        numbers.filter_map(move |number| self.numbered(number)).filter(whole)
    }
}

/// The number of the period of so many weeks each that holds a day so many days after 1970-01-01, where one begins so many weeks
/// after the first of 1970.
fn week_number(day: i64, every: i64, from: i64) -> i64 {
    day.saturating_add(MONDAY).div_euclid(WEEK).saturating_sub(from).div_euclid(every)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> LocalDate {
        text.parse().unwrap()
    }

    #[test]
    fn prg_01_periods_hold_their_days_and_follow_one_another() {
        let rhythm = |every| Rhythm::Weeks(EveryWeeks { every });
        let months = |every| Rhythm::Months(EveryMonths { every });
        for (rhythm, starts_on, of, first, last) in [
            (rhythm(1), "2026-01-01", "2026-03-08", "2026-03-02", "2026-03-08"),
            (rhythm(2), "2026-03-04", "2026-03-15", "2026-03-02", "2026-03-15"),
            (rhythm(2), "2026-03-11", "2026-03-15", "2026-03-09", "2026-03-22"),
            (months(1), "2026-03-11", "2024-02-29", "2024-02-01", "2024-02-29"),
            (months(3), "2026-03-11", "2026-12-31", "2026-10-01", "2026-12-31"),
            (months(5), "2026-03-11", "2027-01-31", "2027-01-01", "2027-05-31"),
            (months(7), "2026-03-11", "2026-02-28", "2025-08-01", "2026-02-28"),
            (months(12), "2026-03-11", "2026-12-31", "2026-01-01", "2026-12-31"),
            (Rhythm::WorkingDays, "2026-03-11", "2026-12-31", "2026-12-31", "2026-12-31"),
            (Rhythm::TimesAWeek(TimesAWeek { times: 3 }), "2026-03-11", "2026-03-15", "2026-03-09", "2026-03-15"),
        ] {
            let periods = rhythm.periods(day(starts_on));
            let number = periods.number(day(of));
            let found = periods.numbered(number).unwrap().days;
            assert_eq!(found, DaySpan { first: day(first), last: day(last) }, "{rhythm:?} {of}");
            let next = periods.numbered(number + 1).unwrap().days;
            assert_eq!(next.first.days(), found.last.days() + 1, "{rhythm:?} {of}");
        }
    }

    #[test]
    fn prg_02_days_of_the_week_are_counted_as_one_by_one() {
        let of = |days: &[Weekday]| Week::of(&days.iter().copied().collect());
        for week in [Week::WHOLE, of(&[Weekday::Monday, Weekday::Saturday]), of(&[Weekday::Sunday]), of(&[])] {
            for first in -9..9 {
                for last in first - 1..first + 30 {
                    let one_by_one = (first..=last).filter(|day| week.has(*day)).count();
                    assert_eq!(
                        usize::try_from(week.between(first, last)).unwrap(),
                        one_by_one,
                        "{week:?} {first} {last}"
                    );
                }
            }
        }
        // 2026-03-02 is a Monday.
        assert!(of(&[Weekday::Monday]).has(day("2026-03-02").days()));
        assert!(!of(&[Weekday::Monday]).has(day("2026-03-03").days()));
    }

    #[test]
    fn prg_02_only_whole_periods_lie_within_a_window() {
        let window = DaySpan { first: day("2026-03-03"), last: day("2026-04-30") };
        let weeks = Rhythm::Weeks(EveryWeeks { every: 1 }).periods(day("2026-01-01"));
        assert_eq!(weeks.within(window).count(), 7);
        let months = Rhythm::Months(EveryMonths { every: 1 }).periods(day("2026-01-01"));
        assert_eq!(months.within(window).count(), 1);
        let quarters = Rhythm::Months(EveryMonths { every: 3 }).periods(day("2026-01-01"));
        assert_eq!(quarters.within(window).count(), 0);
    }
}
