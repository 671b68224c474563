//! A day of the calendar, in the years 0001 to 9999, without a zone.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

use super::digits::{digits, number};
use super::{calendar, refused};
use crate::marks::PLAIN;
use crate::rejection::{Code, Reason};
use crate::written::Parsed;

/// A day of the proleptic Gregorian calendar, read and printed as `2026-03-02` and in no other way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDate(NaiveDate);

impl LocalDate {
    /// `0001-01-01`, as days from 1970-01-01.
    const FIRST: i64 = -719_162;
    /// `9999-12-31`, as days from 1970-01-01.
    const LAST: i64 = 2_932_896;

    /// The day, where the calendar has it and it lies in the years 0001 to 9999.
    #[must_use]
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        calendar::date(year, month, day).map(LocalDate)
    }

    /// The day so many days after 1970-01-01, where it lies in the years 0001 to 9999.
    #[must_use]
    pub fn from_days(days: i64) -> Option<Self> {
        let days = Some(days).filter(|days| Self::is_day(*days))?;
        calendar::date_from_days(days).map(LocalDate)
    }

    /// Whether there is a day so many days after 1970-01-01: whether it lies in the years 0001 to 9999.
    #[must_use]
    pub fn is_day(days: i64) -> bool {
        (Self::FIRST..=Self::LAST).contains(&days)
    }

    /// The day, or the first or last one where it would lie outside the years 0001 to 9999.
    pub(super) fn clamped(days: i64) -> Self {
        // Every day within the bounds exists, so the default is never taken.
        LocalDate(calendar::date_from_days(days.clamp(Self::FIRST, Self::LAST)).unwrap_or_default())
    }

    /// The last day that there is: `9999-12-31`.
    #[must_use]
    pub fn last() -> Self {
        Self::clamped(Self::LAST)
    }

    /// Its year and its month, from 1 to 12.
    #[must_use]
    pub fn year_and_month(self) -> (u32, u32) {
        (u32::try_from(self.0.year()).unwrap_or_default(), self.0.month())
    }

    /// The first day of its month.
    #[must_use]
    pub fn first_of_month(self) -> Self {
        let (year, month) = self.year_and_month();
        LocalDate::new(year, month, 1).unwrap_or(self)
    }

    /// How many months its month lies after January of the year 0.
    #[must_use]
    pub fn month_number(self) -> i64 {
        let (year, month) = self.year_and_month();
        i64::from(year).saturating_mul(12).saturating_add(i64::from(month)).saturating_sub(1)
    }

    /// The first day of the month so many months after January of the year 0, as days since 1970-01-01; nothing outside the years
    /// 0001 to 9999.
    #[must_use]
    pub fn first_day_of_month(months: i64) -> Option<i64> {
        Some(calendar::first_day_of_month(months)).filter(|day| Self::is_day(*day))
    }

    /// The day of its month, from 1.
    #[must_use]
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// The day of its year, from 1.
    #[must_use]
    pub fn day_of_year(self) -> u32 {
        self.0.ordinal()
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i64 {
        calendar::days_from_epoch(self.0)
    }

    /// So many days later, or earlier where they are negative.
    #[must_use]
    pub fn checked_add_days(self, days: i64) -> Option<Self> {
        self.days().checked_add(days).and_then(Self::from_days)
    }

    /// The printed form, which is ASCII.
    fn text(self) -> [u8; 10] {
        let [y1, y2, y3, y4] = digits(u32::try_from(self.0.year()).unwrap_or_default());
        let ([m1, m2], [d1, d2]) = (digits(self.0.month()), digits(self.0.day()));
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]
    }

    /// Days from `earlier` to this day; negative where `earlier` is later.
    #[must_use]
    pub fn days_since(self, earlier: LocalDate) -> i64 {
        self.days().saturating_sub(earlier.days())
    }
}

impl FromStr for LocalDate {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let day = match *text.as_bytes() {
            [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
                let fields = (number([y1, y2, y3, y4]), number([m1, m2]), number([d1, d2]));
                if let (Some(year), Some(month), Some(day)) = fields { Self::new(year, month, day) } else { None }
            }
            _ => None,
        };
        day.ok_or_else(|| refused(Code::InvalidDate, text))
    }
}

impl fmt::Display for LocalDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl fmt::Debug for LocalDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl From<LocalDate> for NaiveDate {
    fn from(date: LocalDate) -> Self {
        date.0
    }
}

impl TryFrom<NaiveDate> for LocalDate {
    type Error = Reason;

    fn try_from(date: NaiveDate) -> Result<Self, Reason> {
        Self::from_days(calendar::days_from_epoch(date)).ok_or_else(|| refused(Code::InvalidDate, &date.to_string()))
    }
}

impl Serialize for LocalDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_i64(self.days());
        }
        serializer.serialize_newtype_struct(PLAIN, std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for LocalDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let days = i64::deserialize(deserializer)?;
            return Self::from_days(days).ok_or_else(|| D::Error::custom("no day that can be written"));
        }
        deserializer.deserialize_str(Parsed::of("a day such as 2026-03-02"))
    }
}

crate::written! {
    LocalDate as "LocalDate", in the format "local-date":
    "A day of the calendar, such as `2026-03-02`, in the years 0001 to 9999."
}
