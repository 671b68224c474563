//! Insight under a policy: how scores go over time, and the effect of coaching on whatever a host measures of people
//! and on each success metric.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_calculators::insight::{
    Coaching, Effects, Every, MetricEffects, PersonValue, ScoreTrend, ScoreTrends, Times, TrendCall, TrendScore,
    TrendWindows,
};
use touchline_calculators::metric::{Account, Facts, METRICS, Metric, Terms};
use touchline_calculators::skill::FrameworkGiven;
use touchline_kernel::{Failure, Instant, Key, Limits, Zone};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// The effect of coaching on what a host measures of people, such as performance, goals reached or engagement: before
    /// against after, over windows around the coaching.
    "insight.effect": insight_effect, read under |_| Limits::WIDEST;
    /// How the skill scores of one person or of a team go over time, overall and area by area, from calls with their measures:
    /// a window of the calendar has the score of the means of its calls.
    "insight.score_trend": insight_score_trend, read under |_| Limits::WIDEST;
    /// How scores go over time that were given already, of one person or of a team: those of a window of the calendar count as
    /// their mean, and what lies between them is put to the test.
    "insight.trend": insight_trend, read under |_| Limits::WIDEST;
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
    let told = (input.at, input.coaching.zone.unwrap_or(input.policy.organisation.zone));
    let account = Account::new(&input.facts, &input.terms, told, &input.policy.metric)?;
    Ok(MetricEffects::of(&times, &account, &input.metrics, input.by_person))
}

/// Scores, and when.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "InsightTrendInput")]
pub struct TrendInput {
    /// How long windows of the calendar are.
    #[serde(default = "month")]
    pub every: Every,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The scores, in any order.
    #[schemars(length(max = 100_000))]
    pub scores: Vec<TrendScore>,
    /// Where days begin and end: the person's zone. The organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn month() -> Every {
    Every::Month
}

fn windows(every: Every, policy: &Policy, zone: Option<Zone>) -> TrendWindows {
    TrendWindows { arrow_points: policy.skill.arrow_points, every, zone: zone.unwrap_or(policy.organisation.zone) }
}

fn insight_trend(input: TrendInput) -> Result<ScoreTrend, Failure> {
    windows(input.every, &input.policy, input.zone).of_scores(&input.scores, "/scores")
}

/// Calls with their measures, and what to make of them.
#[derive(Deserialize, JsonSchema)]
pub struct ScoreTrendInput {
    /// The calls, in any order.
    #[schemars(length(max = 10_000))]
    pub calls: Vec<TrendCall>,
    /// How long windows of the calendar are.
    #[serde(default = "month")]
    pub every: Every,
    /// The framework; `sales` where it is left out.
    #[serde(default)]
    pub framework: FrameworkGiven,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// A view of the framework; null for the framework as a whole.
    #[serde(default)]
    pub view: Option<Key>,
    /// Where days begin and end: the person's zone. The organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

fn insight_score_trend(input: ScoreTrendInput) -> Result<ScoreTrends, Failure> {
    let windows = windows(input.every, &input.policy, input.zone);
    windows.of_calls(&input.calls, &input.framework, input.view.as_ref(), "/calls")
}
