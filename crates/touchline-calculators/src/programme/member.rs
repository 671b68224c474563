//! Who takes part in a programme, and on which days they are there.
//!
//! Rules: PRG-02.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ProgrammePolicy;
use super::rhythm::{Asks, Periods, Week};
use crate::metric::check::once;
use touchline_kernel::look_up::Seen;
use touchline_kernel::rejection::{Code, Faults};
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, LocalDate, Weekday, check_spans};

/// Somebody who takes part in a programme.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeMember")]
pub struct Member {
    /// Their last day; null where none is known.
    #[serde(default)]
    pub active_until: Option<LocalDate>,
    /// Their first day of work; null where they have been there for longer than anybody asks.
    #[serde(default)]
    pub hire_date: Option<LocalDate>,
    /// When they are away, in spans that share no day; null where that is not known, and empty where it is known that
    /// there is none.
    #[serde(default)]
    pub leave: Option<Vec<DaySpan>>,
    /// Who, by the key that they have with the host.
    pub person: Key,
    /// The days of the week on which they work; null where they are not known.
    #[serde(default)]
    pub working_days: Option<BTreeSet<Weekday>>,
}

/// Something that is not known, without which nobody can say when somebody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "NotKnownOfMember")]
#[serde(rename_all = "snake_case")]
pub enum NotKnownOfMember {
    /// The organisation's holidays.
    Holidays,
    /// The person's leave.
    Leave,
    /// The person's working days.
    WorkingDays,
}

/// Adds everything that is wrong with these people, who stand at `path`.
pub(super) fn member_faults(members: &[Member], path: &str, faults: &mut Faults) {
    let mut seen = Seen::default();
    for (place, member) in members.iter().enumerate() {
        once(faults, &mut seen, &member.person, || format!("{path}/{place}/person"));
        if member.hire_date.zip(member.active_until).is_some_and(|(hired, until)| until < hired) {
            faults.add(format!("{path}/{place}/active_until"), Code::SpanReversed);
        }
        if let Err((leave, reason)) = check_spans(member.leave.iter().flatten().copied()) {
            faults.add(format!("{path}/{place}/leave/{leave}"), reason);
        }
    }
}

/// How a period stands to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// So many sessions are expected in it.
    Expected(u32),
    /// They are away for too much of it.
    Away,
    /// They were not hired yet for all of it, or had left before its end.
    NotThere,
    /// It is none of theirs: a day on which they never work.
    NoneOfTheirs,
}

/// The days on which somebody is there: their working days, without their leave and the holidays. Days are counted from
/// 1970-01-01.
pub(super) struct Presence<'a> {
    employed: (i64, i64),
    /// In order.
    holidays: &'a [i64],
    /// In order.
    leave: Vec<(i64, i64)>,
    week: Week,
}

impl<'a> Presence<'a> {
    /// The days of a member.
    ///
    /// # Errors
    /// Everything that would have to be known.
    pub(super) fn of(member: &'a Member, holidays: Option<&'a [i64]>) -> Result<Self, Vec<NotKnownOfMember>> {
        if let (Some(holidays), Some(leave), Some(week)) = (holidays, &member.leave, &member.working_days) {
            let mut leave: Vec<(i64, i64)> = leave.iter().map(|away| (away.first.days(), away.last.days())).collect();
            leave.sort_unstable();
            let since = member.hire_date.map_or(i64::MIN, LocalDate::days);
            let until = member.active_until.map_or(i64::MAX, LocalDate::days);
            return Ok(Presence { employed: (since, until), holidays, leave, week: Week::of(week) });
        }
        let known = [
            (NotKnownOfMember::Holidays, holidays.is_some()),
            (NotKnownOfMember::Leave, member.leave.is_some()),
            (NotKnownOfMember::WorkingDays, member.working_days.is_some()),
        ];
        Err(known.into_iter().filter(|(_, is_known)| !is_known).map(|(what, _)| what).collect())
    }

