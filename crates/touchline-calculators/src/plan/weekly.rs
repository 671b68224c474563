//! The weekly analysis of a plan: how far it has come, and every reason for which it falls behind.
//!
//! Rules: INS-12, PLN-05.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::days::PlanDays;
use super::progress::Reckoned;
use super::{BehindReason, PlanPolicy, PlanTaken, Running};
use touchline_kernel::text::Key;
use touchline_kernel::time::LocalDate;

/// A milestone that is overdue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OverdueMilestone {
    /// For how many days.
    pub days_overdue: i64,
    /// The milestone.
    pub milestone: Key,
    /// How much of the way it has come, in percent, cut off at a millionth.
    pub percent: f64,
    /// The last day on which it would have been reached in time.
    pub target_on: LocalDate,
}

/// Days without a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DaysWithoutSession {
    /// How many days are over since the last one, or since the plan began or was activated, whichever was later,
    /// without those on hold.
    pub days: i64,
    /// The day of the last one, where the person is whom the plan coaches; null where there was none.
    pub last_session_on: Option<LocalDate>,
}

/// How far the pace lags.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LaggingPace {
    /// By how many points the progress lies under the share of the days that is over.
    pub points_under: f64,
}

/// Why a plan falls behind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum FallingBehind {
    /// A milestone is overdue: one reason for each.
    MilestoneOverdue(OverdueMilestone),
    /// There was no session for as many days as the policy says, or more.
    NoSession(DaysWithoutSession),
    /// Its progress lies too far under the share of its days that is over.
    Pace(LaggingPace),
}

/// How far a plan has come in a week's analysis. What is not a whole number is rounded half away from zero to a millionth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanWeek {
    /// How much of its days is over, and so of its way is expected, in percent, without those on hold; null where no day counts.
    pub expected_percent: Option<f64>,
    /// The mean of its milestones' percents, by weight; null where there is none that counts.
    pub percent: Option<f64>,
    /// Why it falls behind: its pace, each milestone that is overdue in the order in which they were given, and that there was no
    /// session. Empty where it does not, and where it does not run.
    pub reasons: Vec<FallingBehind>,
    /// The day that it is where the person is whom it coaches.
    pub today: LocalDate,
}

impl PlanTaken {
    /// What the weekly analysis says of it on a day, by the day of its last session.
    #[must_use]
    pub fn week(&self, today: LocalDate, last_session_on: Option<LocalDate>, policy: &PlanPolicy) -> PlanWeek {
        let Reckoned { days, lag, progress } = self.reckoned(today, policy);
        let pace = progress.behind.contains(&BehindReason::Pace).then(|| lag.points()).flatten();
        let pace = pace.map(|points| FallingBehind::Pace(LaggingPace { points_under: points.value() }));
        let milestones = self.milestones.iter().zip(progress.milestones).filter_map(|(taken, told)| {
            let (days_overdue, target_on) = told.days_overdue.zip(taken.target_on)?;
            let overdue =
                OverdueMilestone { days_overdue, milestone: told.milestone, percent: told.percent, target_on };
            Some(FallingBehind::MilestoneOverdue(overdue))
        });
        let silence = self.silence(&days, today, last_session_on);
        let silence = silence.filter(|silence| silence.days >= policy.days_without_session.into());
        PlanWeek {
            expected_percent: progress.elapsed_percent,
            percent: progress.percent,
            reasons: pace.into_iter().chain(milestones).chain(silence.map(FallingBehind::NoSession)).collect(),
            today,
        }
    }

    /// The days without a session, where it runs.
    fn silence(&self, days: &PlanDays, today: LocalDate, last: Option<LocalDate>) -> Option<DaysWithoutSession> {
        let began = self.activated_on.map_or(self.days.first, |activated| activated.max(self.days.first));
        let since = last.map_or(Some(began), |day| day.checked_add_days(1))?.max(began);
        let silence = DaysWithoutSession { days: days.counted(since, today), last_session_on: last };
        (self.running == Running::Active).then_some(silence)
    }
}
