//! Success metrics as measures of goals: the metric's unit, range and direction, and how what was counted day by day
//! becomes its figure over the days of a goal.
//!
//! Rules: GOL-09, MET-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bounds::Bounds;
use super::entry::{Direction, LEAST, MeasureEntry, Reckoning, Unit};
use super::figure::Scale;
use crate::metric::{self, Better, METRICS, Metric, MetricEntry, MetricPolicy};
use touchline_kernel::math::Millionths;
use touchline_kernel::money::Currency;
use touchline_kernel::rejection::{Code, DetailKey, Reason, Rejection};
use touchline_kernel::text::Key;

/// A success metric, with what it is held against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MetricMeasure {
    /// What it is held against, where the metric needs that: the quota of `quota_attainment`, the forecast of
    /// `forecast_accuracy` and the size of `deal_size_vs_benchmark` in whole minor units, the discount of
    /// `discount_vs_target` as a share, which counts to a millionth.
    #[serde(default)]
    pub against: Option<f64>,
    /// The currency of what is counted, where that is money.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// The metric.
    pub metric: Metric,
    /// The stage, of `stage_conversion`.
    #[serde(default)]
    pub stage: Option<Key>,
}

/// What was counted on one day by one metric.
#[derive(Clone, Copy, Debug)]
pub struct DayCounted<'a> {
    /// The currency, of money.
    pub currency: Option<Currency>,
    /// The metric.
    pub metric: Metric,
    /// The stage, of a metric that is one of stages.
    pub stage: Option<&'a Key>,
}

const MILLION: i128 = 1_000_000;
/// The greatest amount of money that is aimed at, held against or recorded for one day, in minor units.
pub const MOST_MONEY: f64 = 1e12;

/// The row of a metric among the measures.
const fn row(metric: Metric, entry: &MetricEntry) -> MeasureEntry {
    let (minimum, maximum) = targets(entry.unit);
    MeasureEntry {
        against: match entry.against() {
            None => None,
            Some(against) => Some(unit(against)),
        },
        by_stage: entry.is_by_stage(),
        direction: match entry.better {
            Better::Higher => Direction::Higher,
            Better::Lower => Direction::Lower,
        },
        in_currency: is_money(entry),
        maximum,
        measure: "metric",
        metric: Some(metric),
        minimum,
        reckoning: match entry.reckoning {
            metric::Reckoning::Rate => Reckoning::Rate,
            metric::Reckoning::Mean | metric::Reckoning::OverDiscountTarget | metric::Reckoning::OverDealSize => {
                Reckoning::Average
            }
            metric::Reckoning::Sum | metric::Reckoning::PerWeek | metric::Reckoning::OverQuota => Reckoning::Count,
            metric::Reckoning::AgainstForecast => Reckoning::Accuracy,
        },
        unit: unit(entry.unit),
    }
}

/// The rows of all metrics, in their order.
pub(super) fn rows() -> impl Iterator<Item = MeasureEntry> {
    METRICS.iter().map(|entry| row(entry.metric, entry))
}

const fn is_money(entry: &MetricEntry) -> bool {
    matches!(entry.counted_in(), metric::Unit::Money)
}

const fn unit(unit: metric::Unit) -> Unit {
    match unit {
        metric::Unit::Share => Unit::Share,
        metric::Unit::Ratio => Unit::Ratio,
        metric::Unit::Number => Unit::Number,
        metric::Unit::PerWeek => Unit::PerWeek,
        metric::Unit::Days => Unit::Days,
        metric::Unit::Money => Unit::Money,
        metric::Unit::Points => Unit::Points,
        metric::Unit::Grade => Unit::Stars,
    }
}

/// The least and the greatest target in a unit.
const fn targets(unit: metric::Unit) -> (f64, f64) {
    match unit {
        metric::Unit::Share => (LEAST, 1.0),
        metric::Unit::Ratio => (LEAST, 1_000.0),
        metric::Unit::Number | metric::Unit::PerWeek => (LEAST, 1_000_000.0),
        metric::Unit::Days => (LEAST, 36_525.0),
        metric::Unit::Money => (1.0, MOST_MONEY),
        metric::Unit::Points => (LEAST, 100.0),
        metric::Unit::Grade => (1.0, 5.0),
    }
}

