//! Return on coaching: what the change was worth beyond what it cost, only from money that the host gives.
//!
//! Rules: INS-15.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::math::quotient;
use touchline_kernel::money::{Currency, Money};
use touchline_kernel::rejection::{Code, DetailKey, Reason, Rejection};

/// What a change was worth, which may be less than nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeWorth {
    /// How many minor units.
    #[schemars(range(min = -1_000_000_000_000_000_i64, max = 1_000_000_000_000_000_i64))]
    pub amount: i64,
    /// The currency.
    pub currency: Currency,
}

/// Why there is no return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoReturn {
    /// Nobody says what the coaching cost.
    CostUnknown,
    /// The coaching cost nothing, and nothing is so many times nothing.
    CostZero,
    /// Nobody says what the change was worth.
    ValueUnknown,
}

/// The return on coaching.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ReturnOnCoaching {
    /// What the change was worth less the cost; null where either is not known.
    pub net: Option<ChangeWorth>,
    /// Net ÷ cost: 1 is that it came back twice.
    pub returned: Option<f64>,
    /// Why there is none; null where there is.
    pub undefined: Option<NoReturn>,
}

impl ReturnOnCoaching {
    /// The return; what the change was worth stands at `value`, the cost at `cost`.
    ///
    /// # Errors
    /// Two currencies.
    pub fn of(value: Option<ChangeWorth>, cost: Option<Money>) -> Result<Self, Rejection> {
        let none = |undefined| ReturnOnCoaching { net: None, returned: None, undefined: Some(undefined) };
        let Some(cost) = cost else { return Ok(none(NoReturn::CostUnknown)) };
        let Some(value) = value else { return Ok(none(NoReturn::ValueUnknown)) };
        if value.currency != cost.currency {
            let reason = Reason::new(Code::CurrencyMixed);
            let reason = reason.with(DetailKey::Actual, cost.currency.code());
            let reason = reason.with(DetailKey::Expected, value.currency.code());
            return Err(Rejection::from(reason).at("/cost/currency"));
        }
        let net = value.amount.saturating_sub(cost.amount);
        let returned = quotient(net.into(), cost.amount.into());
        let undefined = returned.is_none().then_some(NoReturn::CostZero);
        let net = Some(ChangeWorth { amount: net, currency: value.currency });
        Ok(ReturnOnCoaching { net, returned, undefined })
    }
}
