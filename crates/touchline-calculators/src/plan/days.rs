//! The days of a plan, and how many of them count: those on hold are left out.
//!
//! Rules: INS-12, PLN-05, PLN-08, PLN-09.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PlanPolicy;
use touchline_kernel::time::{DaySpan, LocalDate};

/// Days on which a plan was on hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HoldDays {
    /// The first day on hold.
    pub since: LocalDate,
    /// The day on which it went on, which is on hold no more; null as long as it has not.
    #[serde(default)]
    pub until: Option<LocalDate>,
}

/// The days of a plan and those of them that were on hold, up to a day.
#[derive(Clone, Debug)]
pub struct PlanDays {
    span: DaySpan,
    /// The days on hold, as the first and the first that is not any more: in order, and none of them twice.
    held: Vec<(LocalDate, LocalDate)>,
    today: LocalDate,
}

/// How many of a plan's days count, and how many of these are over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed {
    /// How many count.
    pub planned: i64,
    /// How many of these are over.
    pub over: i64,
    /// How many were on hold, up to the day that it is.
    pub on_hold: i64,
}

impl PlanDays {
    /// The days of a plan on a day.
    #[must_use]
    pub fn on(today: LocalDate, span: DaySpan, holds: &[HoldDays]) -> Self {
        let mut holds: Vec<(LocalDate, LocalDate)> =
            holds.iter().map(|hold| (hold.since, hold.until.unwrap_or(today).min(today))).collect();
        holds.sort_unstable();
        let mut held: Vec<(LocalDate, LocalDate)> = Vec::new();
        for (since, until) in holds {
            let since = held.last().map_or(since, |(_, before)| since.max(*before));
            if since < until {
                held.push((since, until));
            }
        }
        PlanDays { span, held, today }
    }

    /// How many days of the plan before this one were on hold.
    fn held_before(&self, day: LocalDate) -> i64 {
        let within =
            |(since, until): &(LocalDate, LocalDate)| until.min(&day).days_since(*since.max(&self.span.first)).max(0);
        self.held.iter().map(within).fold(0, i64::saturating_add)
    }

    /// How many days count, and how many of these are over.
    #[must_use]
    pub fn elapsed(&self) -> Elapsed {
        let length = self.span.last.days_since(self.span.first).saturating_add(1).max(0);
        let whole = self.today.days_since(self.span.first).clamp(0, length);
        let on_hold = |over: i64| {
            let end = self.span.first.checked_add_days(over).unwrap_or(self.span.last);
            self.held_before(end)
        };
        Elapsed {
            planned: length.saturating_sub(on_hold(length)),
            over: whole.saturating_sub(on_hold(whole)),
            on_hold: on_hold(whole),
        }
    }

    /// How many days from one on and before another count: those of the plan's first day and later that were not on hold.
    #[must_use]
    pub fn counted(&self, since: LocalDate, until: LocalDate) -> i64 {
        let since = since.max(self.span.first);
        let on_hold = self.held_before(until).saturating_sub(self.held_before(since));
        until.days_since(since).saturating_sub(on_hold).max(0)
    }

    /// The first day on which so many of the days that count are over as call for a review in the middle; nothing where that lies
    /// beyond the calendar, or none counts.
    #[must_use]
    pub fn midpoint(&self, policy: &PlanPolicy) -> Option<LocalDate> {
        let hundredths = self.elapsed().planned.saturating_mul(policy.midpoint_percent.into());
        self.once_over(hundredths.saturating_add(99).checked_div(100).filter(|days| *days > 0)?)
    }

    /// The first day on which so many of the days that count are over; nothing where that lies beyond the calendar.
    #[must_use]
    pub fn once_over(&self, days: i64) -> Option<LocalDate> {
        let mut day = self.span.first.checked_add_days(days)?;
        for (since, until) in &self.held {
            let since = *since.max(&self.span.first);
            if since < day && since < *until {
                day = day.checked_add_days(until.days_since(since))?;
            }
        }
        Some(day)
    }
}
