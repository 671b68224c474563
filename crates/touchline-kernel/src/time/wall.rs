//! A day and a time of day as calendar and clock on the wall show them, to the second and without a zone; and a zone's
//! clocks for those who read them again and again.
//!
//! Rules: KER-03, SES-02.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

use super::digits::{digits, number};
use super::offsets::Stretch;
use super::{Instant, LocalDate, Zone, refused};
use crate::marks::PLAIN;
use crate::rejection::{Code, Reason};
use crate::written::Parsed;

const SECONDS_OF_DAY: i64 = 86_400;

/// A day and a time of day, read and printed as `2026-03-02T09:00:00` and in no other way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime(i64);

impl LocalDateTime {
    /// The day and the second of it, where it has such.
    #[must_use]
    pub fn new(date: LocalDate, second: i64) -> Option<Self> {
        let second = Some(second).filter(|second| (0..SECONDS_OF_DAY).contains(second))?;
        Some(LocalDateTime(date.days().saturating_mul(SECONDS_OF_DAY).saturating_add(second)))
    }

    /// The day and time that stand so many seconds after 1970 began, where they lie in the years 0001 to 9999.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Option<Self> {
        LocalDate::is_day(seconds.div_euclid(SECONDS_OF_DAY)).then_some(LocalDateTime(seconds))
    }

    /// The same time of day so many days later, where that lies in these years.
    #[must_use]
    pub fn checked_add_days(self, days: u32) -> Option<Self> {
        self.0.checked_add(i64::from(days).checked_mul(SECONDS_OF_DAY)?).and_then(Self::from_seconds)
    }

    /// Seconds since 1970 began, where every day has 24 hours.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The day.
    #[must_use]
    pub fn date(self) -> LocalDate {
        LocalDate::clamped(self.0.div_euclid(SECONDS_OF_DAY))
    }

    /// The second of the day, from 0 to 86,399.
    #[must_use]
    pub const fn second_of_day(self) -> i64 {
        self.0.rem_euclid(SECONDS_OF_DAY)
    }

    /// The printed form, which is ASCII.
    fn text(self) -> [u8; 19] {
        let chrono = chrono::NaiveDate::from(self.date());
        let date = digits::<4>(u32::try_from(chrono::Datelike::year(&chrono)).unwrap_or_default());
        let part = |number: i64| digits::<2>(u32::try_from(number).unwrap_or_default());
        let second = self.second_of_day();
        let [y1, y2, y3, y4] = date;
        let ([m1, m2], [d1, d2]) = (digits(chrono::Datelike::month(&chrono)), digits(chrono::Datelike::day(&chrono)));
        let ([h1, h2], [n1, n2], [s1, s2]) =
            (part(second.div_euclid(3_600)), part(second.div_euclid(60) % 60), part(second % 60));
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2]
    }
}

impl FromStr for LocalDateTime {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let read = || {
            let date = text.get(..10)?.parse().ok()?;
            let [b'T', h1, h2, b':', m1, m2, b':', s1, s2] = *text.as_bytes().get(10..)? else { return None };
            let (hour, minute, second) = (number([h1, h2])?, number([m1, m2])?, number([s1, s2])?);
            let is_shown = hour < 24 && minute < 60 && second < 60;
            let minutes = hour.saturating_mul(60).saturating_add(minute);
            let seconds = minutes.saturating_mul(60).saturating_add(second);
            LocalDateTime::new(date, seconds.into()).filter(|_| is_shown)
        };
        read().ok_or_else(|| refused(Code::InvalidDateTime, text))
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl fmt::Debug for LocalDateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Serialize for LocalDateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return serializer.serialize_i64(self.0);
        }
        serializer.serialize_newtype_struct(PLAIN, std::str::from_utf8(&self.text()).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for LocalDateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let seconds = i64::deserialize(deserializer)?;
            return Self::from_seconds(seconds).ok_or_else(|| D::Error::custom("no day that can be written"));
        }
        deserializer.deserialize_str(Parsed::of("a day and time such as 2026-03-02T09:00:00"))
    }
}

crate::written! {
    LocalDateTime as "LocalDateTime", in the format "local-date-time":
    "A day and a time of day such as `2026-03-02T09:00:00`, as calendar and clock on the wall show them."
}

/// What an offset holds for on the wall: from a first second to one before the last, and those that a gap behind it skips.
#[derive(Clone, Copy, Debug)]
struct Span {
    from: i64,
    gap: i64,
    until: i64,
    east: i64,
}

