//! What is aimed at: a measure, a target in its unit and range, and a period.
//!
//! Rules: GOL-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bounds::Bounds;
use super::{GoalPolicy, Measure, MeasureEntry, Period};
use crate::metric::MetricPolicy;
use touchline_kernel::math::Millionths;
use touchline_kernel::rejection::Rejection;
use touchline_kernel::time::DaySpan;

/// What is aimed at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Aim {
    /// What is measured.
    pub measure: Measure,
    /// When it is to be reached.
    pub period: Period,
    /// What is to be reached, in the measure's unit and range. It counts to a millionth.
    pub target: f64,
}

impl Aim {
    /// The days of its period, or why it cannot be aimed at. It stands at `path`.
    pub fn check(&self, policy: &GoalPolicy, metric: &MetricPolicy, path: &str) -> Result<DaySpan, Rejection> {
        if let Measure::Metric(measure) = &self.measure {
            measure.check(metric, &format!("{path}/measure/body"))?;
        }
        let MeasureEntry { minimum, maximum, unit, .. } = self.measure.entry();
        let bounds = Bounds { minimum, maximum, whole: unit.is_whole() };
        bounds.check(self.target).map_err(|reason| Rejection::from(reason).at(format!("{path}/target")))?;
        let at = || format!("{path}/period/{}", self.period.blamed());
        self.period.days(policy).map_err(|reason| Rejection::from(reason).at(at()))
    }

    /// What tells it from the other aims of a bundle: the measure, its check or its metric if it has one, the period's name and
    /// dates, and the target in millionths.
    #[must_use]
    pub fn natural_key(&self) -> Vec<String> {
        let target = Millionths::of(self.target).count().to_string();
        self.measure.natural_key().into_iter().chain(self.period.words()).chain([target]).collect()
    }

    /// Whether both want the same on the same days, however that is written.
    #[must_use]
    pub fn is_the_same(&self, other: &Aim, policy: &GoalPolicy) -> bool {
        let target = |aim: &Aim| Millionths::of(aim.target);
        self.measure.natural_key() == other.measure.natural_key()
            && target(self) == target(other)
            && self.period.days(policy) == other.period.days(policy)
    }
}
