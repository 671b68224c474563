//! Operations on goals that need no goal as a thing: on which days, and how far one has come.

use schemars::JsonSchema;
use serde::Deserialize;

use touchline_calculators::progress::{Aim, Observed, Period, Progress};
use touchline_kernel::{DaySpan, Failure, Instant, Rejection, Zone};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// The first and the last day of a goal's period.
    "goal.days": goal_days;
    /// How far somebody has come towards an aim, from what was observed and the day that it is.
    "goal.progress": goal_progress;
}

/// A period.
#[derive(Deserialize, JsonSchema)]
pub struct PeriodInput {
    /// The period.
    pub period: Period,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
}

fn goal_days(input: PeriodInput) -> Result<DaySpan, Failure> {
    let at = || format!("/period/{}", input.period.blamed());
    Ok(input.period.days(&input.policy.goal).map_err(|reason| Rejection::from(reason).at(at()))?)
}

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

fn goal_progress(input: ProgressInput) -> Result<Progress, Failure> {
    let days = input.aim.check(&input.policy.goal, &input.policy.metric, "/aim")?;
    input.aim.measure.admits(&input.observed).map_err(|reason| Rejection::from(reason).at("/observed/sum"))?;
    let zone = input.zone.unwrap_or(input.policy.organisation.zone);
    Ok(Progress::of(&input.aim, days, &input.observed, (zone.day_of(input.at), zone), false))
}
