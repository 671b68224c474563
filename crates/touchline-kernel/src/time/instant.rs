//! A moment: one millisecond of UTC in the years 0001 to 9999.
//!
//! Rules: KER-03.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

use super::calendar::MILLIS_OF_DAY;
use super::{InstantText, refused, rfc3339};
use crate::marks::PLAIN;
use crate::rejection::{Code, Reason};
use crate::written::Parsed;

/// A moment in UTC, to the millisecond.
///
/// It is read from RFC 3339 with any offset, floored to the millisecond, and always printed as
/// `2026-03-02T09:00:00.000Z`, so that the order of the printed text is the order of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// `0001-01-01T00:00:00.000Z`.
    pub const MIN: Instant = Instant(-62_135_596_800_000);
    /// `9999-12-31T23:59:59.999Z`.
    pub const MAX: Instant = Instant(253_402_300_799_999);

    /// The moment so many milliseconds after 1970 began in UTC, where it lies in the years 0001 to 9999.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Option<Self> {
        if millis < Self::MIN.0 || millis > Self::MAX.0 { None } else { Some(Instant(millis)) }
    }

    /// The moment, or the first or last one where it would lie outside the years 0001 to 9999.
    pub(super) fn clamped(millis: i64) -> Self {
        Instant(millis.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Milliseconds since 1970 began in UTC.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// So many milliseconds later, or earlier where they are negative.
    #[must_use]
    pub const fn checked_add_millis(self, millis: i64) -> Option<Self> {
        match self.0.checked_add(millis) {
            Some(sum) => Self::from_millis(sum),
            None => None,
        }
    }

    /// So many times 24 hours later, or earlier where negative; calendar days belong to a [`super::Zone`].
    #[must_use]
    pub const fn checked_add_days(self, days: i64) -> Option<Self> {
        match days.checked_mul(MILLIS_OF_DAY) {
            Some(millis) => self.checked_add_millis(millis),
            None => None,
        }
    }

    /// Milliseconds from `earlier` to this moment; negative where `earlier` is later.
    #[must_use]
    pub const fn millis_since(self, earlier: Instant) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The printed form, in a buffer on the stack.
    #[must_use]
    pub fn text(self) -> InstantText {
        InstantText::of(self.0)
    }
}

impl FromStr for Instant {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let millis = rfc3339::read(text.as_bytes());
        millis.and_then(Self::from_millis).ok_or_else(|| refused(Code::InvalidInstant, text))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.text().as_str())
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl From<Instant> for DateTime<Utc> {
    fn from(instant: Instant) -> Self {
        // chrono reaches far beyond the year 9999, so the default is never taken.
        DateTime::from_timestamp_millis(instant.0).unwrap_or_default()
    }
}

impl TryFrom<DateTime<Utc>> for Instant {
    type Error = Reason;

    /// Floors to the millisecond; chrono's leap second becomes the last millisecond of its minute.
    fn try_from(moment: DateTime<Utc>) -> Result<Self, Reason> {
        let millis = i64::from(moment.timestamp_subsec_millis().min(999));
        moment
            .timestamp()
            .checked_mul(1_000)
            .and_then(|seconds| seconds.checked_add(millis))
            .and_then(Self::from_millis)
            .ok_or_else(|| refused(Code::InvalidInstant, &moment.to_string()))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_i64(self.0);
        }
        serializer.serialize_newtype_struct(PLAIN, self.text().as_str())
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let millis = i64::deserialize(deserializer)?;
            return Self::from_millis(millis).ok_or_else(|| D::Error::custom("no moment that can be written"));
        }
        deserializer.deserialize_str(Parsed::of("a moment such as 2026-03-02T09:00:00.000Z"))
    }
}

crate::written! {
    Instant as "Instant", in the format "instant":
    "A moment in UTC to the millisecond, such as `2026-03-02T09:00:00.000Z`. RFC 3339 with any \
                            offset is read; what is finer than a millisecond is floored."
}
