//! Operations on success metrics that need no policy: the formulas, intervals, tests of messages, qualification.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::interval::Proportion;
use super::qualification::{check_frameworks, default_frameworks};
use super::{Completeness, FEW, Filled, Framework, Interval, METRICS, MessageTest, MetricEntry, Variant, message_test};
use touchline_kernel::math::NORMAL_95;
use touchline_kernel::operation::{Failure, Nothing};
use touchline_kernel::rejection::{Faults, Reason, Rejection};

touchline_kernel::operations! {
    /// Every success metric: its formula over counted facts, its unit, and which way is better.
    "metric.formulas": metric_formulas;
    /// The qualification frameworks: those that ship, to be printed, edited and handed back, or a host's own once they are
    /// checked.
    "metric.frameworks": metric_frameworks;
    /// How far a rate can be trusted: Wilson's interval of 95 % for so many of so many.
    "metric.interval": metric_interval;
    /// Test messages against one another: each one's rate of answers, and the differences with Newcombe's intervals. No
    /// winner is named while an interval holds 0.
    "metric.message_test": metric_message_test;
    /// How much of a qualification framework is filled in.
    "metric.qualification": metric_qualification;
}

fn metric_formulas(_: Nothing) -> Result<Vec<MetricEntry>, Failure> {
    Ok(METRICS.to_vec())
}

/// So many of so many.
#[derive(Deserialize, JsonSchema)]
pub struct RateInput {
    /// How many are hits.
    pub hits: u64,
    /// How many there are.
    pub of: u64,
}

/// A rate and how far it can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RateAnswer {
    /// Wilson's interval; null of nothing.
    pub interval: Option<Interval>,
    /// Whether it rests on fewer than five observations.
    pub low_evidence: bool,
    /// The share of hits; null of nothing.
    pub rate: Option<f64>,
}

fn metric_interval(RateInput { hits, of }: RateInput) -> Result<RateAnswer, Failure> {
    if hits > of {
        let reason = Reason::out_of_range(hits, 0, of);
        return Err(Rejection::from(reason).at("/hits").into());
    }
    Ok(RateAnswer::of(Proportion { hits, of }))
}

impl RateAnswer {
    /// The rate of so many hits.
    #[must_use]
    pub fn of(proportion: Proportion) -> Self {
        let interval = proportion.interval(NORMAL_95);
        RateAnswer { interval, low_evidence: proportion.of < FEW, rate: proportion.share() }
    }
}

/// The messages that are tested.
#[derive(Deserialize, JsonSchema)]
pub struct MessageTestInput {
    /// The messages: two to twenty.
    #[schemars(length(max = 20))]
    pub variants: Vec<Variant>,
}

fn metric_message_test(input: MessageTestInput) -> Result<MessageTest, Failure> {
    message_test::check(&input.variants, "/variants").map_err(Failure::BadInput)?;
    Ok(MessageTest::of(&input.variants))
}

/// Frameworks to be checked.
#[derive(Deserialize, JsonSchema)]
pub struct FrameworksInput {
    /// The frameworks; those that ship where this is null.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub frameworks: Option<Vec<Framework>>,
}

fn metric_frameworks(input: FrameworksInput) -> Result<Vec<Framework>, Failure> {
    let Some(frameworks) = input.frameworks else { return Ok(default_frameworks().to_vec()) };
    check_frameworks(&frameworks, "/frameworks").map_err(Failure::BadInput)?;
    Ok(frameworks)
}

/// What was filled in.
#[derive(Deserialize, JsonSchema)]
pub struct QualificationInput {
    /// What was filled in.
    pub filled: Filled,
    /// The frameworks; those that ship where this is null.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub frameworks: Option<Vec<Framework>>,
}

fn metric_qualification(input: QualificationInput) -> Result<Completeness, Failure> {
    let frameworks = input.frameworks.as_deref().unwrap_or(default_frameworks());
    check_frameworks(frameworks, "/frameworks").map_err(Failure::BadInput)?;
    let mut faults = Faults::default();
    let framework = input.filled.of(frameworks, |_| true, &mut faults, || "/filled".to_owned());
    faults.told().map_err(Failure::BadInput)?;
    let framework = framework.ok_or_else(|| Failure::Defect("a framework without a fault is known".to_owned()))?;
    Ok(framework.completeness(&input.filled))
}
