//! Money: whole minor units of one currency, so that sums are exact and do not depend on their order.
//!
//! Amounts in two currencies come together only at a rate that somebody gave: none is known here.
//!
//! Rules: MET-08.

mod currencies;

use core::fmt;
use std::borrow::Cow;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::math::trillionths;
use super::rejection::{Code, DetailKey, Reason};
use currencies::CURRENCIES;

/// A currency of ISO 4217, such as `EUR`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: &'static str,
    digits: u32,
}

impl Currency {
    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// How many digits its minor unit has: 2 of the euro, whose minor unit is the cent, 0 of the yen.
    #[must_use]
    pub const fn digits(self) -> u32 {
        self.digits
    }
}

impl FromStr for Currency {
    type Err = Reason;

    fn from_str(text: &str) -> Result<Self, Reason> {
        let row = CURRENCIES.binary_search_by(|(code, _)| (*code).cmp(text)).ok().and_then(|row| CURRENCIES.get(row));
        let quoted = || text.chars().take(64).collect::<String>();
        row.map(|(code, digits)| Currency { code, digits: *digits })
            .ok_or_else(|| Reason::new(Code::InvalidCurrency).with(DetailKey::Actual, quoted()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|reason: Reason| D::Error::custom(reason.message()))
    }
}

crate::written! {
    Currency as "Currency", in the format "currency":
    "A currency by its code of ISO 4217, such as `EUR`."
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Money {
    /// How many minor units: of euros the cents, of yen the yen themselves.
    #[schemars(range(min = 0, max = 1_000_000_000_000_000_i64))]
    pub amount: i64,
    /// The currency.
    pub currency: Currency,
}

/// What one unit of a currency is worth in another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExchangeRate {
    /// The currency.
    pub currency: Currency,
    /// What one of it is worth: one euro, not one cent. It counts to a trillionth.
    #[schemars(range(min = 0.000_001, max = 1_000_000_000.0))]
    pub rate: f64,
}

/// The rates at which amounts come together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExchangeRates {
    /// What other currencies are worth in it.
    #[schemars(length(max = 1_000))]
    pub rates: Vec<ExchangeRate>,
    /// The currency of every sum.
    pub sums_in: Currency,
}

/// How many trillionths make one.
const ONE: i128 = 1_000_000_000_000;

impl ExchangeRates {
    /// The amount in the currency of the sums, in its minor units and rounded half away from zero; none without a
    /// rate for it.
    #[must_use]
    pub fn convert(&self, money: Money) -> Option<i128> {
        let amount = i128::from(money.amount);
        if money.currency == self.sums_in {
            return Some(amount);
        }
        let rate = self.rates.iter().find(|rate| rate.currency == money.currency)?;
        let power = |currency: Currency| 10_i128.saturating_pow(currency.digits);
        let dividend = amount.checked_mul(trillionths(rate.rate))?.checked_mul(power(self.sums_in))?;
        let divisor = ONE.checked_mul(power(money.currency))?;
        let (whole, rest) = (dividend.checked_div_euclid(divisor)?, dividend.checked_rem_euclid(divisor)?);
        whole.checked_add(i128::from(rest >= divisor.saturating_sub(rest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(amount: i64, currency: &str) -> Money {
        Money { amount, currency: currency.parse().unwrap() }
    }

    #[test]
    fn met_08_the_table_is_in_order_and_holds_no_code_twice() {
        for (row, next) in CURRENCIES.iter().zip(CURRENCIES.iter().skip(1)) {
            assert!(row.0 < next.0, "{} {}", row.0, next.0);
        }
        for (code, digits) in CURRENCIES {
            assert!(code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) && *digits <= 4, "{code}");
        }
    }

    #[test]
    fn met_08_a_currency_is_written_in_one_way() {
        for text in ["EUR", "JPY", "KWD", "CLF"] {
            assert_eq!(text.parse::<Currency>().unwrap().code(), text);
        }
        for text in ["eur", "EURO", "", "XTS", "XAU", "ÄÖÜ"] {
            assert_eq!(text.parse::<Currency>().unwrap_err().code, Code::InvalidCurrency, "{text}");
        }
    }

    // One dollar for 0.92 euros, one yen for 0.0061 euros, one dinar for 3.01 euros.
    #[test]
    fn met_08_a_rate_is_between_whole_units_and_the_result_is_rounded_half_away_from_zero() {
        let rate = |currency: &str, rate| ExchangeRate { currency: currency.parse().unwrap(), rate };
        let rates = vec![rate("USD", 0.92), rate("JPY", 0.0061), rate("KWD", 3.01)];
        let rates = ExchangeRates { rates, sums_in: "EUR".parse().unwrap() };
        for (given, expected) in [
            (money(12_345, "EUR"), Some(12_345)),
            (money(10_000, "USD"), Some(9_200)),
            (money(1, "USD"), Some(1)),
            (money(25, "USD"), Some(23)),
            (money(1_000, "JPY"), Some(610)),
            (money(1, "JPY"), Some(1)),
            (money(1_000, "KWD"), Some(301)),
            (money(5, "KWD"), Some(2)),
            (money(1, "GBP"), None),
            (money(1_000_000_000_000_000, "USD"), Some(920_000_000_000_000)),
        ] {
            assert_eq!(rates.convert(given), expected, "{given:?}");
        }
    }
}
