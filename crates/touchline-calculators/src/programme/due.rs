//! What of a programme is due on a day, for each person: what the period asks for in which the day lies, and what the
//! periods before it have asked for since a session was last held, those of the versions before with the same rhythm too.
//!
//! Rules: PRG-03.

use std::cell::OnceCell;

use schemars::JsonSchema;
use serde::Serialize;

use super::held_for::{ByFormat, OfFormat, Placed, Places};
use super::member::{Presence, Stand};
use super::rhythm::{Asks, Numbered, Periods, Week};
use super::{MeetingFormat, Member, NotKnownOfMember, Programme, ProgrammePolicy, TeamProgramme};
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

/// So many periods are looked at one by one; of more it is told at once how many of them ask for a session of whoever is there
/// throughout.
const FEW: i64 = 1;

/// The sessions that were held, by the numbers of their periods, and when one last was.
#[derive(Default)]
struct Held {
    last_on: Option<LocalDate>,
    /// In order, once all are there: a number as often as sessions were held in its period.
    periods: Vec<i64>,
}

impl Held {
    fn add(&mut self, number: i64, (_, session): Placed<'_>) {
        self.periods.push(number);
        self.last_on = self.last_on.max(Some(session.on));
    }

    fn settle(&mut self) {
        // Most are told in order of time.
        if !self.periods.is_sorted() {
            self.periods.sort_unstable();
        }
    }

    /// How many were held in a period.
    fn in_period(&self, number: i64) -> u32 {
        let up_to = |number: i64| self.periods.partition_point(|one| *one <= number);
        let held = up_to(number).saturating_sub(number.checked_sub(1).map_or(0, up_to));
        u32::try_from(held).unwrap_or(u32::MAX)
    }

    /// The last period up to one in which any was held.
    fn latest(&self, up_to: i64) -> Option<i64> {
        let behind = self.periods.partition_point(|one| *one <= up_to);
        self.periods.get(behind.checked_sub(1)?).copied()
    }
}

/// What was held for everybody, and for somebody.
#[derive(Clone, Copy, Default)]
struct Theirs<'a>([Option<&'a Held>; 2]);

impl Theirs<'_> {
    fn in_period(self, number: i64) -> u32 {
        self.0.iter().flatten().map(|held| held.in_period(number)).fold(0, u32::saturating_add)
    }

    fn last_on(self) -> Option<LocalDate> {
        self.0.iter().flatten().filter_map(|held| held.last_on).max()
    }

    fn latest(self, up_to: i64) -> Option<i64> {
        self.0.iter().flatten().filter_map(|held| held.latest(up_to)).max()
    }
}

/// What is the same for all who work on the same days of the week: told once somebody asks.
struct ByWeek<T>(Vec<(Week, OnceCell<T>)>);

impl<T> ByWeek<T> {
    fn of(weeks: &[Week]) -> Self {
        ByWeek(weeks.iter().map(|week| (*week, OnceCell::new())).collect())
    }

    fn get(&self, week: Week, told: impl FnOnce() -> T) -> Option<&T> {
        self.0.iter().find(|(own, _)| *own == week).map(|(_, cell)| cell.get_or_init(told))
    }
}

/// How a programme is looked at, whatever the format.
struct Look<'a> {
    holidays: Option<&'a [i64]>,
    is_large: bool,
    policy: &'a ProgrammePolicy,
    /// The days of the week on which people work, each combination once.
    weeks: Vec<Week>,
}

impl<'a> Look<'a> {
    fn of(team: &TeamProgramme<'a>, on: LocalDate, holidays: Option<&'a [i64]>) -> Self {
        let mut weeks = Vec::new();
        for week in team.members.iter().filter_map(|member| member.working_days.as_ref()).map(Week::of) {
            if !weeks.contains(&week) {
                weeks.push(week);
            }
        }
        Look { holidays, is_large: team.is_large(on), policy: team.policy, weeks }
    }

    /// How many sessions are expected of somebody in a period from one day to another.
    fn wanted(&self, asks: &Asks, period: (i64, i64), presence: &Presence<'_>) -> u32 {
        match presence.stand(asks, period, self.policy) {
            Stand::Expected(times) => times,
            Stand::Away | Stand::NotThere | Stand::NoneOfTheirs => 0,
        }
    }

