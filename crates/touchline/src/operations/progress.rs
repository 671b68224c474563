//! Operations on goals that need no goal as a thing: on which days, and how far one has come.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_calculators::progress::{Aim, Observed, Period, Progress};
use touchline_kernel::operation::{Entry, Failure, Operation};
use touchline_kernel::rejection::{Reason, Rejection};
use touchline_kernel::time::{DaySpan, Instant, Zone};
use touchline_law::policy::Policy;

/// The operations on goals that ask a policy.
pub const OPERATIONS: &[Entry] = &[Entry::of::<GoalDays>(), Entry::of::<GoalProgress>()];

/// The first and the last day of a goal's period.
#[derive(JsonSchema)]
pub struct GoalDays;

/// A period.
#[derive(Deserialize, JsonSchema)]
pub struct PeriodInput {
    /// The period.
    pub period: Period,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
}

impl Operation for GoalDays {
    const NAME: &'static str = "goal.days";
    type Input = PeriodInput;
    type Output = DaySpan;

    fn run(input: PeriodInput) -> Result<DaySpan, Failure> {
        let at = || format!("/period/{}", input.period.blamed());
        Ok(input.period.days(&input.policy.goal).map_err(|reason| Rejection::from(reason).at(at()))?)
    }
}

/// How far somebody has come towards an aim, from what was observed and the day that it is.
#[derive(JsonSchema)]
pub struct GoalProgress;

/// An aim, and what was observed.
#[derive(Deserialize, JsonSchema)]
pub struct ProgressInput {
    /// What is aimed at.
    pub aim: Aim,
    /// When.
    pub at: Instant,
    /// What was observed on the days of the period.
    pub observed: Observed,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// The time zone in which the days begin and end; the organisation's where it is null.
    #[serde(default)]
    pub zone: Option<Zone>,
}

impl Operation for GoalProgress {
    const NAME: &'static str = "goal.progress";
    type Input = ProgressInput;
    type Output = Progress;

    fn run(input: ProgressInput) -> Result<Progress, Failure> {
        let days = input.aim.check(&input.policy.goal, &input.policy.metric, "/aim")?;
        if input.observed.sum < 0 && !input.aim.measure.can_be_negative() {
            let reason = Reason::out_of_range(input.observed.sum, 0, "9007199254740991");
            return Err(Rejection::from(reason).at("/observed/sum").into());
        }
        let zone = input.zone.unwrap_or(input.policy.organisation.zone);
        Ok(Progress::of(&input.aim, days, &input.observed, (zone.day_of(input.at), zone), false))
    }
}
