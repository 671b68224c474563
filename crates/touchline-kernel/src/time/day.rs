//! Where calendar and clock meet: when a local day begins and ends, and which moment a local clock means.
//!
//! Every answer is total. A day that a zone never had is empty: it begins where the next day begins, one
//! millisecond after its own last moment. Answers that would leave the years 0001 to 9999 stop at their edge.
//!
//! Rules: KER-03.

use chrono::{NaiveTime, Timelike};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Instant, LocalDate, Zone};

const SECONDS_OF_DAY: i64 = 86_400;

/// The days that there are: 0001-01-01 to 9999-12-31.
const DAYS: core::ops::RangeInclusive<i64> = -719_162..=2_932_896;

/// What a reading of a local clock means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moments {
    /// The clock shows it once.
    One(Instant),
    /// The clock is put forward over it and never shows it.
    Gap {
        /// It read with the offset that holds after the gap: a moment before the gap.
        earlier: Instant,
        /// It read with the offset that held before the gap: a moment after the gap.
        later: Instant,
    },
    /// The clock is put back over it and shows it twice.
    Fold {
        /// The first time.
        earlier: Instant,
        /// The second time.
        later: Instant,
    },
}

impl Moments {
    /// The one moment that a calendar means (RFC 5545, 3.3.5): in a fold the first, in a gap the reading with
    /// the offset that held before it.
    #[must_use]
    pub const fn meant(self) -> Instant {
        match self {
            Moments::One(moment) | Moments::Gap { later: moment, .. } | Moments::Fold { earlier: moment, .. } => moment,
        }
    }
}

impl Zone {
    /// The day that the calendar on the wall shows at this moment.
    #[must_use]
    pub fn day_of(self, instant: Instant) -> LocalDate {
        let second = instant.millis().div_euclid(1_000);
        let local = second.saturating_add(self.offsets().east_at(second));
        LocalDate::clamped(local.div_euclid(SECONDS_OF_DAY))
    }

    /// The first moment at which the wall shows this day, or a later one where it never shows it.
    #[must_use]
    pub fn first_moment(self, date: LocalDate) -> Instant {
        let midnight = date.days().saturating_mul(SECONDS_OF_DAY);
        Instant::clamped(self.offsets().first_at_or_after(midnight).saturating_mul(1_000))
    }

    /// The last moment at which the wall shows this day, or an earlier one where it never shows it: the
    /// moment with which a due date ends.
    ///
    /// Where clocks are put back over midnight, it lies after the next day's first moment.
    #[must_use]
    pub fn last_moment(self, date: LocalDate) -> Instant {
        let last_second = date.days().saturating_add(1).saturating_mul(SECONDS_OF_DAY).saturating_sub(1);
        let second = self.offsets().last_at_or_before(last_second);
        Instant::clamped(second.saturating_mul(1_000).saturating_add(999))
    }

    /// The moment or moments at which the wall shows this day and time, floored to the millisecond.
    #[must_use]
    pub fn resolve(self, date: LocalDate, time: NaiveTime) -> Moments {
        let local = date.days().saturating_mul(SECONDS_OF_DAY).saturating_add(time.num_seconds_from_midnight().into());
        // chrono writes a leap second as a nanosecond above 999,999,999.
        let millis = i64::from((time.nanosecond() / 1_000_000).min(999));
        let moment = |second: i64| Instant::clamped(second.saturating_mul(1_000).saturating_add(millis));

        let offsets = self.offsets();
        let shown = |second: &i64| second.saturating_add(offsets.east_at(*second)) == local;
        let reached = offsets.first_at_or_after(local);
        let left = offsets.last_at_or_before(local);
        match (Some(reached).filter(shown), Some(left).filter(shown)) {
            (Some(first), Some(second)) if first != second => {
                Moments::Fold { earlier: moment(first), later: moment(second) }
            }
            (Some(only), _) | (None, Some(only)) => Moments::One(moment(only)),
            (None, None) => Moments::Gap {
                earlier: moment(local.saturating_sub(offsets.east_at(reached))),
                later: moment(local.saturating_sub(offsets.east_at(left))),
            },
        }
    }

    /// How long it is from one moment to another, in milliseconds. Dates are dates: from the first moment of a day to that
    /// of another are so many days of 24 hours, though a clock was put forward or back in between.
    #[must_use]
    pub fn millis_between(self, from: Instant, to: Instant) -> i64 {
        match (self.day_begun(from), self.day_begun(to)) {
            (Some(from), Some(to)) => to.saturating_sub(from).saturating_mul(SECONDS_OF_DAY).saturating_mul(1_000),
            _ => to.millis().saturating_sub(from.millis()),
        }
    }

    /// The day that begins with this moment, counted from 1970-01-01; none where none does. It is asked of each of a
    /// million rows, so that no date is made of it.
    fn day_begun(self, moment: Instant) -> Option<i64> {
        if moment.millis().rem_euclid(1_000) != 0 {
            return None;
        }
        let (second, offsets) = (moment.millis().div_euclid(1_000), self.offsets());
        let day = second.saturating_add(offsets.east_at(second)).div_euclid(SECONDS_OF_DAY);
        let day = day.clamp(*DAYS.start(), *DAYS.end());
        let first = offsets.first_at_or_after(day.saturating_mul(SECONDS_OF_DAY));
        (Instant::clamped(first.saturating_mul(1_000)) == moment).then_some(day)
    }

    /// How many days the calendar on the wall moves on from one moment to another; negative where it is
    /// turned back.
    #[must_use]
    pub fn days_between(self, from: Instant, to: Instant) -> i64 {
        self.day_of(to).days_since(self.day_of(from))
    }

    /// For how many days in this zone something has waited: for none where a clock is behind that of whoever began it.
    #[must_use]
    pub fn days_waited(self, since: Instant, at: Instant) -> i64 {
        self.days_between(since, at).max(0)
    }
}

/// A calendar day in its zone, such as a due date: kept with its zone, so that it ends at the same moment
/// for everybody and for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct LocalDay {
    /// The day.
    pub date: LocalDate,
    /// The zone in which it begins and ends.
    pub zone: Zone,
}

impl LocalDay {
    /// The day in this zone that holds the moment.
    #[must_use]
    pub fn of(instant: Instant, zone: Zone) -> Self {
        LocalDay { date: zone.day_of(instant), zone }
    }

    /// Its first moment, see [`Zone::first_moment`].
    #[must_use]
    pub fn first_moment(self) -> Instant {
        self.zone.first_moment(self.date)
    }

    /// Its last moment, see [`Zone::last_moment`].
    #[must_use]
    pub fn last_moment(self) -> Instant {
        self.zone.last_moment(self.date)
    }

    /// Whether it is over at this moment, for good.
    #[must_use]
    pub fn is_over(self, at: Instant) -> bool {
        at > self.last_moment()
    }
}
