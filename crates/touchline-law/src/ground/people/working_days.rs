//! On how many days a person works: by the calendar alone, and only where all that it rests on is known.
//!
//! Rules: ORG-07.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::{OrganisationPolicy, Person};
use touchline_kernel::time::{DaySpan, LocalDate, Weekday};

/// On how many days a person works, or why nobody can say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum WorkingDays {
    /// So many.
    Counted(Count),
    /// It rests on something that is not known.
    NoData(NoData),
}

/// How many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "WorkingDayCount")]
pub struct Count {
    /// The days.
    pub days: u64,
}

/// What an answer lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NoData {
    /// Everything that would have to be known.
    pub unknown: Vec<NotKnown>,
}

/// Something that is not known of a person or of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotKnown {
    /// The organisation's holidays.
    Holidays,
    /// The person's leave.
    Leave,
    /// The person's quota.
    Quota,
    /// The person's working days.
    WorkingDays,
}

/// Counts the days of a span on which a person works: their working days, without their leave and without the
/// organisation's holidays. Leave that is not known is not the same as none: then nobody can say.
#[must_use]
pub fn working_days(person: &Person, organisation: &OrganisationPolicy, span: DaySpan) -> WorkingDays {
    match (&person.working_days, &person.leave, &organisation.holidays) {
        (Some(week), Some(leave), Some(holidays)) => {
            let holidays = holidays.iter().map(|holiday| DaySpan { first: holiday.date, last: holiday.date });
            let days_off = leave.iter().copied().chain(holidays).filter_map(|off| off.shared(span)).collect();
            WorkingDays::Counted(Count { days: count(week, span, days_off) })
        }
        (week, leave, holidays) => {
            let known = [
                (NotKnown::Holidays, holidays.is_some()),
                (NotKnown::Leave, leave.is_some()),
                (NotKnown::WorkingDays, week.is_some()),
            ];
            let unknown = known.into_iter().filter(|(_, is_known)| !is_known).map(|(what, _)| what).collect();
            WorkingDays::NoData(NoData { unknown })
        }
    }
}

/// The days of the week within a span, without days off that lie in it and may overlap.
fn count(week: &BTreeSet<Weekday>, span: DaySpan, mut days_off: Vec<DaySpan>) -> u64 {
    days_off.sort_unstable();
    let mut next = Some(span.first);
    let mut days = 0_u64;
    for off in days_off {
        let Some(from) = next else { break };
        if let Some(until) = off.first.checked_add_days(-1).filter(|until| from <= *until) {
            days = days.saturating_add(on(week, DaySpan { first: from, last: until }));
        }
        next = off.last.checked_add_days(1).map(|after| after.max(from));
    }
    match next.filter(|from| *from <= span.last) {
        Some(first) => days.saturating_add(on(week, DaySpan { first, last: span.last })),
        None => days,
    }
}

/// How many of a span's days are one of these: whole weeks at once, then what is left of one.
fn on(week: &BTreeSet<Weekday>, span: DaySpan) -> u64 {
    let (weeks, rest) = (span.days() / 7, span.days() % 7);
    let in_weeks = u64::try_from(week.len()).unwrap_or_default().saturating_mul(weeks);
    let rest = i64::try_from(rest).unwrap_or_default();
    let day = |back: i64| span.last.checked_add_days(back.saturating_neg());
    let in_rest = (0..rest).filter_map(day).filter(|day: &LocalDate| week.contains(&day.weekday())).count();
    in_weeks.saturating_add(u64::try_from(in_rest).unwrap_or_default())
}
