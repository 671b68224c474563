//! A time of day as a clock on the wall shows it, without a day and without a zone.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveTime;
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

use super::digits::{digits, number};
use super::{Instant, LocalDate, Zone, refused};
use crate::marks::PLAIN;
use crate::rejection::{Code, Reason};

const SECONDS_OF_DAY: i64 = 86_400;

/// A time of day to the minute, read and printed as `08:00` and in no other way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    hour: u8,
    minute: u8,
}

impl LocalTime {
    /// The time, where a clock shows it.
    #[must_use]
    pub const fn new(hour: u8, minute: u8) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(LocalTime { hour, minute }) } else { None }
    }

    /// Eight in the morning.
    pub const EIGHT: LocalTime = LocalTime { hour: 8, minute: 0 };

    /// Seconds since midnight, as the clock counts them.
    fn seconds(self) -> i64 {
        i64::from(self.hour).saturating_mul(3_600).saturating_add(i64::from(self.minute).saturating_mul(60))
    }

    fn text(self) -> [u8; 5] {
        let ([h1, h2], [m1, m2]) = (digits(u32::from(self.hour)), digits(u32::from(self.minute)));
        [h1, h2, b':', m1, m2]
    }
}

impl Zone {
    /// The first moment at which the wall shows this day and time. Where clocks are put back over it, the first of
    /// the two; where they are put forward over it, the first moment after the gap.
    #[must_use]
    pub fn first_at(self, date: LocalDate, time: LocalTime) -> Instant {
        let local = date.days().saturating_mul(SECONDS_OF_DAY).saturating_add(time.seconds());
        Instant::clamped(self.offsets().first_at_or_after(local).saturating_mul(1_000))
    }
}

impl Zone {
    /// The one moment that a calendar means by this day and time ([`Moments::meant`](super::Moments::meant)).
    #[must_use]
    pub fn meant_at(self, date: LocalDate, time: LocalTime) -> Instant {
        let read = NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), 0);
        read.map_or_else(|| self.first_at(date, time), |read| self.resolve(date, read).meant())
    }
}

impl FromStr for LocalTime {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let time = match *text.as_bytes() {
            [h1, h2, b':', m1, m2] => {
                let byte = |number: Option<u32>| number.and_then(|number| u8::try_from(number).ok());
                match (byte(number([h1, h2])), byte(number([m1, m2]))) {
                    (Some(hour), Some(minute)) => Self::new(hour, minute),
                    _ => None,
                }
            }
            _ => None,
        };
        time.ok_or_else(|| refused(Code::InvalidTime, text))
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl fmt::Debug for LocalTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Serialize for LocalTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(PLAIN, std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for LocalTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|reason: Reason| D::Error::custom(reason.message()))
    }
}

crate::written! {
    LocalTime as "LocalTime", in the format "local-time":
    "A time of day such as `08:00`, as a clock on the wall shows it."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(zone: &str, date: &str, time: &str) -> String {
        let zone = Zone::named(zone).unwrap();
        zone.first_at(date.parse().unwrap(), time.parse().unwrap()).to_string()
    }

    #[test]
    fn ntf_03_a_time_is_read_in_one_way() {
        for text in ["00:00", "08:00", "23:59"] {
            assert_eq!(text.parse::<LocalTime>().unwrap().to_string(), text);
        }
        for text in ["24:00", "08:60", "8:00", "08:00:00", "08.00", "", "-1:00", "０8:00"] {
            assert_eq!(text.parse::<LocalTime>().unwrap_err().code, Code::InvalidTime, "{text}");
        }
    }

    // The moments are those of the published rules of each zone: when its clocks change in that year, and by how much.
    #[test]
    fn ntf_03_a_time_in_a_skipped_hour_is_the_moment_after_it_and_of_a_doubled_one_the_first() {
        // Berlin: 02:00 becomes 03:00 on 29 March 2026, and 03:00 becomes 02:00 on 25 October.
        assert_eq!(at("Europe/Berlin", "2026-03-29", "02:30"), "2026-03-29T01:00:00.000Z");
        assert_eq!(at("Europe/Berlin", "2026-10-25", "02:30"), "2026-10-25T00:30:00.000Z");
        assert_eq!(at("Europe/Berlin", "2026-10-25", "03:00"), "2026-10-25T02:00:00.000Z");
        // New York: 02:00 becomes 03:00 on 8 March, and 02:00 becomes 01:00 on 1 November.
        assert_eq!(at("America/New_York", "2026-03-08", "02:30"), "2026-03-08T07:00:00.000Z");
        assert_eq!(at("America/New_York", "2026-11-01", "01:30"), "2026-11-01T05:30:00.000Z");
        // Lord Howe moves by half an hour: 02:00 becomes 01:30 on 5 April, and 02:00 becomes 02:30 on 4 October.
        assert_eq!(at("Australia/Lord_Howe", "2026-04-05", "01:45"), "2026-04-04T14:45:00.000Z");
        assert_eq!(at("Australia/Lord_Howe", "2026-10-04", "02:15"), "2026-10-03T15:30:00.000Z");
        // Casablanca: 03:00 became 02:00 on 15 February, before Ramadan, and 02:00 becomes 03:00 on 22 March, after it.
        assert_eq!(at("Africa/Casablanca", "2026-02-15", "02:30"), "2026-02-15T01:30:00.000Z");
        assert_eq!(at("Africa/Casablanca", "2026-03-22", "02:30"), "2026-03-22T02:00:00.000Z");
        // Samoa had no 30 December 2011: the day after it began at once.
        assert_eq!(at("Pacific/Apia", "2011-12-30", "08:00"), "2011-12-30T10:00:00.000Z");
    }
}