    /// Those of whoever works on some days of the week, is away on holidays alone and always was there.
    pub(super) fn throughout(week: Week, holidays: &'a [i64]) -> Self {
        Presence { employed: (i64::MIN, i64::MAX), holidays, leave: Vec::new(), week }
    }

    /// Whether they are employed from one day to another, and never on leave between them.
    pub(super) fn is_throughout(&self, first: i64, last: i64) -> bool {
        let begun = self.leave.partition_point(|(_, until)| *until < first);
        self.is_employed(first, last) && self.leave.get(begun).is_none_or(|(since, _)| *since > last)
    }

    /// The days of the week on which they work.
    pub(super) fn week(&self) -> Week {
        self.week
    }

    /// The number of the first period at the beginning of which they were employed; nothing where they were on this day already,
    /// before which nobody looks.
    pub(super) fn first_of(&self, periods: Periods, looked_from: i64) -> Option<i64> {
        let (since, _) = self.employed;
        let number = periods.number_of(Some(since).filter(|since| *since > looked_from)?)?;
        let is_whole = periods.ends(number).is_some_and(|(first, _)| since <= first);
        Some(if is_whole { number } else { number.saturating_add(1) })
    }

    /// The numbers of those periods, from one to another, in which they are on leave, in order.
    pub(super) fn on_leave_in(&self, periods: Periods, (first, last): (i64, i64)) -> impl Iterator<Item = i64> {
        let mut next = first;
        self.leave.iter().flat_map(move |(since, until)| {
            let (from, to) = periods.number_of(*since).zip(periods.number_of(*until)).unwrap_or((last, first));
            let (from, to) = (from.max(next), to.min(last));
            next = next.max(to.saturating_add(1));
            from..=to
        })
    }

    /// Whether they work on a day.
    pub(super) fn works_on(&self, day: LocalDate) -> bool {
        let day = day.days();
        self.week.has(day) && self.is_employed(day, day) && self.away(self.week, day, day) == 0
    }

    fn is_employed(&self, first: i64, last: i64) -> bool {
        let (since, until) = self.employed;
        since <= first && last <= until
    }

    /// On how many of these days of the week they are away between two days: on leave, or by holidays.
    fn away(&self, week: Week, first: i64, last: i64) -> u32 {
        let begun = self.leave.partition_point(|(_, until)| *until < first);
        let on_leave = self.leave.iter().skip(begun).take_while(|(since, _)| *since <= last);
        let days = on_leave.clone().map(|(since, until)| week.between(first.max(*since), last.min(*until)));
        let begun = self.holidays.partition_point(|holiday| *holiday < first);
        let holidays = self.holidays.iter().skip(begun).take_while(|holiday| **holiday <= last);
        let besides = holidays.filter(|holiday| {
            week.has(**holiday) && !on_leave.clone().any(|(since, until)| (*since..=*until).contains(*holiday))
        });
        days.fold(0, u32::saturating_add).saturating_add(u32::try_from(besides.count()).unwrap_or(u32::MAX))
    }

    /// How a period in which a rhythm asks for sessions, from one day to another, stands to them.
    pub(super) fn stand(&self, asks: &Asks, (first, last): (i64, i64), policy: &ProgrammePolicy) -> Stand {
        let week = self.week.and(asks.week);
        let regular = week.between(first, last);
        if asks.by_day && regular == 0 {
            return Stand::NoneOfTheirs;
        }
        if !self.is_employed(first, last) {
            return Stand::NotThere;
        }
        let there = regular.saturating_sub(self.away(week, first, last));
        let enough = u64::from(regular).saturating_mul(policy.present_percent.into());
        if there == 0 || u64::from(there).saturating_mul(100) < enough {
            return Stand::Away;
        }
        Stand::Expected(asks.times.min(there))
    }
}

impl Member {
    /// Whether they were hired by its first day and have not left before its last.
    pub(super) fn is_employed(&self, days: DaySpan) -> bool {
        self.hire_date.is_none_or(|hired| hired <= days.first)
            && self.active_until.is_none_or(|until| until >= days.last)
    }
}
