//! Which days a rule means: asked of each day alone, whatever unit of time the rule goes on by.
//!
//! Rules: SES-02.

use touchline_kernel::time::LocalDate;

use super::rule::{Frequency, RecurrenceRule};

/// A day, and where it stands in its month and year; all count from 1, weekdays from Monday as 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    pub(super) month: i64,
    pub(super) month_day: i64,
    pub(super) month_length: i64,
    pub(super) year_day: i64,
    pub(super) year_length: i64,
    pub(super) weekday: i64,
}

/// A month: its first day counted from 1970, how many days it has, and where it stands in its year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Month {
    pub(super) first: i64,
    pub(super) length: i64,
    month: i64,
    year_day: i64,
    year_length: i64,
}

/// The weekday of a day counted from 1970, which began on a Thursday.
pub(super) fn weekday(day: i64) -> i64 {
    day.saturating_add(3).rem_euclid(7)
}

fn first_of(year: i64, month: i64) -> Option<i64> {
    Some(LocalDate::new(u32::try_from(year).ok()?, u32::try_from(month).ok()?, 1)?.days())
}

/// How many days a year has.
fn year_length(year: i64) -> i64 {
    if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) { 366 } else { 365 }
}

/// How many days a month has.
fn month_length(year: i64, month: i64) -> i64 {
    match month {
        2 => year_length(year).saturating_sub(337),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Month {
    /// A month of the years 0001 to 9999.
    pub(super) fn of(year: i64, month: i64) -> Option<Self> {
        let first = first_of(year, month)?;
        let year_day = first.saturating_sub(first_of(year, 1)?).saturating_add(1);
        Some(Month { first, length: month_length(year, month), month, year_day, year_length: year_length(year) })
    }

    /// Its day so many days behind the first.
    pub(super) fn day(&self, offset: i64) -> Day {
        Day {
            month: self.month,
            month_day: offset.saturating_add(1),
            month_length: self.length,
            year_day: self.year_day.saturating_add(offset),
            year_length: self.year_length,
            weekday: weekday(self.first.saturating_add(offset)),
        }
    }
}

impl Day {
    /// A day counted from 1970, in the years 0001 to 9999.
    pub(super) fn of(day: i64) -> Option<Self> {
        let date = LocalDate::from_days(day)?;
        let (year, month) = date.year_and_month();
        let (year, month) = (i64::from(year), i64::from(month));
        Some(Day {
            month,
            month_day: date.day_of_month().into(),
            month_length: month_length(year, month),
            year_day: date.day_of_year().into(),
            year_length: year_length(year),
            weekday: weekday(day),
        })
    }

    /// The number of its week and how many weeks the year has that the week counts for, where weeks begin on this day.
    fn week(&self, year: i64, begins_on: i64) -> (i64, i64) {
        // The year that a week counts for is the one of its fourth day.
        let into_week = self.weekday.saturating_sub(begins_on).rem_euclid(7);
        let fourth = self.year_day.saturating_sub(into_week).saturating_add(3);
        let (fourth, length) = if fourth < 1 {
            let length = year_length(year.saturating_sub(1));
            (fourth.saturating_add(length), length)
        } else if fourth > self.year_length {
            (fourth.saturating_sub(self.year_length), year_length(year.saturating_add(1)))
        } else {
            (fourth, self.year_length)
        };
        let number = |day: i64| day.saturating_sub(1).div_euclid(7).saturating_add(1);
        let rest = length.saturating_sub(fourth).div_euclid(7);
        (number(fourth), number(fourth).saturating_add(rest))
    }
}

/// Whether a list in order names a number that is one of so many, from the first or from the last.
fn names(list: &[i64], number: i64, of: i64) -> bool {
    let back = number.saturating_sub(of).saturating_sub(1);
    list.binary_search(&number).is_ok() || list.binary_search(&back).is_ok()
}

/// A list in order, with each entry once.
pub(super) fn ordered<T: Ord + Copy>(list: &[T]) -> Vec<T> {
    let mut list = list.to_vec();
    list.sort_unstable();
    list.dedup();
    list
}

/// What a rule says of days, with what it leaves open taken from the start of its series.
#[derive(Clone, Debug)]
pub(super) struct DayPattern {
    months: Vec<i64>,
    month_days: Vec<i64>,
    year_days: Vec<i64>,
    weeks: Vec<i64>,
    /// All days of these weekdays, a bit each.
    weekdays: u8,
    /// The nth of a weekday.
    nth: Vec<(i64, i64)>,
    /// Whether these are counted in the month, and not in the year.
    counts_in_month: bool,
    week_start: i64,
}

impl DayPattern {
    /// Of a rule that is checked, and the day that its series starts on.
    pub(super) fn of(rule: &RecurrenceRule, start: LocalDate) -> Self {
        let mut pattern = DayPattern {
            months: ordered(&rule.by_month),
            month_days: ordered(&rule.by_month_day),
            year_days: ordered(&rule.by_year_day),
            weeks: ordered(&rule.by_week_number),
            weekdays: 0,
            nth: Vec::new(),
            counts_in_month: rule.frequency == Frequency::Monthly || !rule.by_month.is_empty(),
            week_start: rule.week_starts_on.after_monday(),
        };
        for day in &rule.by_day {
            match day.nth {
                Some(nth) => pattern.nth.push((nth, day.weekday.after_monday())),
                None => pattern.add_weekday(day.weekday.after_monday()),
            }
        }
        pattern.nth = ordered(&pattern.nth);
        if rule.by_day.is_empty() {
            pattern.take_from(start, rule.frequency);
        }
        pattern
    }

    fn add_weekday(&mut self, weekday: i64) {
        self.weekdays |= u32::try_from(weekday).ok().and_then(|weekday| 1_u8.checked_shl(weekday)).unwrap_or_default();
    }

    /// Takes from the start what a rule leaves open that names no weekday.
    fn take_from(&mut self, start: LocalDate, frequency: Frequency) {
        let says_days = !self.month_days.is_empty() || !self.year_days.is_empty();
        match frequency {
            Frequency::Weekly => self.add_weekday(weekday(start.days())),
            Frequency::Yearly if !self.weeks.is_empty() && !says_days => self.add_weekday(weekday(start.days())),
            Frequency::Monthly | Frequency::Yearly if !says_days => {
                self.month_days.push(start.day_of_month().into());
                if frequency == Frequency::Yearly && self.months.is_empty() {
                    self.months.push(start.year_and_month().1.into());
                }
            }
            _ => {}
        }
    }

    /// Whether it says nothing but days of the week.
    pub(super) fn is_of_weekdays(&self) -> bool {
        self.months.is_empty() && self.month_days.is_empty() && self.year_days.is_empty() && self.nth.is_empty()
    }

    /// The days of a week that it means, a bit each from the day that weeks begin on.
    pub(super) fn week_bits(&self) -> u64 {
        let doubled = u64::from(self.weekdays) | (u64::from(self.weekdays) << 7);
        let from = u32::try_from(self.week_start).unwrap_or_default();
        doubled.checked_shr(from).unwrap_or_default() & 0x7f
    }

    /// The day that weeks begin on.
    pub(super) const fn week_start(&self) -> i64 {
        self.week_start
    }

    /// Whether it has days in this month of a year.
    pub(super) fn has_month(&self, month: i64) -> bool {
        self.months.is_empty() || self.months.contains(&month)
    }

    /// Whether no year has such a day, as 31 February.
    pub(super) fn is_impossible(&self) -> bool {
        let longest = |month: &i64| month_length(4, *month);
        let exists = |length: i64| self.month_days.iter().any(|day| day.saturating_abs() <= length);
        !self.months.is_empty() && !self.month_days.is_empty() && !self.months.iter().map(longest).any(exists)
    }

    /// Whether it means a day of this year.
    pub(super) fn fits(&self, day: &Day, year: i64) -> bool {
        self.has_month(day.month)
            && (self.month_days.is_empty() || names(&self.month_days, day.month_day, day.month_length))
            && (self.year_days.is_empty() || names(&self.year_days, day.year_day, day.year_length))
            && self.fits_weekday(day)
            && (self.weeks.is_empty() || self.fits_week(day, year))
    }

    fn fits_week(&self, day: &Day, year: i64) -> bool {
        let (week, of) = day.week(year, self.week_start);
        names(&self.weeks, week, of)
    }

    fn fits_weekday(&self, day: &Day) -> bool {
        if self.weekdays == 0 && self.nth.is_empty() {
            return true;
        }
        let bit = u32::try_from(day.weekday).unwrap_or_default();
        if u32::from(self.weekdays).checked_shr(bit).unwrap_or_default() & 1 == 1 {
            return true;
        }
        let (place, length) =
            if self.counts_in_month { (day.month_day, day.month_length) } else { (day.year_day, day.year_length) };
        let from_first = place.saturating_sub(1).div_euclid(7).saturating_add(1);
        let from_last = length.saturating_sub(place).div_euclid(7).saturating_add(1).saturating_neg();
        [from_first, from_last].iter().any(|nth| self.nth.binary_search(&(*nth, day.weekday)).is_ok())
    }
}
