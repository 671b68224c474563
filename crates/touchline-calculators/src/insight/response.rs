//! How coaching that was delivered is taken: how much of it is read in time, acknowledged and responded to, how soon, and of how much
//! questions are asked.
//!
//! Rules: INS-03, INS-04, INS-07.

use schemars::JsonSchema;
use serde::Serialize;

use super::InsightPolicy;
use super::asked::Asked;
use super::record::{CountedRate, Taken};
use super::survival::{Lasted, Median, curve, median};
use touchline_kernel::math::Sample;
use touchline_kernel::time::Instant;

/// How long coaching goes without being acknowledged of which that is asked, in hours.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct HoursToAcknowledge {
    /// The mean of what was acknowledged; null of nothing.
    pub mean: Option<f64>,
    /// The median, in which what is open counts as lasting at least as long as it does so far.
    pub median: Median,
    /// How much is open.
    pub open: u64,
}

/// How coaching is taken that was delivered in a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoachingResponse {
    /// How much was acknowledged, of what that is asked of.
    pub acknowledged: CountedRate,
    /// Of how much questions were asked.
    pub asked: CountedRate,
    /// How much was delivered.
    pub deliveries: u64,
    /// How long it goes without being acknowledged.
    pub hours_to_acknowledge: HoursToAcknowledge,
    /// How many questions were asked.
    pub questions: u64,
    /// How much was read in time: of what was read or whose time is over, as far as reading is known of it.
    pub read_in_time: CountedRate,
    /// How much was responded to.
    pub responded: CountedRate,
}

const HOUR_MILLIS: i64 = 3_600_000;

impl CoachingResponse {
    /// How those are taken that were delivered in the window.
    #[must_use]
    pub fn of(taken: impl IntoIterator<Item = Taken>, asked: &Asked, policy: &InsightPolicy) -> Self {
        let within: Vec<Taken> = taken.into_iter().filter(|one| asked.holds(one.delivered_at)).collect();
        CoachingResponse {
            acknowledged: acknowledged(&within, asked.at),
            asked: CountedRate::of(&within, |one| one.questions > 0),
            deliveries: u64::try_from(within.len()).unwrap_or(u64::MAX),
            hours_to_acknowledge: hours_to_acknowledge(&within, asked.at),
            questions: within.iter().map(|one| u64::from(one.questions)).fold(0, u64::saturating_add),
            read_in_time: read_in_time(&within, asked.at, policy),
            responded: responded(&within, asked.at),
        }
    }
}

/// How many were acknowledged by a moment, of those of which that is asked.
pub(super) fn acknowledged(all: &[Taken], at: Instant) -> CountedRate {
    let asked: Vec<&Taken> = all.iter().filter(|one| one.acknowledgement_asked).collect();
    CountedRate::of(&asked, |one| one.is_acknowledged(at))
}

/// How many were responded to by a moment.
pub(super) fn responded(all: &[Taken], at: Instant) -> CountedRate {
    CountedRate::of(all, |one| one.responded_at.is_some_and(|responded| responded <= at))
}

fn read_in_time(all: &[Taken], at: Instant, policy: &InsightPolicy) -> CountedRate {
    let limit = i64::from(policy.read_hours).saturating_mul(HOUR_MILLIS);
    let deadline = |one: &Taken| one.delivered_at.millis().saturating_add(limit);
    let read = |one: &Taken| one.read_at.filter(|read| *read <= at);
    let is_over = |one: &&Taken| one.reading_known && (read(one).is_some() || deadline(one) < at.millis());
    let over: Vec<&Taken> = all.iter().filter(is_over).collect();
    CountedRate::of(&over, |one| read(one).is_some_and(|read| read.millis() <= deadline(one)))
}

/// How long they go without being acknowledged.
pub(super) fn hours_to_acknowledge(all: &[Taken], at: Instant) -> HoursToAcknowledge {
    let lasted = |one: &Taken| {
        let acknowledged = one.acknowledged_at.filter(|acknowledged| *acknowledged <= at);
        let until = acknowledged.unwrap_or(at);
        Lasted { happened: acknowledged.is_some(), units: until.millis().saturating_sub(one.delivered_at.millis()) }
    };
    let lasted: Vec<Lasted> = all.iter().filter(|one| one.acknowledgement_asked).map(lasted).collect();
    let happened: Vec<i128> = lasted.iter().filter(|one| one.happened).map(|one| one.units.into()).collect();
    let open = lasted.len().saturating_sub(happened.len());
    HoursToAcknowledge {
        mean: Sample::new(happened, HOUR_MILLIS.into()).mean(),
        median: median(&curve(&lasted, HOUR_MILLIS)),
        open: u64::try_from(open).unwrap_or(u64::MAX),
    }
}
