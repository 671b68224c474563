//! A figure: what a metric comes to, with what it rests on beside it, or why it comes to nothing.
//!
//! Rules: INS-07, MET-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::interval::{Interval, MeanIntervals, Proportion};
use super::table::{Better, Metric, MetricEntry, Reckoning, Unit};
use super::tally::{ONE, Tally};
use touchline_kernel::math::{NORMAL_95, quotient};
use touchline_kernel::money::Currency;
use touchline_kernel::text::Key;
use touchline_kernel::time::DaySpan;

/// Under how many observations a figure is flagged, and no top performance.
pub const FEW: u64 = 5;

/// Why there is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Undefined {
    /// Nothing happened that it could be about.
    NoObservations,
    /// All that happened is too young to say.
    OnlyPending,
    /// Of all that happened nobody recorded what matters.
    OnlyUnknown,
    /// There was no active day.
    NoActiveDays,
    /// No quota is recorded for all of these days, or it is 0.
    NoQuota,
    /// No forecast is recorded for just these days.
    NoForecast,
    /// Nothing was won, and over nothing there is no accuracy.
    NothingWon,
    /// There is nothing to compare with, or it is 0.
    NoTarget,
}

/// What a metric comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "MetricFigure")]
pub struct Figure {
    /// Which way is better.
    pub better: Better,
    /// The currency, of money.
    pub currency: Option<Currency>,
    /// The value as a fraction of whole numbers, the lower one over zero; none where there is no value.
    #[serde(skip)]
    pub(super) exact: Option<(i128, i128)>,
    /// What stands below the line; null where nothing does.
    pub denominator: Option<f64>,
    /// From where to where the rate may well lie: Wilson's interval of 95 %. Of rates alone.
    pub interval: Option<Interval>,
    /// Whether it rests on fewer than five observations.
    pub low_evidence: bool,
    /// The metric.
    pub metric: Metric,
    /// What stands above the line.
    pub numerator: f64,
    /// How many records count.
    pub observations: u64,
    /// How many records are too young to say.
    pub pending: u64,
    /// The periods whose quota counts only in part, by its days, since they begin before the window or end after it.
    pub prorated: Vec<DaySpan>,
    /// Of a mean the squares of how far what the records bring in lies from it, where they are asked for.
    #[serde(skip)]
    pub(super) squares: Option<f64>,
    /// The stage, where the metric is one of stages.
    pub stage: Option<Key>,
    /// Why there is no value; null where there is one.
    pub undefined: Option<Undefined>,
    /// What it is in.
    pub unit: Unit,
    /// How many records would count, if somebody had recorded what matters.
    pub unknown: u64,
    /// The figure.
    pub value: Option<f64>,
}

/// What some metrics are held against, besides the records that they count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Against {
    /// How long the window was active, in milliseconds.
    pub active_millis: i128,
    /// The size to compare with, in minor units.
    pub deal_size: Option<i128>,
    /// The discount to aim at, in trillionths.
    pub discount_target: Option<i128>,
    /// What was forecast, in minor units.
    pub forecast: Option<i128>,
    /// The quota, in minor units.
    pub quota: Option<i128>,
}

/// A fraction of whole numbers, with a part of it in which it is told.
struct Fraction {
    above: i128,
    below: i128,
    /// How many parts make one, above and below.
    grains: (i128, i128),
}

const WEEK_MILLIS: i128 = 604_800_000;

