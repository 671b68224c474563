//! What a goal can measure: one row for each type, with its unit, its range and how it is reckoned.
//!
//! Rules: GOL-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::Observed;
use super::entry::{Direction, LEAST, MeasureEntry, Reckoning, Unit};
use super::figure::{Figures, Scale};
use super::of_metric::{self, DayCounted, MetricMeasure};
use touchline_kernel::math::Millionths;
use touchline_kernel::rejection::Reason;
use touchline_kernel::text::Key;
use touchline_kernel::time::DaySpan;

/// What a goal measures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Measure {
    /// The mean quality score of the calls that have one, in percent.
    OverallScore,
    /// How many of the results in one check are a pass, in percent.
    CheckPassRate(CheckMeasure),
    /// How many calls were handled.
    CallsCompleted,
    /// How many of the training items that were asked for are resolved, in percent.
    TrainingCompleted,
    /// The mean of the stars of the calls that have any: what their reviews give, where these count, else what was recorded.
    ScorecardAverage,
    /// A success metric, from what is recorded of it day by day.
    Metric(MetricMeasure),
}

/// Which check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckMeasure {
    /// The check, by the key that it has with the host.
    pub check: Key,
}

const fn row(measure: &'static str, unit: Unit, reckoning: Reckoning, minimum: f64, maximum: f64) -> MeasureEntry {
    MeasureEntry {
        against: None,
        by_stage: false,
        direction: Direction::Higher,
        in_currency: false,
        maximum,
        measure,
        metric: None,
        minimum,
        reckoning,
        unit,
    }
}

/// One row for each type but that of metrics, in their order.
#[rustfmt::skip]
const OWN: &[MeasureEntry] = &[
    row("overall_score",      Unit::Percent, Reckoning::Average, LEAST, 100.0),
    row("check_pass_rate",    Unit::Percent, Reckoning::Rate,    LEAST, 100.0),
    row("calls_completed",    Unit::Count,   Reckoning::Count,   1.0,   1_000_000.0),
    row("training_completed", Unit::Percent, Reckoning::Rate,    LEAST, 100.0),
    row("scorecard_average",  Unit::Stars,   Reckoning::Average, 1.0,   5.0),
];

/// One row for each type, and for each metric one of its own.
#[must_use]
pub fn measures() -> Vec<MeasureEntry> {
    OWN.iter().copied().chain(of_metric::rows()).collect()
}

/// Something that may count.
#[derive(Clone, Copy, Debug)]
pub enum Observation<'a> {
    /// A call.
    Call {
        /// How good it was, in percent.
        score: Option<Millionths>,
        /// How many stars it got.
        stars: Option<Millionths>,
    },
    /// A result in a check; none where a call as a whole is meant.
    Result {
        /// The check.
        check: Option<&'a Key>,
        /// Whether it passes; nothing where the check does not apply.
        passes: Option<bool>,
    },
    /// A training item that is asked for.
    Item {
        /// Whether it is resolved, in time.
        resolved: bool,
    },
    /// What a metric counted on a day.
    Day {
        /// By which metric.
        counted: DayCounted<'a>,
        /// How much.
        observed: Observed,
    },
}

/// The most that is read of a number: 2 to the power of 53, less 1.
const MOST: i128 = 9_007_199_254_740_991;
const CALL: Millionths = Millionths::new(1_000_000);
const PASS: Millionths = Millionths::new(100_000_000);

impl Measure {
    /// The type's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// The type's row.
    #[must_use]
    pub fn entry(&self) -> MeasureEntry {
        match self {
            Measure::Metric(measure) => measure.entry(),
            _ => *OWN.iter().find(|entry| entry.measure == self.name()).unwrap_or(&UNLISTED),
        }
    }

    /// How what was observed becomes a figure, over so many days.
    pub(super) fn figures(&self, target: f64, days: i128) -> Figures {
        let MeasureEntry { direction, reckoning, .. } = self.entry();
        let scale = match self {
            Measure::Metric(measure) => measure.scale(days),
            _ => Scale::PLAIN,
        };
        Figures { direction, reckoning, scale, target: Millionths::of(target).count().into() }
    }

    /// What was observed on these days comes to; nothing where there is no figure.
    #[must_use]
    pub fn value(&self, observed: &Observed, days: DaySpan) -> Option<f64> {
        let figure = self.figures(0.0, days.days().into()).now(observed.sum.into(), observed.count.into());
        Millionths::quotient_value(figure.above, figure.below)
    }

    /// What an observation counts as, if it counts.
    #[must_use]
    pub fn reads(&self, observation: Observation<'_>) -> Option<Observed> {
        let share = |passes: bool| if passes { PASS } else { Millionths::default() };
        let one = match (self, observation) {
            (Measure::Metric(measure), Observation::Day { counted, observed }) => {
                return measure.counts(counted).then_some(observed);
            }
            (Measure::CallsCompleted, Observation::Call { .. }) => Some(CALL),
            (Measure::OverallScore, Observation::Call { score, .. }) => score,
            (Measure::ScorecardAverage, Observation::Call { stars, .. }) => stars,
            (Measure::CheckPassRate(of), Observation::Result { check, passes }) if check == Some(&of.check) => {
                passes.map(share)
            }
            (Measure::TrainingCompleted, Observation::Item { resolved }) => Some(share(resolved)),
            _ => None,
        };
        one.map(Observed::one)
    }

    /// What tells it from other measures: its name, and its check or its metric if it has one.
    pub(super) fn natural_key(&self) -> Vec<String> {
        let named = match self {
            Measure::Metric(measure) => measure.natural_key(),
            _ => self.check().map(|check| check.as_str().to_owned()).into_iter().collect(),
        };
        [self.name().to_owned()].into_iter().chain(named).collect()
    }

    /// Refuses a sum to which so many observations cannot add up.
    pub fn admits(&self, observed: &Observed) -> Result<(), Reason> {
        let entry = self.entry();
        let (unit, can_be_negative) = match self {
            Measure::Metric(of) if entry.reckoning != Reckoning::Rate => of.counted_in(),
            // Each hit is the whole of a rate.
            _ => (entry.unit, false),
        };
        let all = |each: i128| each.saturating_mul(observed.count.into());
        let least = if can_be_negative { -MOST } else { all(unit.least()) };
        let most = unit.most().map_or(MOST, all);
        if (least..=most).contains(&observed.sum.into()) {
            return Ok(());
        }
        Err(Reason::out_of_range(observed.sum, least.to_string(), most.to_string()))
    }

    /// The check that it names, if it names one.
    #[must_use]
    pub fn check(&self) -> Option<&Key> {
        match self {
            Measure::CheckPassRate(of) => Some(&of.check),
            _ => None,
        }
    }
}

/// Stands in for a type that the table lacks; a test shows that there is none.
const UNLISTED: MeasureEntry = row("none", Unit::Count, Reckoning::Count, 1.0, 1.0);
