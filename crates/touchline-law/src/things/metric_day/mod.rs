//! What a success metric counted for somebody on a day, as the host tells it: a fact that goals are measured by. The
//! records behind it stay with the host.

mod record;

use crate::ground::{MetricDayId, MetricDayMark};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_calculators::metric::{Metric, Unit};
use touchline_calculators::progress::{DayCounted, Observation, Observed};
use touchline_kernel::math::Millionths;
use touchline_kernel::money::Currency;
use touchline_kernel::{Key, LocalDate, PersonId};

/// What a metric counted for somebody on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CountedDay {
    /// The currency of what was counted, where that is money: the policy's `metric.currency`.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// The day: a day of the calendar where the person is.
    pub day: LocalDate,
    /// The metric.
    pub metric: Metric,
    /// How many records count: the `observations` of the metric's figure for this day. Of a day that is taken back 0.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub observations: u64,
    /// Whose it is.
    pub person: PersonId,
    /// The stage, of `stage_conversion`.
    #[serde(default)]
    pub stage: Option<Key>,
    /// What they add up to: the `numerator` of the metric's figure for this day; of `forecast_accuracy` what was sold. Of a
    /// rate the hits, of money whole minor units, of what is counted by the week the `observations`, else what they are in the metric's unit. It
    /// counts to a millionth.
    #[schemars(range(min = -1_000_000_000_000_i64, max = 1_000_000_000_000_i64))]
    pub sum: f64,
}

/// What a metric counted for somebody on a day, as it is kept. There is one for a person, a metric, a stage and a day:
/// recorded again, the newest stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MetricDay {
    /// What was counted.
    pub counted: CountedDay,
    /// Its id, which follows from whose it is, the metric, the stage and the day.
    pub metric_day: MetricDayId,
}

impl MetricDay {
    /// With its id.
    #[must_use]
    pub fn of(counted: CountedDay) -> Self {
        MetricDay { metric_day: counted.id(), counted }
    }
}

impl CountedDay {
    /// The id: a child of the person, by metric, stage if it has one, and day.
    #[must_use]
    pub fn id(&self) -> MetricDayId {
        let day = self.day.to_string();
        let stage = self.stage.as_ref().map(Key::as_str);
        let key: Vec<&str> = [Some(self.metric.name()), stage, Some(&day)].into_iter().flatten().collect();
        self.person.child(&key)
    }

    /// What goals are told of it.
    #[must_use]
    pub fn observation(&self) -> Observation<'_> {
        Observation::Day { counted: self.by(), observed: self.observed() }
    }

    /// By which metric it was counted.
    #[must_use]
    pub fn by(&self) -> DayCounted<'_> {
        DayCounted { currency: self.currency, metric: self.metric, stage: self.stage.as_ref() }
    }

    /// What was observed: money in whole minor units, all else in millionths.
    #[must_use]
    pub fn observed(&self) -> Observed {
        let millionths = Millionths::of(self.sum).count();
        let sum = match self.metric.entry().counted_in() {
            Unit::Money => millionths.checked_div(1_000_000).unwrap_or_default(),
            _ => millionths,
        };
        Observed { count: self.observations, sum }
    }
}

crate::life::acts! {
    /// What can be done with what a metric counted on a day.
    Act as "MetricDayAct": MetricDayMark, body => body.id();

    /// Enter what a metric counted for somebody on a day, or replace it.
    "metric_day.record": Record(CountedDay),
}

crate::life::changes! {
    /// What can happen to what a metric counted on a day.
    Change as "MetricDayChange": MetricDayMark of metric_day;

    /// It was entered or replaced.
    "metric_day.recorded": Recorded(MetricDay) coaches counted.person,
}
