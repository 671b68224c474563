//! Days counted: between a day's number since 1970 and its year, month and day.

use chrono::{Datelike, NaiveDate};

/// How many milliseconds a day of UTC has.
pub(super) const MILLIS_OF_DAY: i64 = 86_400_000;

/// chrono counts days from the first of the year 1; 1970 began this many days later.
const EPOCH_FROM_CE: i32 = 719_163;

/// The day, where it exists in the years 0001 to 9999.
pub(super) fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Days since 1970-01-01.
pub(super) fn days_from_epoch(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce().wrapping_sub(EPOCH_FROM_CE))
}

/// The day of this number, as far as chrono counts: beyond the year 9999 too.
pub(super) fn date_from_days(days_from_epoch: i64) -> Option<NaiveDate> {
    let days = i32::try_from(days_from_epoch).ok()?.checked_add(EPOCH_FROM_CE)?;
    NaiveDate::from_num_days_from_ce_opt(days)
}
