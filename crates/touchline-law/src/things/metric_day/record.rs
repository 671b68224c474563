//! What may be recorded of a metric on a day: that it was counted for somebody who is known, by a metric that has such
//! a stage or currency, and as much as so many observations can come to.

use std::borrow::Cow;

use touchline_calculators::metric::{MetricEntry, Reckoning, Unit};
use touchline_calculators::progress::{Bounds, MOST_MONEY, check_terms};
use touchline_kernel::{Code, Instant, PersonId, Redaction, Rejection};

use super::{Act, Change, MetricDay};
use crate::access::{Action, Shape};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::{MetricDayId, MetricDayMark};
use crate::life::{Document, Found, Recorded, Viewer};
use crate::policy::Policy;

/// The most that anything but money can come to on one day, and the least that discounts can.
const MOST: f64 = 1e9;

impl Document for MetricDay {
    type Mark = MetricDayMark;
    type Act = Act;
    type Change = Change;
    type View = MetricDay;

    const RECORD: Action = Action::RecordMetricDay;
    const SHAPE: Shape = Shape::Organisation;
    const COMMAND: &'static str = "metric_day.record";

    fn id(&self) -> MetricDayId {
        self.metric_day
    }

    fn describes(&self) -> PersonId {
        self.counted.person
    }

    fn brought(Act::Record(counted): &Act) -> Cow<'_, Self> {
        Cow::Owned(MetricDay::of(counted.clone()))
    }

    fn recorded(self) -> Change {
        Change::Recorded(self)
    }

    fn of(Change::Recorded(day): Change) -> Self {
        day
    }

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

    /// There is no text in it.
    fn redact(&mut self, _: &Redaction) {}

    fn show<F: Facts>(known: &Recorded<Self>, viewer: &Viewer<'_, F>) -> Result<Option<MetricDay>, Refusal> {
        Ok(viewer.see(known)?.map(|sight| sight.thing().document.clone()))
    }

    fn found(&self, recorded_at: Instant) -> Found {
        Found::made(recorded_at)
    }
}

/// What so many observations can come to. Of none nothing comes.
fn bounds(entry: &MetricEntry, of: f64) -> Bounds {
    let (minimum, maximum) = match (entry.reckoning, entry.counted_in()) {
        _ if of < 1.0 => (0.0, 0.0),
        (Reckoning::PerWeek, _) => (of, of),
        (Reckoning::Rate, _) => (0.0, of),
        (_, Unit::Money) => (0.0, MOST_MONEY),
        (_, Unit::Share) if entry.can_be_negative() => (-MOST, of),
        (_, Unit::Share) => (0.0, of),
        (_, Unit::Points) => (0.0, 100.0 * of),
        (_, Unit::Grade) => (of, 5.0 * of),
        (_, Unit::Ratio | Unit::Number | Unit::PerWeek | Unit::Days) => (0.0, MOST),
    };
    let whole = matches!(entry.counted_in(), Unit::Money | Unit::Number);
    Bounds { minimum, maximum, whole }
}
