//! The days of a goal: a named period of the calendar, or days of one's own.
//!
//! Rules: GOL-02.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::GoalPolicy;
use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::time::{DaySpan, LocalDate};

/// When a goal is to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum Period {
    /// On this day.
    Daily(PeriodStart),
    /// In the week that holds this day.
    Weekly(PeriodStart),
    /// In the month that holds this day.
    Monthly(PeriodStart),
    /// In the quarter that holds this day.
    Quarterly(PeriodStart),
    /// On these days.
    Custom(DaySpan),
}

/// A day of the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PeriodStart {
    /// Any day of the period: its calendar is that of whoever the goal is for.
    pub start: LocalDate,
}

impl Period {
    /// Its first and its last day, as weeks begin under this policy.
    pub fn days(self, policy: &GoalPolicy) -> Result<DaySpan, Reason> {
        let (start, days) = match self {
            Period::Daily(PeriodStart { start }) => (start, Some(DaySpan { first: start, last: start })),
            Period::Weekly(PeriodStart { start }) => (start, week_of(start, policy)),
            Period::Monthly(PeriodStart { start }) => (start, months_of(start, 1)),
            Period::Quarterly(PeriodStart { start }) => (start, months_of(start, 3)),
            Period::Custom(days) => return days.check().map(|()| days),
        };
        days.ok_or_else(|| Reason::new(Code::InvalidDate).with(DetailKey::Actual, start.to_string()))
    }

    /// Its name and its dates.
    pub(super) fn words(self) -> Vec<String> {
        let named = |name: &str, PeriodStart { start }: PeriodStart| vec![name.to_owned(), start.to_string()];
        match self {
            Period::Daily(start) => named("daily", start),
            Period::Weekly(start) => named("weekly", start),
            Period::Monthly(start) => named("monthly", start),
            Period::Quarterly(start) => named("quarterly", start),
            Period::Custom(days) => vec!["custom".to_owned(), days.first.to_string(), days.last.to_string()],
        }
    }

    /// The field that is to blame where its days are none, within the period.
    #[must_use]
    pub fn blamed(self) -> &'static str {
        match self {
            Period::Custom(_) => "body",
            _ => "body/start",
        }
    }
}

/// The week that holds a day; none where it would leave the years that there are.
fn week_of(day: LocalDate, policy: &GoalPolicy) -> Option<DaySpan> {
    let since = day.weekday().after_monday().saturating_sub(policy.week_start.after_monday()).rem_euclid(7);
    let first = day.checked_add_days(since.saturating_neg())?;
    Some(DaySpan { first, last: first.checked_add_days(6)? })
}

/// The month that holds a day, or so many together, counted from January.
fn months_of(day: LocalDate, together: u32) -> Option<DaySpan> {
    let (year, month) = day.year_and_month();
    let before = month.saturating_sub(1);
    let first = before.saturating_sub(before.checked_rem(together)?).saturating_add(1);
    let last = first.saturating_add(together).saturating_sub(1);
    let last_day = (28..=31).rev().find_map(|day| LocalDate::new(year, last, day))?;
    Some(DaySpan { first: LocalDate::new(year, first, 1)?, last: last_day })
}
