//! Columns of moments and of days: timestamps of any unit, with a zone or without, dates, and texts that say either as ISO 8601
//! has it.
//!
//! Rules: BAT-02.

use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_schema::{DataType, TimeUnit};
use touchline_kernel::time::{Instant, LocalDate, Zone};

use crate::fault::Faults;
use crate::keys::{self, Kind};
use crate::options::Naive;
use crate::wrong::Wrong;

const DAY_MILLIS: i64 = 86_400_000;

/// A column of moments, where it lies.
#[derive(Clone, Copy)]
pub(crate) struct Moments<'a> {
    array: &'a dyn Array,
    values: Values<'a>,
    naive: Naive,
    zone: Zone,
}

#[derive(Clone, Copy)]
enum Values<'a> {
    None,
    Days(&'a [i32]),
    DayMillis(&'a [i64]),
    /// Timestamps, how many make a millisecond or how many milliseconds they make, and whether a zone stands with them.
    Stamps(&'a [i64], Scale, bool),
    Texts,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    Times(i64),
    Over(i64),
}

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found<'a, T> {
    /// Nothing.
    Null,
    /// This.
    Some(T),
    /// What is no moment.
    Wrong(Wrong<'a>),
}

/// What is said of a timestamp without a zone, where nobody said what it means.
pub(crate) const WITH_A_ZONE: &str = "a column of timestamps with a zone";
/// What is said of anything else.
pub(crate) const MOMENTS: &str = "a column of timestamps or dates";

/// So long is a day as a text, and what a clock shows to the minute.
const DAY: &str = "2026-03-02";
const MINUTES: &str = "09:00";

impl Faults {
    /// Whether a column of this type can be read as moments; where it cannot that is a fault.
    pub(crate) fn moments(&mut self, column: &str, kind: &DataType, naive: Naive) {
        match kind {
            DataType::Timestamp(_, None) if naive == Naive::Refuse => self.naive(column, WITH_A_ZONE, kind),
            DataType::Timestamp(..) | DataType::Date32 | DataType::Date64 | DataType::Null => (),
            _ if Kind::of(kind) == Some(Kind::Text) => (),
            _ => self.not_of(column, MOMENTS, kind),
        }
    }
}

impl<'a> Moments<'a> {
    /// A column of a type that was found to be one of moments; of any other type, nothing is there.
    pub(crate) fn of(array: &'a dyn Array, naive: Naive, zone: Zone) -> Self {
        fn values<T: ArrowPrimitiveType>(array: &dyn Array) -> &[T::Native] {
            array.as_primitive::<T>().values()
        }
        let values = match array.data_type() {
            DataType::Date32 => Values::Days(values::<Date32Type>(array)),
            DataType::Date64 => Values::DayMillis(values::<Date64Type>(array)),
            DataType::Timestamp(unit, zone) => {
                let (stamps, scale) = match unit {
                    TimeUnit::Second => (values::<TimestampSecondType>(array), Scale::Times(1_000)),
                    TimeUnit::Millisecond => (values::<TimestampMillisecondType>(array), Scale::Times(1)),
                    TimeUnit::Microsecond => (values::<TimestampMicrosecondType>(array), Scale::Over(1_000)),
                    TimeUnit::Nanosecond => (values::<TimestampNanosecondType>(array), Scale::Over(1_000_000)),
                };
                Values::Stamps(stamps, scale, zone.is_some())
            }
            kind if Kind::of(kind) == Some(Kind::Text) => Values::Texts,
            _ => Values::None,
        };
        Moments { array, values, naive, zone }
    }

    /// The stamps as they lie, where each means a moment by itself.
    pub(crate) fn stamps(&self) -> Option<Stamps<'a>> {
        match self.values {
            Values::Stamps(stamps, scale, zoned) if zoned || self.naive != Naive::Wall => {
                Some(Stamps { stamps, scale })
            }
            _ => None,
        }
    }

    /// The day of a row in the zone.
    pub(crate) fn day(&self, row: usize) -> Found<'a, LocalDate> {
        let date = |days: i64, found: i64| LocalDate::from_days(days).map_or(outside(found), Found::Some);
        self.read(row, |written| match written {
            Written::Day(days) => date(days, days),
            Written::Wall(millis) => date(millis.div_euclid(DAY_MILLIS), millis),
            Written::Moment(millis) => {
                Instant::from_millis(millis).map_or(outside(millis), |at| Found::Some(self.zone.day_of(at)))
            }
        })
    }

    /// Where a row lies between the boundaries of days: two rows with the same mark are of the same day.
    pub(crate) fn mark(&self, row: usize) -> Found<'a, Mark> {
        let day = |days: i64, found: i64| match LocalDate::from_days(days) {
            Some(_) => Found::Some(Mark::Day(days)),
            None => outside(found),
        };
        self.read(row, |written| match written {
            Written::Day(days) => day(days, days),
            Written::Wall(millis) => day(millis.div_euclid(DAY_MILLIS), millis),
            Written::Moment(millis) => match Instant::from_millis(millis) {
                Some(_) => Found::Some(Mark::Moment(millis)),
                None => outside(millis),
            },
        })
    }

    /// The moment of a row. A day means its first moment in the zone.
    pub(crate) fn instant(&self, row: usize) -> Found<'a, Instant> {
        let first = |days: i64, found: i64| match LocalDate::from_days(days) {
            Some(day) => Found::Some(self.zone.first_moment(day)),
            None => outside(found),
        };
        self.read(row, |written| match written {
            Written::Day(days) => first(days, days),
            Written::Wall(millis) => self.on_the_wall(millis).map_or(outside(millis), Found::Some),
            Written::Moment(millis) => Instant::from_millis(millis).map_or(outside(millis), Found::Some),
        })
    }

    /// What a clock on the wall of the zone means that shows this time of this day.
    fn on_the_wall(&self, millis: i64) -> Option<Instant> {
        let day = LocalDate::from_days(millis.div_euclid(DAY_MILLIS))?;
        let time = chrono_time(millis.rem_euclid(DAY_MILLIS))?;
        Some(self.zone.resolve(day, time).meant())
    }

    fn read<T>(&self, row: usize, found: impl Fn(Written) -> Found<'a, T>) -> Found<'a, T> {
        if self.array.is_null(row) {
            return Found::Null;
        }
        let written = match self.values {
            Values::None => None,
            Values::Days(days) => days.get(row).map(|days| Written::Day(i64::from(*days))),
            Values::DayMillis(millis) => millis.get(row).map(|millis| Written::Day(millis.div_euclid(DAY_MILLIS))),
            Values::Stamps(stamps, scale, zoned) => stamps.get(row).map(|stamp| {
                let millis = scale.millis(*stamp);
                let wall = !zoned && self.naive == Naive::Wall;
                if wall { Written::Wall(millis) } else { Written::Moment(millis) }
            }),
            Values::Texts => match keys::text(self.array, row).map(str::trim).filter(|text| !text.is_empty()) {
                Some(text) => match self.of_text(text) {
                    Ok(written) => Some(written),
                    Err(wrong) => return Found::Wrong(wrong),
                },
                // What is blank says nothing.
                None => None,
            },
        };
        written.map_or(Found::Null, found)
    }
}

