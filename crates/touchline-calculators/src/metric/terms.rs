//! What figures rest on besides facts: what a host compares with, and by which rates and stages.

use schemars::JsonSchema;
use serde::Deserialize;

use super::qualification::Framework;
use touchline_kernel::money::{ExchangeRates, Money};
use touchline_kernel::text::Key;

/// What figures rest on besides facts.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[schemars(rename = "MetricTerms")]
#[serde(default)]
pub struct Terms {
    /// The size with which deals are compared.
    pub deal_size: Option<Money>,
    /// The discount to aim at, as a share of the list price. It counts to a trillionth.
    #[schemars(range(min = 0, max = 1))]
    pub discount_target: Option<f64>,
    /// The qualification frameworks; those that ship where this is null.
    #[schemars(length(max = 100))]
    pub frameworks: Option<Vec<Framework>>,
    /// The stages of the pipeline, in their order.
    #[schemars(length(max = 100))]
    pub pipeline: Vec<Key>,
    /// The rates at which amounts in several currencies come together. Without them all are in one.
    pub rates: Option<ExchangeRates>,
}
