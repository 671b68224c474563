//! How far a zone's clocks stand from UTC, at any moment there is: explicit changes first, the rule after.

use jiff_core::Timestamp;
use jiff_core::tz::tzif::TimeZone;

/// No zone has ever stood further from UTC than this, in seconds (Manila kept −15:56:08 until 1844).
const WIDEST: i64 = 86_400;

/// The seconds of a day.
const DAY: i64 = 86_400;

/// The Gregorian calendar repeats to the day of the week after 400 years, and so does every yearly rule.
const CYCLE: i64 = 146_097 * 86_400;

/// 2500-01-01 in UTC. The 400 years before it lie behind the last explicit change of every zone (Morocco's,
/// in 2087), so what follows repeats them.
const CYCLE_END: i64 = 16_725_225_600;

/// A zone's changes of offset, in seconds of UTC since 1970, up to [`CYCLE_END`].
#[derive(Debug)]
pub(super) struct Offsets {
    /// Where each offset begins to hold; the first holds since ever.
    since: Box<[i64]>,
    /// The offset that then holds, in seconds east of UTC.
    east: Box<[i32]>,
    /// The days, counted from 1970-01-01, that the clocks were put forward over whole.
    skipped: Box<[i64]>,
}

/// A stretch of time with one offset. A neighbour may have the same.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// Its first second.
    pub(super) from: i64,
    /// The first second after it.
    pub(super) until: i64,
    /// Seconds east of UTC.
    pub(super) east: i64,
}

impl Offsets {
    /// The clocks of UTC.
    pub(super) fn utc() -> Self {
        Offsets { since: Box::new([i64::MIN]), east: Box::new([0]), skipped: Box::new([]) }
    }

    /// Reads a compiled zone (RFC 9636), or nothing where it is broken.
    pub(super) fn read(compiled: &[u8]) -> Option<Self> {
        let zone = TimeZone::parse(compiled).ok()?;
        let mut moment = Timestamp::MIN;
        let (mut since, mut east) = (vec![i64::MIN], vec![zone.to_offset(moment).seconds()]);
        while let Some(change) = zone.next_transition(moment).filter(|change| change.timestamp() > moment) {
            moment = change.timestamp();
            if moment.as_second() >= CYCLE_END {
                break;
            }
            if east.last() != Some(&change.offset().seconds()) {
                since.push(moment.as_second());
                east.push(change.offset().seconds());
            }
        }
        let skipped = skipped(&since, &east).into();
        Some(Offsets { since: since.into(), east: east.into(), skipped })
    }

    /// How many days, of those from `first` to `last` counted from 1970-01-01, no clock there ever showed.
    pub(super) fn skipped_within(&self, first: i64, last: i64) -> usize {
        self.skipped.iter().filter(|day| (first..=last).contains(*day)).count()
    }

    /// Seconds east of UTC at this second.
    pub(super) fn east_at(&self, second: i64) -> i64 {
        self.entry(second.saturating_sub(cycles_before(second))).1
    }

    /// The stretch that holds this second.
    pub(super) fn stretch_at(&self, second: i64) -> Stretch {
        let shift = cycles_before(second);
        let (index, east) = self.entry(second.saturating_sub(shift));
        let from = self.since.get(index).copied().unwrap_or(i64::MIN);
        let until = self.since.get(index.saturating_add(1)).copied().unwrap_or(CYCLE_END);
        // Where the stretch reaches back over the cycle's beginning, the offset held there too.
        Stretch { from: from.saturating_add(shift), until: until.saturating_add(shift), east }
    }

    /// The first second at which the local clock shows `local` or more: found at the latest in the stretch
    /// without end, since every step goes forward.
    pub(super) fn first_at_or_after(&self, local: i64) -> i64 {
        let mut stretch = self.stretch_at(local.saturating_sub(WIDEST));
        loop {
            let second = local.saturating_sub(stretch.east).max(stretch.from);
            if second < stretch.until {
                return second;
            }
            stretch = self.stretch_at(stretch.until);
        }
    }

    /// The last second at which the local clock shows `local` or less: found at the latest in the stretch
    /// without beginning, since every step goes back.
    pub(super) fn last_at_or_before(&self, local: i64) -> i64 {
        let mut stretch = self.stretch_at(local.saturating_add(WIDEST));
        loop {
            let second = local.saturating_sub(stretch.east).min(stretch.until.saturating_sub(1));
            if second >= stretch.from {
                return second;
            }
            stretch = self.stretch_at(stretch.from.saturating_sub(1));
        }
    }

    /// The index of the offset that holds at a second before [`CYCLE_END`], and the offset.
    fn entry(&self, second: i64) -> (usize, i64) {
        let index = self.since.partition_point(|since| *since <= second).saturating_sub(1);
        (index, self.east.get(index).copied().map_or(0, i64::from))
    }
}

/// The days that lie whole in what the clocks were put forward over. No zone does so yearly, so that all of them
/// stand in the table.
fn skipped(since: &[i64], east: &[i32]) -> Vec<i64> {
    let mut days = Vec::new();
    for ((moment, after), before) in since.iter().zip(east).skip(1).zip(east) {
        let left = moment.saturating_add(i64::from(*before));
        let reached = moment.saturating_add(i64::from(*after));
        let first = left.saturating_add(DAY.saturating_sub(1)).div_euclid(DAY);
        days.extend(first..reached.div_euclid(DAY));
    }
    days
}

/// How many seconds, in whole cycles, a second lies behind the table.
fn cycles_before(second: i64) -> i64 {
    if second < CYCLE_END {
        return 0;
    }
    second.saturating_sub(CYCLE_END).div_euclid(CYCLE).saturating_add(1).saturating_mul(CYCLE)
}
