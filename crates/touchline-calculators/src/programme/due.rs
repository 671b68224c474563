//! What of a programme is due on a day, for each person: what the period asks for in which the day lies, and what the
//! periods before it have asked for since a session was last held.
//!
//! Rules: PRG-03.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::held_for::{ByFormat, Placed};
use super::member::{Presence, Stand};
use super::rhythm::{Asks, Numbered};
use super::{MeetingFormat, Member, NotKnownOfMember, TeamProgramme};
use touchline_kernel::text::Key;
use touchline_kernel::time::{DaySpan, LocalDate};

/// Whether a session is due or overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ProgrammeDueState")]
#[serde(rename_all = "snake_case")]
pub enum DueState {
    /// It is expected in the period in which the day lies, and was not held yet.
    Due,
    /// It was expected in a period that is over, and was not held since.
    Overdue,
}

/// A format that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DueFormat {
    /// By which day it is to be held: the last one of the period in which the day lies; null where none is expected in that
    /// one.
    pub by: Option<LocalDate>,
    /// The format.
    pub format: Key,
    /// The day on which one was last held; null where none was.
    pub last_held_on: Option<LocalDate>,
    /// In how many periods that are over one was expected and not held, since it was last held in full.
    pub missed: u64,
    /// Since when it is due: the first day of the period in which the day lies; or overdue: the first day after the period
    /// in which it was to be held.
    pub since: LocalDate,
    /// Whether it is due or overdue.
    pub state: DueState,
}

/// What is due for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DueOfPerson {
    /// The formats that are due or overdue, in the programme's order.
    pub formats: Vec<DueFormat>,
    /// Who.
    pub person: Key,
    /// What is not known of the person, without which nobody can say what is due; empty where all is.
    pub unknown: Vec<NotKnownOfMember>,
    /// Whether they work on that day; null where that is not known.
    pub works_today: Option<bool>,
}

/// What of a programme is due on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgrammeDue {
    /// The day.
    pub on: LocalDate,
    /// The people who are there on that day, in the order of their keys.
    pub people: Vec<DueOfPerson>,
}

/// How many sessions were held, by the number of their period, and when one last was.
#[derive(Default)]
struct Held {
    last_on: Option<LocalDate>,
    periods: BTreeMap<i64, u32>,
}

impl Held {
    fn add(&mut self, number: i64, (_, session): Placed<'_>) {
        let count = self.periods.entry(number).or_default();
        *count = count.saturating_add(1);
        self.last_on = self.last_on.max(Some(session.on));
    }

    /// How many were held in a period.
    fn in_period(&self, number: i64) -> u32 {
        self.periods.get(&number).copied().unwrap_or_default()
    }
}

/// A format, what its rhythm asks for, the period in which the day lies, and those of the programme before it, the latest first.
struct Looked<'a> {
    asks: Asks,
    before: Vec<Numbered>,
    format: &'a MeetingFormat,
    now: Numbered,
}

impl<'a> Looked<'a> {
    fn of(format: &'a MeetingFormat, starts_on: LocalDate, (own, is_large): (DaySpan, bool)) -> Option<Self> {
        let rhythm = format.rhythm_in(is_large);
        let periods = rhythm.periods(starts_on);
        let now = periods.numbered(periods.number(own.last))?;
        let before = periods.within(own).rev().filter(|period| period.number < now.number);
        Some(Looked { asks: rhythm.asks(), before: before.collect(), format, now })
    }
}

impl TeamProgramme<'_> {
    /// What is due on a day; nothing where the programme is not in force on it.
    #[must_use]
    pub fn due(&self, on: LocalDate) -> ProgrammeDue {
        let day = DaySpan { first: on, last: on };
        let own = self.own_days(DaySpan { first: self.programme.starts_on.min(on), last: on });
        let is_over = self.own_days(day).is_none();
        let is_large = self.is_large(on);
        let held = self.sessions.iter().filter(|session| session.was_held() && session.on <= on);
        let of_formats: ByFormat<'_, Held> = self.by_format(held.enumerate(), is_large, Held::add);
        let looked_at = |own: DaySpan| {
            let looked = |format| Looked::of(format, self.programme.starts_on, (own, is_large));
            self.programme.formats().iter().filter_map(looked).collect::<Vec<_>>()
        };
        let own = own.filter(|_| !is_over);
        let (looked_at, holidays) = (own.map(looked_at).unwrap_or_default(), self.holidays());
        let person = |member: &Member| {
            let presence = Presence::of(member, holidays.as_deref());
            let formats = match (&presence, own) {
                (Ok(presence), Some(own)) => {
                    let due = |looked: &Looked<'_>| {
                        let held = of_formats.get(&looked.format.format);
                        let held = held.map(|held| held.for_person(&member.person)).unwrap_or_default();
                        self.format_due(looked, (presence, own), held)
                    };
                    looked_at.iter().filter_map(due).collect()
                }
                _ => Vec::new(),
            };
            DueOfPerson {
                formats,
                person: member.person.clone(),
                works_today: presence.as_ref().ok().map(|presence| presence.works_on(on)),
                unknown: presence.err().unwrap_or_default(),
            }
        };
        let people = self.by_key().into_iter().filter(|member| member.is_employed(day)).map(person).collect();
        ProgrammeDue { on, people }
    }

    /// Whether a format, of which these sessions were held, is due for somebody on the last of the programme's own days that are looked at.
    fn format_due(
        &self,
        looked: &Looked<'_>,
        (presence, own): (&Presence<'_>, DaySpan),
        of_sessions: [Option<&Held>; 2],
    ) -> Option<DueFormat> {
        let last_held_on = of_sessions.iter().flatten().filter_map(|held| held.last_on).max();
        let held =
            |number: i64| of_sessions.iter().flatten().map(|held| held.in_period(number)).fold(0, u32::saturating_add);
        let wanted = |period: &Numbered| match presence.stand(&looked.asks, period, self.policy) {
            Stand::Expected(times) => times,
            Stand::Away | Stand::NotThere | Stand::NoneOfTheirs => 0,
        };
        // The programme asks for nothing in a period that began before it did, or reaches past its last day.
        let current = looked.now.days;
        let reaches_past = self.programme.ends_on.is_some_and(|last| current.last > last);
        let asks_now = if current.first < own.first || reaches_past { 0 } else { wanted(&looked.now) };
        let held_now = held(looked.now.number);
        let by = (held_now < asks_now).then_some(current.last);
        if asks_now > 0 && by.is_none() {
            return None;
        }
        let mut missed = 0_u64;
        let mut first_missed = None;
        if held_now == 0 {
            for period in &looked.before {
                let (wanted, held) = (wanted(period), held(period.number));
                if held >= wanted && held > 0 {
                    break;
                }
                if wanted > 0 {
                    missed = missed.saturating_add(1);
                    first_missed = Some(period.days);
                }
            }
        }
        let since_overdue = first_missed.and_then(|period| period.last.checked_add_days(1));
        let (state, since) = match (since_overdue, by) {
            (Some(since), _) => (DueState::Overdue, since),
            (None, Some(_)) => (DueState::Due, current.first),
            (None, None) => return None,
        };
        Some(DueFormat { by, format: looked.format.format.clone(), last_held_on, missed, since, state })
    }
}