    /// Whoever works on these days of the week and is there throughout.
    fn throughout(&self, week: Week) -> Presence<'a> {
        Presence::throughout(week, self.holidays.unwrap_or_default())
    }
}

/// A version of the programme: those of its own days that are looked at, and what was held of which format in its periods.
struct Version<'a> {
    held: ByFormat<'a, Held>,
    own: DaySpan,
    programme: &'a Programme,
}

impl<'a> Version<'a> {
    fn of(team: &TeamProgramme<'a>, on: LocalDate, (places, is_large): (&Places<'_>, bool)) -> Option<Self> {
        let programme = team.programme;
        let own = team.own_days(DaySpan { first: programme.starts_on.min(on), last: on })?;
        let held = team.sessions.iter().filter(|session| session.was_held() && session.on <= on);
        let mut held = team.by_format(held.enumerate(), (places, is_large), Held::add);
        held.values_mut().for_each(|of_format| of_format.each(Held::settle));
        Some(Version { held, own, programme })
    }
}

/// The periods of a format in a version, before the one in which the day lies, and what was held in them.
struct Stretch<'a> {
    held: Option<&'a OfFormat<Held>>,
    /// The first of the version's own days.
    begins: i64,
    /// The numbers of the first and of the last.
    ends: (i64, i64),
    periods: Periods,
    /// The first and the last day of each that lies wholly within the version's own days, told once for everybody: of months, whose
    /// days take long to be told.
    months: Vec<(i64, i64)>,
    /// How many of those that lie wholly within the version's own days, up to each of them, ask for a session.
    wanted: ByWeek<Vec<u64>>,
    /// The first and the last of those: nothing is asked for in the others.
    whole: (i64, i64),
}

impl<'a> Stretch<'a> {
    /// Up to a period, where that is said.
    fn of(version: &'a Version<'a>, format: &MeetingFormat, look: &Look<'_>, up_to: Option<i64>) -> Self {
        let (own, periods) = (version.own, format.rhythm_in(look.is_large).periods(version.programme.starts_on));
        let (first, last) = (periods.number(own.first), periods.number(own.last));
        let last = up_to.map_or(last, |up_to| last.min(up_to));
        let begins = own.first.days();
        let is_whole =
            |number: i64| periods.ends(number).is_some_and(|(first, last)| begins <= first && last <= own.last.days());
        // Those between the ends lie between the ends of its days, too.
        let whole_first = if is_whole(first) { first } else { first.saturating_add(1) };
        let whole_last = if is_whole(last) { last } else { last.saturating_sub(1) };
        Stretch {
            held: version.held.get(&format.format),
            begins,
            ends: (first, last),
            periods,
            months: match periods {
                Periods::Months(..) => (whole_first..=whole_last).map_while(|number| periods.ends(number)).collect(),
                Periods::Days | Periods::Weeks(..) => Vec::new(),
            },
            wanted: ByWeek::of(&look.weeks),
            whole: (whole_first, whole_last),
        }
    }

    /// The first and the last day of a period that lies wholly within the version's own days; nothing of any other.
    fn span(&self, number: i64) -> Option<(i64, i64)> {
        let (first, last) = self.whole;
        let place = usize::try_from(number.checked_sub(first)?).ok().filter(|_| number <= last)?;
        self.months.get(place).copied().or_else(|| self.periods.ends(number))
    }

    fn theirs(&self, place: usize) -> Theirs<'_> {
        self.held.map(|held| Theirs(held.for_member(place))).unwrap_or_default()
    }
}

/// The periods that are over in which a session was expected and not held, since one was last held in full.
#[derive(Default)]
struct Missed {
    count: u64,
    /// The first day after the first of them.
    since: Option<LocalDate>,
}

/// A format, what its rhythm asks for, the period in which the day lies, and those before it: those of the version in force,
/// and of the ones before it in which it had the same rhythm, the latest first.
struct Looked<'a> {
    asks: Asks,
    format: &'a MeetingFormat,
    look: &'a Look<'a>,
    now: Numbered,
    /// How many sessions are expected in that one.
    now_wanted: ByWeek<u32>,
    /// One at least, that of the version in force.
    stretches: Vec<Stretch<'a>>,
}

