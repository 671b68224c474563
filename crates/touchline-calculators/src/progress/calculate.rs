//! Progress: from what was observed, on which days, to what a viewer is told.
//!
//! Rules: GOL-03, GOL-04, GOL-05, JOB-03, KER-18.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::entry::{MeasureEntry, Unit};
use super::reckoned::{Elapsed, Reckoned};
use super::{Aim, Direction, Forecast, Observed, Reckoning};
use crate::metric::{FEW, Interval, Proportion};
use touchline_kernel::math::{Millionths, NORMAL_95};
use touchline_kernel::time::{DaySpan, LocalDate, Zone};

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
    /// The target is reached: of a count as soon as it is, of what is known only at the end then.
    Met,
    /// Its days are over, and the target was not reached; of a count that is to stay under it, as soon as it is over it.
    Missed,
    /// Its days are over, and there was nothing of which to take a mean.
    NoData,
    /// It was called off.
    Cancelled,
}

impl ProgressState {
    /// Whether something is still to be done: what was met or called off is due no more.
    #[must_use]
    pub fn is_due(self) -> bool {
        !matches!(self, ProgressState::Met | ProgressState::Cancelled)
    }
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
    /// How many of the observations are hits; null of what is no rate.
    pub hits: Option<u64>,
    /// From where to where the rate may well lie, in the measure's unit: Wilson's interval of 95 %; null of what is no rate
    /// and of nothing.
    pub interval: Option<Interval>,
    /// Whether a rate or a mean rests on fewer than five observations; null of a count.
    pub low_evidence: Option<bool>,
    /// How many observations count.
    pub observations: u64,
    /// What has been reached in percent of the target, for display: from 0 to 100. Where less is better it is mirrored
    /// at the target, on which it is 100: so much under the target is as good as so much over one to be reached.
    pub percent: Option<f64>,
    /// The same, uncapped.
    pub percent_uncapped: Option<f64>,
    /// Where it stands.
    pub state: ProgressState,
}

/// The whole, as percents in millionths.
const ALL: Millionths = Millionths::new(100_000_000);
const ONE: Millionths = Millionths::new(1_000_000);

/// Whether the last of these days is over, on a day.
#[must_use]
pub fn has_ended(days: DaySpan, today: LocalDate) -> bool {
    today > days.last
}

fn days_after(today: LocalDate, span: DaySpan, zone: Zone) -> u64 {
    let tomorrow = today.checked_add_days(1).filter(|tomorrow| *tomorrow <= span.last);
    tomorrow.map_or(0, |first| DaySpan { first, last: span.last }.days_in(zone))
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
        let elapsed = Elapsed::of(days, today, zone);
        let reckoned = Reckoned {
            count: observed.count.into(),
            elapsed,
            figures: aim.measure.figures(aim.target, elapsed.days),
            sum: observed.sum.into(),
        };
        let now = reckoned.now();
        let percent = reckoned.figures.percent(now);
        let state = match cancelled {
            true => ProgressState::Cancelled,
            false => state(&reckoned, (days, today)),
        };
        let rate = Rate::of(&aim.measure.entry(), observed);
        let is_mean = reckoned.figures.reckoning.is_mean();
        let running = !cancelled && days.contains(today) && elapsed.whole > 0;
        Progress {
            current: Millionths::quotient_value(now.above, now.below),
            days_remaining: days_after(today, days, zone),
            forecast: if running { Forecast::of(&aim.measure, &reckoned) } else { None },
            hits: rate.map(|rate| rate.of.hits),
            interval: rate.and_then(Rate::interval),
            low_evidence: is_mean.then_some(observed.count < FEW),
            observations: observed.count,
            percent: percent.map(|percent| percent.clamp(Millionths::default(), ALL).value()),
            percent_uncapped: percent.map(Millionths::value),
            state,
        }
    }
}

/// A rate that was observed.
#[derive(Clone, Copy)]
struct Rate {
    of: Proportion,
    /// What the rate is where all are hits, in the measure's unit.
    whole: f64,
}

impl Rate {
    /// Nothing of what is no rate.
    fn of(entry: &MeasureEntry, observed: &Observed) -> Option<Self> {
        let whole = if entry.unit == Unit::Percent { ALL } else { ONE };
        let hits = observed.sum.checked_div(whole.count()).and_then(|hits| u64::try_from(hits).ok())?;
        let of = Proportion { hits, of: observed.count };
        (entry.reckoning == Reckoning::Rate && hits <= observed.count).then(|| Rate { of, whole: whole.value() })
    }

    fn interval(self) -> Option<Interval> {
        let Interval { high, low } = self.of.interval(NORMAL_95)?;
        Some(Interval { high: high * self.whole, low: low * self.whole })
    }
}

/// Where a count, a mean or a rate stands, however it is named.
#[cfg(test)]
pub(super) fn state_of(
    figures: super::figure::Figures,
    (sum, count): (i128, i128),
    (days, today, zone): (DaySpan, LocalDate, Zone),
) -> ProgressState {
    state(&Reckoned { count, elapsed: Elapsed::of(days, today, zone), figures, sum }, (days, today))
}

/// Where a goal stands that was not called off.
fn state(reckoned: &Reckoned, (days, today): (DaySpan, LocalDate)) -> ProgressState {
    let reached = reckoned.figures.reach(reckoned.now());
    let over = has_ended(days, today);
    if today < days.first {
        return ProgressState::NotStarted;
    }
    match (reckoned.figures.reckoning, over) {
        // A count only grows: what it was to reach is met for good, and what it was to stay under is missed for good.
        (Reckoning::Count, over) => match (reckoned.figures.direction, reached.unwrap_or(false)) {
            (Direction::Higher, true) => ProgressState::Met,
            (Direction::Lower, false) => ProgressState::Missed,
            (Direction::Higher, false) if over => ProgressState::Missed,
            (Direction::Lower, true) if over => ProgressState::Met,
            _ if reckoned.is_behind() => ProgressState::AtRisk,
            _ => ProgressState::OnTrack,
        },
        (_, true) => match reached {
            None => ProgressState::NoData,
            Some(true) => ProgressState::Met,
            Some(false) => ProgressState::Missed,
        },
        (_, false) if reckoned.count > 0 && reckoned.is_behind() => ProgressState::AtRisk,
        (_, false) => ProgressState::OnTrack,
    }
}