impl Figure {
    /// The figure of a metric, of a stage where it is one of stages, from what was counted.
    #[must_use]
    pub fn of(
        metric: Metric,
        stage: Option<&Key>,
        tally: &Tally,
        against: &Against,
        currency: Option<Currency>,
    ) -> Self {
        let entry = metric.entry();
        let fraction = fraction(entry, tally, against);
        let exact = fraction.as_ref().ok().map(|fraction| (fraction.above, fraction.below));
        let (value, below, numerator, undefined) = match fraction {
            Err(why) => (None, None, quotient(tally.sum, entry.grain()), Some(why)),
            Ok(Fraction { above, below, grains }) => {
                let told = |number: i128, grain: i128| quotient(number, grain);
                let value = quotient(above, below);
                let below = (entry.reckoning != Reckoning::Sum).then(|| told(below, grains.1)).flatten();
                (value, below, told(above, grains.0), None)
            }
        };
        let of = Proportion { hits: u64::try_from(tally.sum).unwrap_or_default(), of: tally.observations };
        let is_rate = entry.reckoning == Reckoning::Rate;
        Figure {
            better: entry.better,
            currency: currency.filter(|_| entry.unit == Unit::Money),
            denominator: below,
            exact,
            interval: is_rate.then(|| of.interval(NORMAL_95)).flatten(),
            low_evidence: tally.observations < FEW,
            metric,
            numerator: numerator.unwrap_or_default(),
            observations: tally.observations,
            pending: tally.pending,
            prorated: Vec::new(),
            squares: None,
            stage: stage.cloned(),
            undefined,
            unit: entry.unit,
            unknown: tally.unknown,
            value,
        }
    }

    /// From where to where a mean may well lie: Student's interval of 95 % over what its records bring in. Nothing where its
    /// spread was not asked for, it is no mean, or rests on fewer than two records or on records that are all the same.
    pub fn mean_interval(&self, intervals: &mut MeanIntervals) -> Option<Interval> {
        intervals.around(self.value?, self.squares?, self.observations)
    }

    /// Of a mean of records: how much of what they bring in makes one. Without a value there is none.
    pub(super) fn grain(&self) -> Option<i128> {
        self.exact.and_then(|(_, below)| below.checked_div(self.observations.into()))
    }
}

fn fraction(entry: &MetricEntry, tally: &Tally, against: &Against) -> Result<Fraction, Undefined> {
    let observed = i128::from(tally.observations);
    let some = if tally.observations > 0 { Ok(()) } else { Err(nothing(tally)) };
    let known = if tally.observations == 0 && tally.unknown > 0 { Err(Undefined::OnlyUnknown) } else { Ok(()) };
    let positive = |number: Option<i128>, why| number.filter(|number| *number > 0).ok_or(why);
    let mean = |below: i128, grain| Fraction { above: tally.sum, below, grains: (grain, grain) };
    Ok(match entry.reckoning {
        Reckoning::Rate => some.map(|()| mean(observed, 1))?,
        Reckoning::Mean => some.map(|()| mean(observed.saturating_mul(entry.grain()), entry.grain()))?,
        Reckoning::OverDiscountTarget => {
            some?;
            let target = positive(against.discount_target, Undefined::NoTarget)?;
            mean(observed.saturating_mul(target), ONE)
        }
        Reckoning::OverDealSize => {
            some?;
            mean(observed.saturating_mul(positive(against.deal_size, Undefined::NoTarget)?), 1)
        }
        Reckoning::Sum => known.map(|()| mean(1, 1))?,
        Reckoning::PerWeek => {
            let millis = positive(Some(against.active_millis), Undefined::NoActiveDays)?;
            Fraction { above: observed.saturating_mul(WEEK_MILLIS), below: millis, grains: (WEEK_MILLIS, WEEK_MILLIS) }
        }
        Reckoning::OverQuota => {
            let quota = positive(against.quota, Undefined::NoQuota)?;
            known.map(|()| mean(quota, 1))?
        }
        Reckoning::AgainstForecast => {
            let forecast = against.forecast.ok_or(Undefined::NoForecast)?;
            known?;
            let actual = positive(Some(tally.sum), Undefined::NothingWon)?;
            let off = forecast.saturating_sub(actual).saturating_abs();
            Fraction { above: actual.saturating_sub(off).max(0), below: actual, grains: (1, 1) }
        }
    })
}

/// Why nothing counts.
fn nothing(tally: &Tally) -> Undefined {
    match tally {
        Tally { pending: 1.., .. } => Undefined::OnlyPending,
        Tally { unknown: 1.., .. } => Undefined::OnlyUnknown,
        _ => Undefined::NoObservations,
    }
}