impl<'a> Looked<'a> {
    fn of(format: &'a MeetingFormat, versions: &'a [Version<'a>], look: &'a Look<'a>) -> Option<Self> {
        let (current, earlier) = versions.split_first()?;
        let rhythm = format.rhythm_in(look.is_large);
        let periods = rhythm.periods(current.programme.starts_on);
        let now = periods.numbered(periods.number(current.own.last))?;
        let own = Stretch::of(current, format, look, Some(now.number.saturating_sub(1)));
        let is_same = |version: &&Version<'_>| {
            let mut formats = version.programme.formats().iter();
            formats.any(|before| before.format == format.format && before.rhythm_in(look.is_large) == rhythm)
        };
        let before = earlier.iter().take_while(is_same).map(|version| Stretch::of(version, format, look, None));
        let stretches = [own].into_iter().chain(before).collect();
        Some(Looked { asks: rhythm.asks(), format, look, now, now_wanted: ByWeek::of(&look.weeks), stretches })
    }

    /// What was held for somebody in the version in force.
    fn theirs(&self, place: usize) -> Theirs<'_> {
        self.stretches.first().map(|own| own.theirs(place)).unwrap_or_default()
    }

    /// How many sessions are expected of somebody in the period in which the day lies.
    fn wanted_now(&self, presence: &Presence<'_>) -> u32 {
        let wanted = |presence: &Presence<'_>| self.look.wanted(&self.asks, (self.now.first, self.now.last), presence);
        if !presence.is_throughout(self.now.first, self.now.last) {
            return wanted(presence);
        }
        let week = presence.week();
        let told = self.now_wanted.get(week, || wanted(&self.look.throughout(week)));
        told.copied().unwrap_or_else(|| wanted(presence))
    }

    /// How many sessions are expected of somebody in a period of a stretch.
    fn wanted(&self, stretch: &Stretch<'_>, number: i64, presence: &Presence<'_>) -> u32 {
        stretch.span(number).map_or(0, |period| self.look.wanted(&self.asks, period, presence))
    }

    /// What somebody missed in the periods before the one in which the day lies.
    fn missed(&self, place: usize, presence: &Presence<'_>, few: i64) -> Missed {
        let mut missed = Missed::default();
        for stretch in &self.stretches {
            let full = self.last_in_full(stretch, stretch.theirs(place), presence);
            let behind = full.map_or(i64::MIN, |number| number.saturating_add(1));
            let hired = presence.first_of(stretch.periods, stretch.begins).unwrap_or(i64::MIN);
            let (first, last) = (stretch.whole.0.max(behind).max(hired), stretch.whole.1);
            let count = self.wanting(stretch, (first, last), presence, few);
            if count > 0 {
                let oldest = (first..=last).find(|number| self.wanted(stretch, *number, presence) > 0);
                missed.count = missed.count.saturating_add(count);
                let behind = oldest.and_then(|number| stretch.span(number)).and_then(|(_, last)| last.checked_add(1));
                missed.since = behind.and_then(LocalDate::from_days).or(missed.since);
            }
            if full.is_some() {
                break;
            }
        }
        missed
    }

    /// The last period of a stretch in which as many were held as were expected, and one at least.
    fn last_in_full(&self, stretch: &Stretch<'_>, theirs: Theirs<'_>, presence: &Presence<'_>) -> Option<i64> {
        let (first, last) = stretch.ends;
        let mut up_to = last;
        loop {
            let number = theirs.latest(up_to).filter(|number| *number >= first)?;
            let held = theirs.in_period(number);
            // No more are wanted of anybody than the rhythm asks for.
            if held >= self.asks.times || held >= self.wanted(stretch, number, presence) {
                return Some(number);
            }
            up_to = number.checked_sub(1)?;
        }
    }

    /// How many periods of a stretch, from one to another, ask for a session of somebody who is employed in all of them.
    fn wanting(&self, stretch: &Stretch<'_>, (first, last): (i64, i64), presence: &Presence<'_>, few: i64) -> u64 {
        let is_wanted = |number: i64| u64::from(self.wanted(stretch, number, presence) > 0);
        let week = presence.week();
        let of_all = if last.saturating_sub(first) < few {
            None
        } else {
            stretch.wanted.get(week, || self.wanted_up_to(stretch, week))
        };
        let Some(up_to) = of_all else {
            return (first..=last).map(is_wanted).fold(0, u64::saturating_add);
        };
        let before = |number: i64| {
            let place = usize::try_from(number.saturating_sub(stretch.whole.0)).ok();
            place.and_then(|place| up_to.get(place)).copied().unwrap_or_default()
        };
        let between = |first: i64, last: i64| before(last.saturating_add(1)).saturating_sub(before(first));
        // Whoever is on leave in some of them is looked at there by themselves.
        let on_leave = presence.on_leave_in(stretch.periods, (first, last));
        on_leave.fold(between(first, last), |count, number| {
            count.saturating_sub(between(number, number)).saturating_add(is_wanted(number))
        })
    }

    /// How many of a stretch's whole periods before each of them, and before what comes after the last, ask for a session of
    /// whoever is there throughout.
    fn wanted_up_to(&self, stretch: &Stretch<'_>, week: Week) -> Vec<u64> {
        let (first, last) = stretch.whole;
        let presence = self.look.throughout(week);
        let each = (first..=last).map(|number| u64::from(self.wanted(stretch, number, &presence) > 0));
        let sums = each.scan(0_u64, |sum, wanted| {
            *sum = sum.saturating_add(wanted);
            Some(*sum)
        });
        [0].into_iter().chain(sums).collect()
    }
}

