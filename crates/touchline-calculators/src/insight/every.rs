//! Windows of the calendar, counted: each has a whole number, and the one before it has the number before.
//!
//! Rules: INS-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::time::LocalDate;

/// How long a window of the calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "CalendarWindow")]
pub enum Every {
    /// A day.
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// A quarter of the year.
    Quarter,
    /// A year.
    Year,
}

/// 1970 began on a Thursday.
const MONDAY: i64 = 3;
const WEEK: i64 = 7;

impl Every {
    /// The number of the window that holds a day.
    #[must_use]
    pub fn number(self, day: LocalDate) -> i64 {
        match self {
            Every::Day => day.days(),
            Every::Week => day.days().saturating_add(MONDAY).div_euclid(WEEK),
            Every::Month => day.month_number(),
            Every::Quarter => day.month_number().div_euclid(3),
            Every::Year => day.month_number().div_euclid(12),
        }
    }

    /// The first day of a window, as days from 1970-01-01; before the calendar's first day or after its last it goes on.
    fn first(self, number: i64) -> i64 {
        let of_month = |months: i64| LocalDate::first_day_of_month(months).unwrap_or(AFTER_ALL);
        match self {
            Every::Day => number,
            Every::Week => number.saturating_mul(WEEK).saturating_sub(MONDAY),
            Every::Month => of_month(number),
            Every::Quarter => of_month(number.saturating_mul(3)),
            Every::Year => of_month(number.saturating_mul(12)),
        }
    }

    /// The first and the last day of a window, as days from 1970-01-01; the last window ends with the calendar.
    #[must_use]
    pub fn days(self, number: i64) -> (i64, i64) {
        (self.first(number), self.first(number.saturating_add(1)).min(AFTER_ALL).saturating_sub(1))
    }
}

/// The day after 9999-12-31, which begins a month that the calendar does not have.
const AFTER_ALL: i64 = 2_932_897;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> LocalDate {
        text.parse().unwrap()
    }

    #[test]
    fn ins_01_windows_hold_their_days_and_follow_one_another() {
        for (every, of, first, last) in [
            (Every::Day, "2026-03-01", "2026-03-01", "2026-03-01"),
            (Every::Week, "2026-03-01", "2026-02-23", "2026-03-01"),
            (Every::Week, "2026-03-02", "2026-03-02", "2026-03-08"),
            (Every::Week, "1969-12-31", "1969-12-29", "1970-01-04"),
            (Every::Week, "9999-12-26", "9999-12-20", "9999-12-26"),
            (Every::Month, "2024-02-29", "2024-02-01", "2024-02-29"),
            (Every::Month, "9999-12-31", "9999-12-01", "9999-12-31"),
            (Every::Quarter, "2026-12-31", "2026-10-01", "2026-12-31"),
            (Every::Quarter, "0001-01-01", "0001-01-01", "0001-03-31"),
            (Every::Year, "2024-02-29", "2024-01-01", "2024-12-31"),
            (Every::Year, "9999-12-31", "9999-01-01", "9999-12-31"),
            (Every::Year, "0001-01-01", "0001-01-01", "0001-12-31"),
        ] {
            let number = every.number(day(of));
            assert_eq!(every.days(number), (day(first).days(), day(last).days()), "{every:?} {of}");
            assert_eq!(every.days(number + 1).0, every.days(number).1 + 1, "{every:?} {of}");
        }
    }

    #[test]
    fn ins_01_the_last_week_ends_with_the_calendar() {
        let last = day("9999-12-31");
        assert_eq!(Every::Week.days(Every::Week.number(last)), (day("9999-12-27").days(), last.days()));
    }
}