impl Moments<'_> {
    /// What a text says: a day, or a date-time with a zone or without, with a blank or a `T` between them, with seconds or without.
    fn of_text<'t>(&self, text: &'t str) -> Result<Written, Wrong<'t>> {
        if let Some(day) = (text.len() == DAY.len()).then(|| text.parse::<LocalDate>().ok()).flatten() {
            return Ok(Written::Day(day.days()));
        }
        let (day, clock) = text.split_at_checked(DAY.len()).ok_or(Wrong::Unread(text))?;
        let clock = clock.strip_prefix([' ', 'T', 't']).ok_or(Wrong::Unread(text))?;
        let (minutes, rest) = clock.split_at_checked(MINUTES.len()).ok_or(Wrong::Unread(text))?;
        let seconds = if rest.starts_with(':') { "" } else { ":00" };
        let zone = rest.rfind(['Z', 'z', '+', '-']);
        let naive = if zone.is_none() { "Z" } else { "" };
        let moment: Option<Instant> = format!("{day}T{minutes}{seconds}{rest}{naive}").parse().ok();
        let millis = moment.ok_or(Wrong::Unread(text))?.millis();
        match self.naive {
            _ if zone.is_some() => Ok(Written::Moment(millis)),
            Naive::Refuse => Err(Wrong::Naive),
            Naive::Utc => Ok(Written::Moment(millis)),
            Naive::Wall => Ok(Written::Wall(millis)),
        }
    }
}