impl TeamProgramme<'_> {
    /// What is due on a day; nothing where the programme is not in force on it. The versions before it, the latest first, tell
    /// what was missed of formats whose rhythm has stayed.
    #[must_use]
    pub fn due(&self, on: LocalDate, before: &[&Programme]) -> ProgrammeDue {
        self.due_by(on, before, FEW)
    }

    /// The same, where so many periods are looked at one by one.
    pub(super) fn due_by(&self, on: LocalDate, before: &[&Programme], few: i64) -> ProgrammeDue {
        let day = DaySpan { first: on, last: on };
        let holidays = self.holidays();
        let look = Look::of(self, on, holidays.as_deref());
        let is_in_force = self.own_days(day).is_some();
        let programmes = [self.programme].into_iter().chain(before.iter().copied()).filter(|_| is_in_force);
        let teams = programmes.map(|programme| TeamProgramme { programme, ..*self });
        let members = self.by_key();
        let places = Places::of(&members);
        let versions: Vec<Version<'_>> =
            teams.map_while(|team| Version::of(&team, on, (&places, look.is_large))).collect();
        let own = versions.first().map(|version| version.own);
        let looked = |format| Looked::of(format, &versions, &look);
        let looked_at: Vec<Looked<'_>> = self.programme.formats().iter().filter_map(looked).collect();
        let person = |(place, member): (usize, &Member)| {
            let presence = Presence::of(member, holidays.as_deref());
            let mut formats = Vec::new();
            if let (Ok(presence), Some(own)) = (&presence, own) {
                formats.reserve_exact(looked_at.len());
                let due = |looked: &Looked<'_>| self.format_due(looked, (presence, own), place, few);
                formats.extend(looked_at.iter().filter_map(due));
            }
            DueOfPerson {
                formats,
                person: member.person.clone(),
                works_today: presence.as_ref().ok().map(|presence| presence.works_on(on)),
                unknown: presence.err().unwrap_or_default(),
            }
        };
        let people =
            members.into_iter().enumerate().filter(|(_, member)| member.is_employed(day)).map(person).collect();
        ProgrammeDue { on, people }
    }

    /// Whether a format is due for somebody on the last of the programme's own days that are looked at.
    fn format_due(
        &self,
        looked: &Looked<'_>,
        (presence, own): (&Presence<'_>, DaySpan),
        place: usize,
        few: i64,
    ) -> Option<DueFormat> {
        let theirs = looked.theirs(place);
        // The programme asks for nothing in a period that began before it did, or reaches past its last day.
        let current = looked.now.days;
        let reaches_past = self.programme.ends_on.is_some_and(|last| current.last > last);
        let asks_now = if current.first < own.first || reaches_past { 0 } else { looked.wanted_now(presence) };
        let held_now = theirs.in_period(looked.now.number);
        let by = (held_now < asks_now).then_some(current.last);
        if asks_now > 0 && by.is_none() {
            return None;
        }
        let missed = if held_now == 0 { looked.missed(place, presence, few) } else { Missed::default() };
        let (state, since) = match (missed.since, by) {
            (Some(since), _) => (DueState::Overdue, since),
            (None, Some(_)) => (DueState::Due, current.first),
            (None, None) => return None,
        };
        Some(DueFormat {
            by,
            format: looked.format.format.clone(),
            last_held_on: theirs.last_on(),
            missed: missed.count,
            since,
            state,
        })
    }
}
