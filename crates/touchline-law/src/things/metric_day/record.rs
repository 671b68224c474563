//! What may be recorded of a metric on a day: that it was counted for somebody who is known, by a metric that has such
//! a stage or currency, and as much as so many observations can come to.

use crate::access::Action;
use crate::facts::{FactKey, Facts, Refusal};
use crate::life::recorded::Document;
use crate::policy::Policy;
use crate::things::metric_day::MetricDay;
use touchline_calculators::metric::{MetricEntry, Reckoning, Unit};
use touchline_calculators::progress::{Bounds, MOST_MONEY, check_terms};
use touchline_kernel::rejection::{Code, Rejection};

/// The most that anything but money can come to on one day, and the least that discounts can.
const MOST: f64 = 1e9;

impl Document for MetricDay {
    const RECORD: Action = Action::RecordMetricDay;

    fn rests_on(&self) -> Vec<FactKey> {
        vec![FactKey::person(self.counted.person)]
    }

    fn check<F: Facts>(&self, policy: &Policy, facts: &F) -> Result<(), Refusal> {
        let counted = &self.counted;
        if facts.person(counted.person).present()?.is_none() {
            return Err(Rejection::from(Code::NotFound).at("/body/person").into());
        }
        check_terms(counted.by(), &policy.metric, "/body")?;
        let of = u32::try_from(counted.observations).map_or(f64::MAX, f64::from);
        let bounds = bounds(counted.metric.entry(), of);
        bounds.check(counted.sum).map_err(|reason| Rejection::from(reason).at("/body/sum").into())
    }
}

/// What so many observations can come to. Of none nothing comes.
fn bounds(entry: &MetricEntry, of: f64) -> Bounds {
    let (minimum, maximum) = match (entry.reckoning, entry.counted_in()) {
        _ if of < 1.0 => (0.0, 0.0),
        (Reckoning::PerWeek, _) => (of, of),
        (Reckoning::Rate, _) => (0.0, of),
        (_, Unit::Money) => (0.0, MOST_MONEY),
        (_, Unit::Share) => (-MOST, of),
        (_, Unit::Points) => (0.0, 100.0 * of),
        (_, Unit::Grade) => (of, 5.0 * of),
        (_, Unit::Ratio | Unit::Number | Unit::PerWeek | Unit::Days) => (0.0, MOST),
    };
    let whole = matches!(entry.counted_in(), Unit::Money | Unit::Number);
    Bounds { minimum, maximum, whole }
}
