//! A programme as a document: a set of formats for a team, its objectives, and its version.
//!
//! Rules: PRG-01, PRG-08.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::format::format_faults;
use super::member::member_faults;
use super::session::session_faults;
use super::{CoachingSession, MeetingFormat, Member, ProgrammePolicy, Rhythm, default_formats};
use crate::metric::Metric;
use crate::metric::check::once;
use touchline_kernel::look_up::Seen;
use touchline_kernel::rejection::{BadInput, Code, Faults, Hint, Reason};
use touchline_kernel::text::{Key, Prose};
use touchline_kernel::time::{DaySpan, LocalDate};

/// What a programme is to achieve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeObjective")]
pub struct Objective {
    /// What is wanting, in words.
    pub gap: Prose,
    /// By which metric it is told.
    pub metric: Metric,
    /// Its key.
    pub objective: Key,
    /// The stage of the sales process that it is about.
    pub process_stage: Key,
    /// What the metric is to reach, in the metric's unit. It counts to a trillionth.
    #[schemars(range(min = -1_000_000_000_000_000_i64, max = 1_000_000_000_000_000_i64))]
    pub target: f64,
}

/// A coaching programme of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CoachingProgramme")]
pub struct Programme {
    /// Its last day; null as long as it has none.
    #[serde(default)]
    pub ends_on: Option<LocalDate>,
    /// Its formats; those that ship where this is null.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub formats: Option<Vec<MeetingFormat>>,
    /// What it is to achieve.
    #[serde(default)]
    #[schemars(length(max = 100))]
    pub objectives: Vec<Objective>,
    /// Its key, which all its versions have.
    pub programme: Key,
    /// Its first day.
    pub starts_on: LocalDate,
    /// The team.
    pub team: Key,
    /// Its version.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub version: u32,
}

impl Programme {
    /// Its formats.
    #[must_use]
    pub fn formats(&self) -> &[MeetingFormat] {
        self.formats.as_deref().unwrap_or(default_formats())
    }

    /// Tells everything that is wrong with it, at `path`.
    ///
    /// # Errors
    /// A last day before the first one, and what is wrong with its formats and objectives.
    pub fn check(&self, path: &str) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        self.faults(path, &mut faults);
        faults.told()
    }

    /// Adds everything that is wrong with it, at `path`.
    pub(super) fn faults(&self, path: &str, faults: &mut Faults) {
        if self.ends_on.is_some_and(|last| last < self.starts_on) {
            faults.add(format!("{path}/ends_on"), Code::SpanReversed);
        }
        format_faults(self.formats.as_deref().unwrap_or_default(), &format!("{path}/formats"), faults);
        let mut seen = Seen::default();
        for (place, objective) in self.objectives.iter().enumerate() {
            once(faults, &mut seen, &objective.objective, || format!("{path}/objectives/{place}/objective"));
        }
    }
}

/// The greatest number of days that are looked at.
pub const MOST_DAYS: u64 = 3_660;

/// As many sessions may be expected of all people together: the nine formats that ship ask for at most 518 of each person
/// within 366 days, a huddle on each day of the calendar counted, which are 5,180,000 of 10,000 people. Adherence tells each
/// that was not held, in some 100 bytes, so that an answer has at most some 550 MB.
const MOST_EXPECTED: u64 = 5_500_000;

/// As many periods are looked at of all people together to tell what is due, which is told at most once of each of them and of
/// each format, however many of its periods were missed: those of the nine formats that ship, of 10,000 people, in as many
/// days as are looked at.
const MOST_LOOKED_AT: u64 = 55_000_000;

/// Adds what is wrong with the days that are looked at, which stand at `path`.
fn window_faults(window: DaySpan, path: &str, faults: &mut Faults) {
    if let Err(reason) = window.check() {
        faults.add(path, reason);
    } else if window.days() > MOST_DAYS {
        faults.add(path, Reason::out_of_range(window.days(), 1, MOST_DAYS));
    }
}

/// What is asked of a programme that is held against its sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldAgainst {
    /// How it was adhered to: each session that was expected and not held is told.
    Adherence,
    /// What is due on a day: of each person, each format is told once at the most.
    Due,
}

