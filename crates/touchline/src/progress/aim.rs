//! What is aimed at: a measure, a target in its unit and range, and a period.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{GoalPolicy, Measure, Period, Unit};
use crate::kernel::math::Millionths;
use crate::kernel::rejection::{Code, DetailKey, Reason, Rejection};
use crate::kernel::time::DaySpan;

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
    pub fn check(&self, policy: &GoalPolicy, path: &str) -> Result<DaySpan, Rejection> {
        self.check_target().map_err(|reason| Rejection::from(reason).at(format!("{path}/target")))?;
        let at = || format!("{path}/period/{}", self.period.blamed());
        self.period.days(policy).map_err(|reason| Rejection::from(reason).at(at()))
    }

    fn check_target(&self) -> Result<(), Reason> {
        let entry = self.measure.entry();
        if !(entry.minimum..=entry.maximum).contains(&self.target) {
            return Err(Reason::new(Code::NumberOutOfRange)
                .with(DetailKey::Actual, shown(self.target))
                .with(DetailKey::Minimum, shown(entry.minimum))
                .with(DetailKey::Maximum, shown(entry.maximum)));
        }
        let whole = (self.target - self.target.trunc()).abs() < f64::MIN_POSITIVE;
        if entry.unit == Unit::Count && !whole {
            return Err(Reason::new(Code::WrongType)
                .with(DetailKey::Expected, "a whole number")
                .with(DetailKey::Actual, shown(self.target)));
        }
        Ok(())
    }

    /// What tells it from the other aims of a bundle: the measure, its check if it has one, the period's name and
    /// dates, and the target in millionths.
    #[must_use]
    pub fn natural_key(&self) -> Vec<String> {
        let check = self.measure.check().map(|check| check.as_str().to_owned());
        let target = Millionths::of(self.target).count().to_string();
        let measure = [self.measure.name().to_owned()].into_iter().chain(check);
        measure.chain(self.period.words()).chain([target]).collect()
    }

    /// Whether both want the same on the same days, however that is written.
    #[must_use]
    pub fn is_the_same(&self, other: &Aim, policy: &GoalPolicy) -> bool {
        let target = |aim: &Aim| Millionths::of(aim.target);
        self.measure == other.measure
            && target(self) == target(other)
            && self.period.days(policy) == other.period.days(policy)
    }
}

/// A number as JSON prints it.
fn shown(number: f64) -> String {
    crate::kernel::canonical::to_string(&number).unwrap_or_default()
}
