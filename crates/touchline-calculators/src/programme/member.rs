//! Who takes part in a programme, and on which days they are there.
//!
//! Rules: PRG-02.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ProgrammePolicy, Rhythm};
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

/// The days on which somebody is there: their working days, without their leave and the holidays.
pub(super) struct Presence<'a> {
    member: &'a Member,
    holidays: &'a BTreeSet<LocalDate>,
    leave: Vec<DaySpan>,
    week: &'a BTreeSet<Weekday>,
}

impl<'a> Presence<'a> {
    /// The days of a member.
    ///
    /// # Errors
    /// Everything that would have to be known.
    pub(super) fn of(
        member: &'a Member,
        holidays: Option<&'a BTreeSet<LocalDate>>,
    ) -> Result<Self, Vec<NotKnownOfMember>> {
        if let (Some(holidays), Some(leave), Some(week)) = (holidays, &member.leave, &member.working_days) {
            let mut leave = leave.clone();
            leave.sort_unstable();
            return Ok(Presence { member, holidays, leave, week });
        }
        let known = [
            (NotKnownOfMember::Holidays, holidays.is_some()),
            (NotKnownOfMember::Leave, member.leave.is_some()),
            (NotKnownOfMember::WorkingDays, member.working_days.is_some()),
        ];
        Err(known.into_iter().filter(|(_, is_known)| !is_known).map(|(what, _)| what).collect())
    }

    /// Whether they are there on a day on which they would work.
    fn is_there(&self, day: LocalDate) -> bool {
        let next = self.leave.partition_point(|leave| leave.first <= day);
        let away = next.checked_sub(1).and_then(|last| self.leave.get(last)).is_some_and(|leave| leave.contains(day));
        !away && !self.holidays.contains(&day)
    }

    /// Whether they work on a day.
    pub(super) fn works_on(&self, day: LocalDate) -> bool {
        self.week.contains(&day.weekday())
            && self.is_there(day)
            && self.member.is_employed(DaySpan { first: day, last: day })
    }

    /// How a period of a rhythm stands to them.
    pub(super) fn stand(&self, rhythm: &Rhythm, period: DaySpan, policy: &ProgrammePolicy) -> Stand {
        let theirs = |day: &LocalDate| self.week.contains(&day.weekday()) && rhythm.means(day.weekday());
        let days = (period.first.days()..=period.last.days()).filter_map(LocalDate::from_days).filter(theirs);
        let (mut regular, mut there) = (0_u32, 0_u32);
        for day in days {
            regular = regular.saturating_add(1);
            there = there.saturating_add(self.is_there(day).into());
        }
        if rhythm.is_by_day() && regular == 0 {
            return Stand::NoneOfTheirs;
        }
        if !self.member.is_employed(period) {
            return Stand::NotThere;
        }
        let enough = u64::from(regular).saturating_mul(policy.present_percent.into());
        if there == 0 || u64::from(there).saturating_mul(100) < enough {
            return Stand::Away;
        }
        Stand::Expected(rhythm.times().min(there))
    }
}

impl Member {
    /// Whether they were hired by its first day and have not left before its last.
    pub(super) fn is_employed(&self, days: DaySpan) -> bool {
        self.hire_date.is_none_or(|hired| hired <= days.first)
            && self.active_until.is_none_or(|until| until >= days.last)
    }
}
