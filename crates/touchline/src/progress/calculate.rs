//! Progress: from what was observed, on which days, to what a viewer is told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::{Aim, Forecast, Observed, Reckoning};
use crate::kernel::math::Millionths;
use crate::kernel::time::{DaySpan, LocalDate, Zone};

/// Where a goal stands. It follows from what was observed and from the day that it is; nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ProgressState {
    /// Its first day has not come.
    NotStarted,
    /// Its days are running, and nothing speaks against it.
    OnTrack,
    /// Its days are running, and going on like this will not do.
    AtRisk,
    /// The target is reached: of a count as soon as it is, of an average or a rate at the end.
    Met,
    /// Its days are over, and the target was not reached.
    Missed,
    /// Its days are over, and there was nothing of which to take a mean.
    NoData,
    /// It was called off.
    Cancelled,
}

/// How far somebody has come. Figures are rounded half away from zero to a millionth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Progress {
    /// What has been reached, in the measure's unit; null where there is nothing of which to take a mean.
    pub current: Option<f64>,
    /// How many whole days there are after today, up to the last one: 0 on the last day.
    pub days_remaining: u64,
    /// Where it leads; null before a first whole day has passed and once the days are over.
    pub forecast: Option<Forecast>,
    /// How many observations count.
    pub observations: u64,
    /// What has been reached in percent of the target, for display: 100 at the most.
    pub percent: Option<f64>,
    /// The same, uncapped.
    pub percent_uncapped: Option<f64>,
    /// Where it stands.
    pub state: ProgressState,
}

/// The whole, as percents in millionths.
const WHOLE: Millionths = Millionths::new(100_000_000);

/// How the days of a goal are divided by today.
#[derive(Clone, Copy)]
pub(super) struct Elapsed {
    /// How many days there are.
    pub(super) days: i128,
    /// How many of them are over.
    pub(super) whole: i128,
    /// How many are not: today and what comes.
    pub(super) left: i128,
}

/// Whether the last of these days is over, on a day.
#[must_use]
pub fn has_ended(days: DaySpan, today: LocalDate) -> bool {
    today > days.last
}

impl Elapsed {
    fn of(span: DaySpan, today: LocalDate, zone: Zone) -> Self {
        let yesterday = today.checked_add_days(-1).filter(|yesterday| *yesterday >= span.first);
        let over = yesterday.map(|yesterday| DaySpan { first: span.first, last: yesterday.min(span.last) });
        let (days, whole) = (span.days_in(zone), over.map_or(0, |over| over.days_in(zone)));
        Elapsed { days: days.into(), whole: whole.into(), left: days.saturating_sub(whole).into() }
    }
}

fn days_after(today: LocalDate, span: DaySpan, zone: Zone) -> u64 {
    let tomorrow = today.checked_add_days(1).filter(|tomorrow| *tomorrow <= span.last);
    tomorrow.map_or(0, |first| DaySpan { first, last: span.last }.days_in(zone))
}

/// What is reckoned with: whole numbers, the target and the sum in millionths.
#[derive(Clone, Copy)]
pub(super) struct Reckoned {
    pub(super) count: i128,
    pub(super) sum: i128,
    pub(super) target: i128,
}

impl Reckoned {
    /// The sum over what it is a sum of: a count stands for itself, a mean for each observation.
    fn shares(self, reckoning: Reckoning) -> i128 {
        if reckoning == Reckoning::Count { 1 } else { self.count }
    }
}

impl Progress {
    /// The progress towards an aim over these days, on a day in a zone.
    #[must_use]
    pub fn of(
        aim: &Aim,
        days: DaySpan,
        observed: &Observed,
        (today, zone): (LocalDate, Zone),
        cancelled: bool,
    ) -> Self {
        let reckoning = aim.measure.entry().reckoning;
        let reckoned = Reckoned {
            count: observed.count.into(),
            sum: observed.sum.into(),
            target: Millionths::of(aim.target).count().into(),
        };
        let elapsed = Elapsed::of(days, today, zone);
        let shares = reckoned.shares(reckoning);
        let whole = reckoned.target.saturating_mul(shares);
        let percent = Millionths::quotient(reckoned.sum.saturating_mul(WHOLE.count().into()), whole);
        let state = match cancelled {
            true => ProgressState::Cancelled,
            false => state(reckoning, reckoned, (days, today), elapsed),
        };
        let running = !cancelled && days.contains(today) && elapsed.whole > 0;
        Progress {
            current: Millionths::quotient(reckoned.sum, shares).map(Millionths::value),
            days_remaining: days_after(today, days, zone),
            forecast: if running { Forecast::of(&aim.measure, reckoned, elapsed) } else { None },
            observations: observed.count,
            percent: percent.map(|percent| percent.min(WHOLE).value()),
            percent_uncapped: percent.map(Millionths::value),
            state,
        }
    }
}

/// Where a goal stands that was not called off.
fn state(
    reckoning: Reckoning,
    reckoned: Reckoned,
    (days, today): (DaySpan, LocalDate),
    elapsed: Elapsed,
) -> ProgressState {
    let Reckoned { count, sum, target } = reckoned;
    let reached = sum >= target.saturating_mul(reckoned.shares(reckoning));
    let over = has_ended(days, today);
    if today < days.first {
        return ProgressState::NotStarted;
    }
    match (reckoning, over) {
        (Reckoning::Count, _) if reached => ProgressState::Met,
        (Reckoning::Count, true) => ProgressState::Missed,
        (Reckoning::Count, false) => {
            let behind = sum.saturating_mul(elapsed.days) < target.saturating_mul(elapsed.whole);
            if behind { ProgressState::AtRisk } else { ProgressState::OnTrack }
        }
        (Reckoning::Average | Reckoning::Rate, true) if count == 0 => ProgressState::NoData,
        (Reckoning::Average | Reckoning::Rate, true) if reached => ProgressState::Met,
        (Reckoning::Average | Reckoning::Rate, true) => ProgressState::Missed,
        (Reckoning::Average | Reckoning::Rate, false) => {
            let behind = count > 0 && elapsed.whole > 0 && !reached;
            if behind { ProgressState::AtRisk } else { ProgressState::OnTrack }
        }
    }
}
