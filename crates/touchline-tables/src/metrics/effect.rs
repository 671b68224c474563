//! The effect of coaching over tables: the answer of `metric.effect` over the same records.

use schemars::JsonSchema;
use serde::Deserialize;
use strum::VariantArray as _;
use touchline::insight::{Coaching, MetricEffects, Times};
use touchline::kernel::operation::Failure;
use touchline::kernel::reader::{self, Shape};
use touchline::kernel::text::Limits;
use touchline::metric::Metric;

use super::Metrics;

/// What is asked of an effect over tables. When it is told, of which metrics, and where days begin is said by
/// [`MetricsOptions`](super::MetricsOptions), whose windows are of no matter here.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct EffectOptions {
    /// Whether each coached person's effect is told too, with their figures.
    #[serde(default)]
    pub by_person: bool,
    /// Who was coached when, and who was not. People are the owners of facts.
    pub coaching: Coaching,
}

impl Metrics {
    /// The effect of coaching on each metric, from a document as [`EffectOptions`] has it.
    ///
    /// # Errors
    /// Every fault of the document; what is wrong with the facts together, each with table, column and row.
    pub fn effect(mut self, options: &[u8]) -> Result<MetricEffects, Failure> {
        let shape = Shape::of::<EffectOptions>().map_err(|unknown| Failure::Defect(unknown.to_string()))?;
        let read = reader::read(options, &shape, &Limits::WIDEST).map_err(Failure::BadInput)?;
        let EffectOptions { by_person, coaching } = read;
        let policy = self.options.policy.insight.clone();
        let times = Times::new(&coaching, self.options.at, &policy, self.options.zone())?;
        let origins = self.joined().map_err(Failure::BadInput)?;
        let metrics = self.options.metrics.clone().unwrap_or_else(|| Metric::VARIANTS.to_vec());
        Ok(MetricEffects::of(&times, &self.account(&origins)?, &metrics, by_person))
    }
}
