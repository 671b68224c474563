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

/// The first day of the month so many months after January of the year 0, as days since 1970-01-01. Years are counted from March
/// on here, so that a leap day is the last of its year and no month has to be looked up.
pub(super) fn first_day_of_month(months: i64) -> i64 {
    const YEAR_0_FROM_MARCH: i64 = -719_468;
    let from_march = months.saturating_sub(2);
    let (year, month) = (from_march.div_euclid(12), from_march.rem_euclid(12));
    let leap_days = year.div_euclid(4).saturating_sub(year.div_euclid(100)).saturating_add(year.div_euclid(400));
    // Five months from March on have 153 days, and so have the five from August on.
    let days_of_months = month.saturating_mul(153).saturating_add(2).div_euclid(5);
    let days = year.saturating_mul(365).saturating_add(leap_days).saturating_add(days_of_months);
    days.saturating_add(YEAR_0_FROM_MARCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ker_03_months_begin_where_the_calendar_says() {
        for (months, (year, month)) in (12..).zip((1..=9999).flat_map(|year| (1..=12).map(move |month| (year, month))))
        {
            let first = date(year, month, 1).map(days_from_epoch);
            assert_eq!(Some(first_day_of_month(months)), first, "{year}-{month}");
        }
    }

    #[test]
    fn ker_03_no_month_is_too_far_away_to_be_counted() {
        assert!(first_day_of_month(i64::MIN) < first_day_of_month(-1_200_000));
        assert!(first_day_of_month(i64::MAX) > first_day_of_month(1_200_000));
    }
}
