//! What a person is to achieve in a period: as recorded, never by guess.
//!
//! Rules: ORG-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{NoData, NotKnown, Person};
use touchline_kernel::time::DaySpan;

/// What a person is to achieve in a period.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quota {
    /// How much, in the unit in which the host counts what is won.
    #[schemars(range(min = 0))]
    pub amount: f64,
    /// The days in which it is to be achieved.
    pub period: DaySpan,
}

/// A person's quota, or why nobody can say.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum QuotaAnswer {
    /// So much.
    Found(QuotaFound),
    /// It rests on something that is not known.
    NoData(NoData),
}

/// How much.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct QuotaFound {
    /// The sum over the periods.
    pub amount: f64,
}

/// The quota over a span: what is recorded for periods that follow one another from its first day to its last.
/// Of a period that begins or ends elsewhere nobody can say how much falls into the span.
#[must_use]
pub fn quota(person: &Person, span: DaySpan) -> QuotaAnswer {
    match person.quota.as_deref().and_then(|quotas| over(quotas, span)) {
        Some(amount) => QuotaAnswer::Found(QuotaFound { amount }),
        None => QuotaAnswer::NoData(NoData { unknown: vec![NotKnown::Quota] }),
    }
}

fn over(quotas: &[Quota], span: DaySpan) -> Option<f64> {
    let mut within: Vec<&Quota> = quotas.iter().filter(|quota| span.shared(quota.period).is_some()).collect();
    within.sort_unstable_by_key(|quota| quota.period);
    let mut next = Some(span.first);
    let mut amount = 0.0;
    for quota in within {
        if next != Some(quota.period.first) {
            return None;
        }
        amount += quota.amount;
        next = quota.period.last.checked_add_days(1);
    }
    (next == span.last.checked_add_days(1)).then_some(amount)
}