fn outside<T>(found: i64) -> Found<'static, T> {
    Found::Wrong(Wrong::Outside(found))
}

/// Timestamps that mean moments by themselves.
#[derive(Clone, Copy)]
pub(crate) struct Stamps<'a> {
    stamps: &'a [i64],
    scale: Scale,
}

impl Stamps<'_> {
    /// Milliseconds since 1970-01-01 in UTC, whether the row is null or not.
    #[inline]
    pub(crate) fn millis(&self, row: usize) -> Option<i64> {
        self.stamps.get(row).map(|stamp| self.scale.millis(*stamp))
    }

    /// Those of some rows, whether they are null or not.
    #[inline]
    pub(crate) fn each(&self, rows: Range<usize>) -> impl Iterator<Item = i64> {
        self.stamps.get(rows).unwrap_or_default().iter().map(|stamp| self.scale.millis(*stamp))
    }

    /// Which of some rows, at most as many as a word has bits, lie after the same row there: a bit for each.
    pub(crate) fn after(&self, others: &Stamps<'_>, rows: Range<usize>) -> u64 {
        let is_after = |row: usize| match (self.stamps.get(row), others.stamps.get(row)) {
            (Some(this), Some(that)) if self.scale == others.scale => this > that,
            _ => self.millis(row) > others.millis(row),
        };
        rows.enumerate().fold(0, |bits, (place, row)| bits | u64::from(is_after(row)) << place)
    }

    /// Whether each is a moment, also of a row that is null.
    pub(crate) fn are_in_range(&self) -> bool {
        let outside = |stamp: &i64| Instant::from_millis(self.scale.millis(*stamp)).is_none();
        let (least, greatest) = (self.stamps.iter().min(), self.stamps.iter().max());
        !least.into_iter().chain(greatest).any(outside)
    }

    /// Whether each is at most what stands in the same row there, also where a row is null.
    pub(crate) fn are_never_after(&self, others: &Stamps<'_>) -> bool {
        self.scale == others.scale
            && self.stamps.len() == others.stamps.len()
            && self.stamps.iter().zip(others.stamps).fold(true, |before, (this, that)| before & (this <= that))
    }
}

/// A day, or a moment in milliseconds, by which days are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Days since 1970-01-01.
    Day(i64),
    /// Milliseconds since then, in UTC.
    Moment(i64),
}

/// What a row means before it is held against the calendar.
enum Written {
    Day(i64),
    Moment(i64),
    Wall(i64),
}

impl Scale {
    fn millis(self, stamp: i64) -> i64 {
        match self {
            Scale::Times(times) => stamp.saturating_mul(times),
            // What is divided by a constant is multiplied.
            Scale::Over(1_000) => stamp.div_euclid(1_000),
            Scale::Over(over) => stamp.div_euclid(over),
        }
    }
}

fn chrono_time(millis: i64) -> Option<chrono::NaiveTime> {
    let (seconds, rest) = (u32::try_from(millis / 1_000).ok()?, u32::try_from(millis % 1_000).ok()?);
    chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, rest * 1_000_000)
}