/// Refuses a currency or a stage that a metric does not have, the want of one that it needs, and a currency that is not
/// the organisation's. They stand beside one another, at `path`.
pub fn check_terms(counted: DayCounted<'_>, policy: &MetricPolicy, path: &str) -> Result<(), Rejection> {
    let entry = counted.metric.entry();
    let at = |reason: Reason| Rejection::from(reason).at(path);
    check_presence("stage", counted.stage.is_some(), entry.is_by_stage()).map_err(at)?;
    check_presence("currency", counted.currency.is_some(), is_money(entry)).map_err(at)?;
    let reason = match (counted.currency, policy.currency) {
        (Some(_), None) => Reason::new(Code::CurrencyUnnamed),
        (Some(given), Some(named)) if given != named => Reason::new(Code::CurrencyMixed)
            .with(DetailKey::Actual, given.code())
            .with(DetailKey::Expected, named.code()),
        _ => return Ok(()),
    };
    Err(Rejection::from(reason).at(format!("{path}/currency")))
}

/// Refuses a field that is not there and should be, or the other way round.
fn check_presence(field: &str, is_there: bool, is_needed: bool) -> Result<(), Reason> {
    match (is_there, is_needed) {
        (false, true) => Err(Reason::new(Code::MissingField).with(DetailKey::Field, field)),
        (true, false) => {
            let known: Vec<&str> =
                ["against", "currency", "stage"].into_iter().filter(|other| *other != field).collect();
            Err(Reason::new(Code::UnknownField).with(DetailKey::Field, field).with(DetailKey::Known, known))
        }
        _ => Ok(()),
    }
}

impl MetricMeasure {
    /// Its row.
    #[must_use]
    pub fn entry(&self) -> MeasureEntry {
        row(self.metric, self.metric.entry())
    }

    /// Refuses what does not fit the metric. It stands at `path`.
    pub(super) fn check(&self, policy: &MetricPolicy, path: &str) -> Result<(), Rejection> {
        check_terms(self.counted(), policy, path)?;
        let against = self.metric.entry().against();
        check_presence("against", self.against.is_some(), against.is_some())
            .map_err(|reason| Rejection::from(reason).at(path))?;
        let (Some(against), Some(unit_of)) = (self.against, against) else { return Ok(()) };
        let (minimum, maximum) = targets(unit_of);
        let bounds = Bounds { minimum, maximum, whole: unit(unit_of).is_whole() };
        bounds.check(against).map_err(|reason| Rejection::from(reason).at(format!("{path}/against")))
    }

    /// What its records are counted in, and whether these can add up to less than 0.
    pub(super) fn counted_in(&self) -> (Unit, bool) {
        let entry = self.metric.entry();
        (unit(entry.counted_in()), entry.can_be_negative())
    }

    /// What of a day's it counts.
    #[must_use]
    pub fn counted(&self) -> DayCounted<'_> {
        DayCounted { currency: self.currency, metric: self.metric, stage: self.stage.as_ref() }
    }

    /// Whether it counts what was counted so.
    pub(super) fn counts(&self, day: DayCounted<'_>) -> bool {
        self.metric == day.metric && self.currency == day.currency && self.stage.as_ref() == day.stage
    }

    /// How a sum of what was counted becomes its figure, over so many days.
    pub(super) fn scale(&self, days: i128) -> Scale {
        let entry = self.metric.entry();
        let millionths = i128::from(Millionths::of(self.against.unwrap_or(1.0)).count()).max(1);
        let minor_units = millionths.checked_div(MILLION).unwrap_or(1).max(1);
        match entry.reckoning {
            metric::Reckoning::Rate => Scale::Linear { times: 1, over: 1 },
            metric::Reckoning::Mean | metric::Reckoning::Sum if is_money(entry) => {
                Scale::Linear { times: MILLION, over: 1 }
            }
            metric::Reckoning::Mean | metric::Reckoning::Sum => Scale::Linear { times: 1, over: 1 },
            metric::Reckoning::PerWeek => Scale::Linear { times: 7, over: days },
            metric::Reckoning::OverDiscountTarget => Scale::Linear { times: MILLION, over: millionths },
            metric::Reckoning::OverDealSize | metric::Reckoning::OverQuota => {
                Scale::Linear { times: MILLION, over: minor_units }
            }
            metric::Reckoning::AgainstForecast => Scale::Near { forecast: minor_units },
        }
    }

    /// What tells it from other metrics: their name, and what it is held against.
    pub(super) fn natural_key(&self) -> Vec<String> {
        let against = self.against.map(|against| Millionths::of(against).count().to_string());
        let currency = self.currency.map(|currency| currency.code().to_owned());
        let stage = self.stage.as_ref().map(|stage| stage.as_str().to_owned());
        [Some(self.metric.name().to_owned()), stage, currency, against].into_iter().flatten().collect()
    }
}