/// A zone's clocks, which remember the offset that they last read, from the wall and from UTC: whoever reads on from there
/// looks nothing up.
#[derive(Clone, Copy, Debug)]
pub struct WallClock {
    zone: Zone,
    span: Span,
    stretch: Stretch,
}

impl WallClock {
    /// The clocks of a zone.
    #[must_use]
    pub const fn new(zone: Zone) -> Self {
        let (span, stretch) = (Span { from: 0, gap: 0, until: 0, east: 0 }, Stretch { from: 0, until: 0, east: 0 });
        WallClock { zone, span, stretch }
    }

    /// The zone.
    #[must_use]
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// The second of UTC that a calendar means by a second on the wall, as [`super::Moments::meant`] has it; both counted
    /// from 1970.
    #[inline]
    pub fn meant(&mut self, wall: i64) -> i64 {
        if wall < self.span.from || wall >= self.span.until {
            self.span = span(self.zone, wall);
        }
        wall.saturating_sub(self.span.east)
    }

    /// Whether the clocks are put forward over the second on the wall that was last asked for.
    #[inline]
    #[must_use]
    pub const fn skips(&self, wall: i64) -> bool {
        wall >= self.span.gap
    }

    /// What the wall shows at a second of UTC, as far as it can be written.
    #[inline]
    pub fn shown(&mut self, second: i64) -> Option<LocalDateTime> {
        if second < self.stretch.from || second >= self.stretch.until {
            self.stretch = self.zone.offsets().stretch_at(second);
        }
        LocalDateTime::from_seconds(second.saturating_add(self.stretch.east))
    }
}

/// The seconds on the wall that are read with the same offset as this one. A gap is read with the offset before it, and
/// what is shown twice with that of the first time: so these follow one another without a hole.
fn span(zone: Zone, wall: i64) -> Span {
    let offsets = zone.offsets();
    let mut stretch = offsets.stretch_at(offsets.last_at_or_before(wall));
    loop {
        let before = offsets.east_at(stretch.from.saturating_sub(1));
        let from = stretch.from.saturating_add(stretch.east.max(before));
        if wall >= from || stretch.from == i64::MIN {
            let after = offsets.east_at(stretch.until);
            let gap = stretch.until.saturating_add(stretch.east);
            let until = stretch.until.saturating_add(stretch.east.max(after));
            return Span { from, gap, until, east: stretch.east };
        }
        stretch = offsets.stretch_at(stretch.from.saturating_sub(1));
    }
}

/// A change of a zone's clocks: the second of UTC from which they stand otherwise, and how far east they stood before and
/// stand after it, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockChange {
    /// From when.
    pub second: i64,
    /// How far east before.
    pub before: i64,
    /// How far east from then on.
    pub after: i64,
}

impl Zone {
    /// The last change of its clocks at a second of UTC or before it; nothing where there was none.
    #[must_use]
    pub fn change_before(self, second: i64) -> Option<ClockChange> {
        let offsets = self.offsets();
        let mut stretch = offsets.stretch_at(second);
        while stretch.from != i64::MIN {
            let before = offsets.stretch_at(stretch.from.saturating_sub(1));
            if before.east != stretch.east {
                return Some(ClockChange { second: stretch.from, before: before.east, after: stretch.east });
            }
            stretch = before;
        }
        None
    }

    /// The changes of its clocks after a second of UTC and up to another.
    pub fn changes_within(self, after: i64, last: i64) -> impl Iterator<Item = ClockChange> {
        let offsets = self.offsets();
        let mut stretch = offsets.stretch_at(after);
        core::iter::from_fn(move || {
            while stretch.until <= last {
                let next = offsets.stretch_at(stretch.until);
                let change = ClockChange { second: stretch.until, before: stretch.east, after: next.east };
                stretch = next;
                if change.before != change.after {
                    return Some(change);
                }
            }
            None
        })
    }

    /// The moment that a calendar means by a day and time, as far as it can be written.
    #[must_use]
    pub fn meant(self, wall: LocalDateTime) -> Instant {
        Instant::clamped(WallClock::new(self).meant(wall.seconds()).saturating_mul(1_000))
    }

    /// What calendar and clock on the wall show at a moment.
    #[must_use]
    pub fn shown(self, instant: Instant) -> LocalDateTime {
        let second = instant.millis().div_euclid(1_000);
        let shown = WallClock::new(self).shown(second);
        // Only the edges of the calendar cannot be written, where an offset leads beyond them.
        shown.unwrap_or(LocalDateTime(second))
    }
}
