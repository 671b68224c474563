//! What of a programme is due on a day, for each person: what the period asks for in which the day lies, and what the
//! periods before it have asked for since a session was last held, those of the versions before with the same rhythm too.
//!
//! Rules: PRG-03.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::held_for::{ByFormat, OfFormat, Placed};
use super::member::{Presence, Stand};
use super::rhythm::{Asks, Numbered};
use super::{MeetingFormat, Member, NotKnownOfMember, Programme, TeamProgramme};
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

/// A version of the programme: those of its own days that are looked at, and what was held of which format in its periods.
struct Version<'a> {
    held: ByFormat<'a, Held>,
    own: DaySpan,
    programme: &'a Programme,
}

impl<'a> Version<'a> {
    fn of(team: &TeamProgramme<'a>, on: LocalDate, is_large: bool) -> Option<Self> {
        let programme = team.programme;
        let own = team.own_days(DaySpan { first: programme.starts_on.min(on), last: on })?;
        let held = team.sessions.iter().filter(|session| session.was_held() && session.on <= on);
        Some(Version { held: team.by_format(held.enumerate(), is_large, Held::add), own, programme })
    }
}

/// The periods of a format in a version, before the one in which the day lies, the latest first, and what was held in them.
struct Stretch<'a> {
    held: Option<&'a OfFormat<'a, Held>>,
    /// Each with whether it lies within the version's own days: nothing is asked for in one that does not.
    periods: Vec<(Numbered, bool)>,
}

impl<'a> Stretch<'a> {
    fn of(version: &'a Version<'a>, format: &MeetingFormat, is_large: bool) -> Self {
        let (own, periods) = (version.own, format.rhythm_in(is_large).periods(version.programme.starts_on));
        let numbers = (periods.number(own.first)..=periods.number(own.last)).rev();
        let is_whole = |days: DaySpan| own.first <= days.first && days.last <= own.last;
        let each = numbers.filter_map(|number| periods.numbered(number));
        Stretch { held: version.held.get(&format.format), periods: each.map(|one| (one, is_whole(one.days))).collect() }
    }
}

/// A format, what its rhythm asks for, the period in which the day lies, and those before it, the latest first: those of the
/// version in force, and of the ones before it in which it had the same rhythm.
struct Looked<'a> {
    asks: Asks,
    format: &'a MeetingFormat,
    now: Numbered,
    /// One at least, that of the version in force.
    stretches: Vec<Stretch<'a>>,
}

impl<'a> Looked<'a> {
    fn of(format: &'a MeetingFormat, versions: &'a [Version<'a>], is_large: bool) -> Option<Self> {
        let (current, earlier) = versions.split_first()?;
        let rhythm = format.rhythm_in(is_large);
        let periods = rhythm.periods(current.programme.starts_on);
        let now = periods.numbered(periods.number(current.own.last))?;
        let mut own = Stretch::of(current, format, is_large);
        own.periods.retain(|(period, _)| period.number < now.number);
        let is_same = |version: &&Version<'_>| {
            let mut formats = version.programme.formats().iter();
            formats.any(|before| before.format == format.format && before.rhythm_in(is_large) == rhythm)
        };
        let before = earlier.iter().take_while(is_same).map(|version| Stretch::of(version, format, is_large));
        Some(Looked { asks: rhythm.asks(), format, now, stretches: [own].into_iter().chain(before).collect() })
    }

    /// What was held for somebody in the version in force: for everybody, and for them.
    fn held_for(&self, person: &Key) -> [Option<&Held>; 2] {
        let held = self.stretches.first().and_then(|own| own.held);
        held.map(|held| held.for_person(person)).unwrap_or_default()
    }

    /// The periods before the one in which the day lies, whether a version asks for anything in them, and how many sessions
    /// were held in each for somebody.
    fn before(&self, person: &Key) -> impl Iterator<Item = (&Numbered, bool, u32)> {
        self.stretches.iter().flat_map(move |stretch| {
            let held = stretch.held.map(|held| held.for_person(person)).unwrap_or_default();
            stretch.periods.iter().map(move |(period, is_whole)| (period, *is_whole, held_in(held, period.number)))
        })
    }
}

/// How many were held in a period, for everybody and for somebody.
fn held_in(held: [Option<&Held>; 2], number: i64) -> u32 {
    held.iter().flatten().map(|held| held.in_period(number)).fold(0, u32::saturating_add)
}

impl TeamProgramme<'_> {
    /// What is due on a day; nothing where the programme is not in force on it. The versions before it, the latest first, tell
    /// what was missed of formats whose rhythm has stayed.
    #[must_use]
    pub fn due(&self, on: LocalDate, before: &[&Programme]) -> ProgrammeDue {
        let day = DaySpan { first: on, last: on };
        let is_large = self.is_large(on);
        let is_in_force = self.own_days(day).is_some();
        let programmes = [self.programme].into_iter().chain(before.iter().copied()).filter(|_| is_in_force);
        let teams = programmes.map(|programme| TeamProgramme { programme, ..*self });
        let versions: Vec<Version<'_>> = teams.map_while(|team| Version::of(&team, on, is_large)).collect();
        let own = versions.first().map(|version| version.own);
        let looked = |format| Looked::of(format, &versions, is_large);
        let looked_at: Vec<Looked<'_>> = self.programme.formats().iter().filter_map(looked).collect();
        let holidays = self.holidays();
        let person = |member: &Member| {
            let presence = Presence::of(member, holidays.as_deref());
            let formats = match (&presence, own) {
                (Ok(presence), Some(own)) => {
                    let due = |looked: &Looked<'_>| self.format_due(looked, (presence, own), &member.person);
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

    /// Whether a format is due for somebody on the last of the programme's own days that are looked at.
    fn format_due(
        &self,
        looked: &Looked<'_>,
        (presence, own): (&Presence<'_>, DaySpan),
        person: &Key,
    ) -> Option<DueFormat> {
        let of_sessions = looked.held_for(person);
        let last_held_on = of_sessions.iter().flatten().filter_map(|held| held.last_on).max();
        let wanted = |period: &Numbered| match presence.stand(&looked.asks, period, self.policy) {
            Stand::Expected(times) => times,
            Stand::Away | Stand::NotThere | Stand::NoneOfTheirs => 0,
        };
        // The programme asks for nothing in a period that began before it did, or reaches past its last day.
        let current = looked.now.days;
        let reaches_past = self.programme.ends_on.is_some_and(|last| current.last > last);
        let asks_now = if current.first < own.first || reaches_past { 0 } else { wanted(&looked.now) };
        let held_now = held_in(of_sessions, looked.now.number);
        let by = (held_now < asks_now).then_some(current.last);
        if asks_now > 0 && by.is_none() {
            return None;
        }
        let mut missed = 0_u64;
        let mut first_missed = None;
        if held_now == 0 {
            for (period, is_whole, held) in looked.before(person) {
                let wanted = if is_whole { wanted(period) } else { 0 };
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
