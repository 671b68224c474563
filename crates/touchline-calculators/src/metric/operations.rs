//! Operations on success metrics that need no policy: the formulas, intervals, tests of messages, qualification.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::interval::Proportion;
use super::message_test;
use super::qualification::{check_frameworks, default_frameworks};
use super::{Completeness, FEW, Filled, Framework, Interval, METRICS, MessageTest, MetricEntry, Variant};
use touchline_kernel::math::NORMAL_95;
use touchline_kernel::operation::{Entry, Failure, Nothing, Operation};
use touchline_kernel::rejection::{Faults, Reason, Rejection};

/// The operations of this folder.
pub const OPERATIONS: &[Entry] = &[
    Entry::of::<MetricFormulas>(),
    Entry::of::<MetricFrameworks>(),
    Entry::of::<MetricInterval>(),
    Entry::of::<MetricMessageTest>(),
    Entry::of::<MetricQualification>(),
];

/// Every success metric: its formula over counted facts, its unit, and which way is better.
#[derive(JsonSchema)]
pub struct MetricFormulas;

impl Operation for MetricFormulas {
    const NAME: &'static str = "metric.formulas";
    type Input = Nothing;
    type Output = Vec<MetricEntry>;

    fn run(_: Nothing) -> Result<Vec<MetricEntry>, Failure> {
        Ok(METRICS.to_vec())
    }
}

/// How far a rate can be trusted: Wilson's interval of 95 % for so many of so many.
#[derive(JsonSchema)]
pub struct MetricInterval;

/// So many of so many.
#[derive(Deserialize, JsonSchema)]
pub struct RateInput {
    /// How many are hits.
    pub hits: u64,
    /// How many there are.
    pub of: u64,
}

/// A rate and how far it can be trusted.
#[derive(Serialize, JsonSchema)]
pub struct RateAnswer {
    /// Wilson's interval; null of nothing.
    pub interval: Option<Interval>,
    /// Whether it rests on fewer than five observations.
    pub low_evidence: bool,
    /// The share of hits; null of nothing.
    pub rate: Option<f64>,
}

impl Operation for MetricInterval {
    const NAME: &'static str = "metric.interval";
    type Input = RateInput;
    type Output = RateAnswer;

    fn run(RateInput { hits, of }: RateInput) -> Result<RateAnswer, Failure> {
        if hits > of {
            let reason = Reason::out_of_range(hits, 0, of);
            return Err(Rejection::from(reason).at("/hits").into());
        }
        let proportion = Proportion { hits, of };
        let interval = proportion.interval(NORMAL_95);
        Ok(RateAnswer { interval, low_evidence: of < FEW, rate: proportion.share() })
    }
}

/// Test messages against one another: each one's rate of answers, and the differences with Newcombe's intervals. No
/// winner is named while an interval holds 0.
#[derive(JsonSchema)]
pub struct MetricMessageTest;

/// The messages that are tested.
#[derive(Deserialize, JsonSchema)]
pub struct MessageTestInput {
    /// The messages: two or more.
    #[schemars(length(max = 20))]
    pub variants: Vec<Variant>,
}

impl Operation for MetricMessageTest {
    const NAME: &'static str = "metric.message_test";
    type Input = MessageTestInput;
    type Output = MessageTest;

    fn run(input: MessageTestInput) -> Result<MessageTest, Failure> {
        message_test::check(&input.variants, "/variants").map_err(Failure::BadInput)?;
        Ok(MessageTest::of(&input.variants))
    }
}

/// The qualification frameworks: those that ship, to be printed, edited and handed back, or a host's own once they are
/// checked.
#[derive(JsonSchema)]
pub struct MetricFrameworks;

/// Frameworks to be checked.
#[derive(Deserialize, JsonSchema)]
pub struct FrameworksInput {
    /// The frameworks; those that ship where this is null.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub frameworks: Option<Vec<Framework>>,
}

impl Operation for MetricFrameworks {
    const NAME: &'static str = "metric.frameworks";
    type Input = FrameworksInput;
    type Output = Vec<Framework>;

    fn run(input: FrameworksInput) -> Result<Vec<Framework>, Failure> {
        let Some(frameworks) = input.frameworks else { return Ok(default_frameworks().to_vec()) };
        check_frameworks(&frameworks, "/frameworks").map_err(Failure::BadInput)?;
        Ok(frameworks)
    }
}

/// How much of a qualification framework is filled in.
#[derive(JsonSchema)]
pub struct MetricQualification;

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

impl Operation for MetricQualification {
    const NAME: &'static str = "metric.qualification";
    type Input = QualificationInput;
    type Output = Completeness;

    fn run(input: QualificationInput) -> Result<Completeness, Failure> {
        let frameworks = input.frameworks.as_deref().unwrap_or(default_frameworks());
        check_frameworks(frameworks, "/frameworks").map_err(Failure::BadInput)?;
        let mut faults = Faults::default();
        let framework = input.filled.of(frameworks, &mut faults, || "/filled".to_owned());
        faults.told().map_err(Failure::BadInput)?;
        let framework = framework.ok_or_else(|| Failure::Defect("a framework without a fault is known".to_owned()))?;
        Ok(framework.completeness(&input.filled))
    }
}