/// A programme, who takes part in it, and what became of its sessions.
#[derive(Clone, Copy)]
pub struct TeamProgramme<'a> {
    /// The days on which nobody works; nothing where they are not known.
    pub holidays: Option<&'a BTreeSet<LocalDate>>,
    /// Who takes part.
    pub members: &'a [Member],
    /// The thresholds.
    pub policy: &'a ProgrammePolicy,
    /// The programme.
    pub programme: &'a Programme,
    /// The sessions.
    pub sessions: &'a [CoachingSession],
}

impl TeamProgramme<'_> {
    /// Tells everything that is wrong with it, where the programme, the people and the sessions stand as `programme`,
    /// `people` and `sessions`, and the days that are looked at stand at `path`.
    ///
    /// # Errors
    /// All of that.
    pub fn check(&self, window: DaySpan, path: &str, asked: HeldAgainst) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        self.programme.faults("/programme", &mut faults);
        member_faults(self.members, "/people", &mut faults);
        session_faults(self.sessions, self.programme.formats(), self.members, ("/sessions", &mut faults));
        window_faults(window, path, &mut faults);
        faults.told()?;
        self.check_days(window, path, asked)
    }

    /// Tells what is wrong with the days that are looked at, which stand at `path`: of a programme, people and sessions that
    /// were checked before.
    ///
    /// # Errors
    /// Days that end before they begin, more of them than are looked at, and such on which too much would be told or looked at.
    pub fn check_days(&self, window: DaySpan, path: &str, asked: HeldAgainst) -> Result<(), BadInput> {
        let mut faults = Faults::default();
        window_faults(window, path, &mut faults);
        faults.told()?;
        let (amount, most) = match asked {
            HeldAgainst::Adherence => (self.in_periods(window, Rhythm::times), MOST_EXPECTED),
            HeldAgainst::Due => (self.in_periods(window, |_| 1), MOST_LOOKED_AT),
        };
        let mut faults = Faults::default();
        if amount > most {
            faults.add(path, Reason::out_of_range(amount, 0, most).hinting(Hint::FewerPeople));
        }
        faults.told()
    }

    /// So many in each period of these days, of all people and formats.
    fn in_periods(&self, window: DaySpan, each: fn(&Rhythm) -> u32) -> u64 {
        let of_format = |format: &MeetingFormat| {
            let rhythms = [Some(&format.rhythm), format.large_team_rhythm.as_ref()];
            let most = rhythms.into_iter().flatten().map(|rhythm| {
                let periods = rhythm.periods(self.programme.starts_on).within(window).count();
                u64::try_from(periods).unwrap_or(u64::MAX).saturating_mul(each(rhythm).into())
            });
            most.max().unwrap_or_default()
        };
        let each = self.programme.formats().iter().map(of_format).fold(0, u64::saturating_add);
        each.saturating_mul(u64::try_from(self.members.len()).unwrap_or(u64::MAX))
    }

    /// Whether the team is large on a day: whether more people are there than make it so.
    pub(super) fn is_large(&self, day: LocalDate) -> bool {
        let there = |member: &&Member| member.is_employed(DaySpan { first: day, last: day });
        let there = self.members.iter().filter(there).count();
        u64::try_from(there).unwrap_or(u64::MAX) > self.policy.large_team_over.into()
    }

    /// The holidays in order, as days from 1970-01-01; nothing where they are not known.
    pub(super) fn holidays(&self) -> Option<Vec<i64>> {
        Some(self.holidays?.iter().map(|day| day.days()).collect())
    }

    /// The people in the order of their keys.
    pub(super) fn by_key(&self) -> Vec<&Member> {
        let mut members: Vec<&Member> = self.members.iter().collect();
        members.sort_unstable_by(|one, other| one.person.as_str().cmp(other.person.as_str()));
        members
    }

    /// Those days that are the programme's own.
    pub(super) fn own_days(&self, window: DaySpan) -> Option<DaySpan> {
        let last = self.programme.ends_on.unwrap_or(window.last);
        (self.programme.starts_on <= last)
            .then(|| window.shared(DaySpan { first: self.programme.starts_on, last }))
            .flatten()
    }
}
