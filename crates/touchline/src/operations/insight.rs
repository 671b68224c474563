//! The effect of coaching under a policy: of whatever a host measures of people, and of each success metric.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_calculators::insight::{Coaching, Effects, MetricEffects, PersonValue, Times};
use touchline_calculators::metric::{Account, Facts, METRICS, Metric, Terms};
use touchline_kernel::{Failure, Instant, Limits};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// The effect of coaching on what a host measures of people, such as performance, goals reached or engagement: before
    /// against after, over windows around the coaching.
    "insight.effect": insight_effect, read under |_| Limits::WIDEST;
    /// The effect of coaching on success metrics: each one before against after, over windows around the coaching.
    "metric.effect": metric_effect, read under |_| Limits::WIDEST;
}

/// What was measured, and who was coached when.
#[derive(Deserialize, JsonSchema)]
pub struct EffectInput {
    /// The moment as of which it is told: what is dated later is not counted.
    pub at: Instant,
    /// Whether each coached person's effect is told too.
    #[serde(default)]
    pub by_person: bool,
    /// Who was coached when, and who was not.
    pub coaching: Coaching,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What was measured. What was measured of others counts for nobody.
    #[schemars(length(max = 100_000))]
    pub values: Vec<PersonValue>,
}

fn insight_effect(input: EffectInput) -> Result<Effects, Failure> {
    let times = Times::new(&input.coaching, input.at, &input.policy.insight, input.policy.organisation.zone)?;
    Ok(Effects::of(&times, &input.values, input.at, input.by_person))
}

/// What happened, and who was coached when.
#[derive(Deserialize, JsonSchema)]
pub struct MetricEffectInput {
    /// The moment as of which the facts are told: what is dated later is not counted.
    pub at: Instant,
    /// Whether each coached person's effect is told too, with their figures.
    #[serde(default)]
    pub by_person: bool,
    /// Who was coached when, and who was not. People are the owners of facts.
    pub coaching: Coaching,
    /// What happened.
    pub facts: Facts,
    /// The metrics; all of them where this is left out.
    #[serde(default = "all")]
    #[schemars(length(max = 1_000))]
    pub metrics: Vec<Metric>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// What figures rest on besides facts.
    #[serde(default)]
    pub terms: Terms,
}

fn all() -> Vec<Metric> {
    METRICS.iter().map(|entry| entry.metric).collect()
}

fn metric_effect(input: MetricEffectInput) -> Result<MetricEffects, Failure> {
    let times = Times::new(&input.coaching, input.at, &input.policy.insight, input.policy.organisation.zone)?;
    let account = Account::new(&input.facts, &input.terms, input.at, &input.policy.metric)?;
    Ok(MetricEffects::of(&times, &account, &input.metrics, input.by_person))
}
