//! Adherence: of the sessions that a programme's rhythms ask for, how many were held, which were not and why, and which
//! took far longer or shorter than they should.
//!
//! A period counts where it lies wholly within the days that are looked at, the programme's own among them. It counts for
//! somebody who was there from its first day to its last, and on enough of the days on which they would work in it, which
//! leave and holidays are not.
//!
//! Rules: PRG-02, INS-07.

use schemars::JsonSchema;
use serde::Serialize;

use super::held_for::{ByFormat, OfFormat, Placed, Places};
use super::member::{Presence, Stand};
use super::rhythm::{Asks, Numbered};
use super::{
    CoachingSession, HeldFor, MeetingFormat, Member, MinutesRange, NotKnownOfMember, Rhythm, SessionOutcome,
    TeamProgramme,
};
use crate::metric::{Proportion, RateAnswer};
use touchline_kernel::look_up::LookUp;
use touchline_kernel::text::{Key, Prose};
use touchline_kernel::time::{DaySpan, LocalDate};

/// Why no session was held in a period in which one was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnfulfilledBecause {
    /// It was called off.
    Cancelled,
    /// It was set, and did not take place.
    Missed,
    /// Nothing is recorded.
    NothingRecorded,
}

/// A session that was expected and not held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unfulfilled {
    /// Why not.
    pub because: UnfulfilledBecause,
    /// The days in which it was expected.
    pub period: DaySpan,
    /// The reason that was given; null where none was.
    pub reason: Option<Prose>,
}

/// Periods in which no session was expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOutPeriods {
    /// Periods of which the person was away for too much: on leave, or by holidays.
    pub away: u64,
    /// Periods for all of which they were not there: not hired yet, or gone before the end.
    pub not_there: u64,
}

/// What was expected, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AdherenceOf {
    /// How many of those expected were called off, and not made up for in their period.
    pub cancelled: u64,
    /// How many were expected.
    pub expected: u64,
    /// How many of those expected were held.
    pub held: u64,
    /// How many of those expected were neither held nor called off.
    pub missing: u64,
    /// Held ÷ expected, with Wilson's interval.
    pub rate: RateAnswer,
}

/// How one person's sessions of one format stand.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AdherenceRow {
    /// What was expected, and what came of it; null where nobody can say when the person was there.
    pub adherence: Option<AdherenceOf>,
    /// Sessions that were held besides those expected: more of them in a period, or in one in which none was.
    pub extra: u64,
    /// The format.
    pub format: Key,
    /// Sessions that were held in a period which the days that are looked at cut, such as a week that is not over: nothing is expected
    /// in these, so that they are no more than was.
    pub in_cut_periods: u64,
    /// Periods in which none was expected.
    pub left_out: LeftOutPeriods,
    /// Who.
    pub person: Key,
    /// Those expected and not held, in order of time.
    pub unfulfilled: Vec<Unfulfilled>,
    /// What is not known of the person; empty where all is.
    pub unknown: Vec<NotKnownOfMember>,
}

/// Whether a session was too long or too short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TooLongOrShort {
    /// Too long.
    TooLong,
    /// Too short.
    TooShort,
}

/// A session that took far longer or shorter than its format says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OddLength {
    /// The format.
    pub format: Key,
    /// Whether it was too long or too short.
    pub length: TooLongOrShort,
    /// How many minutes it took.
    pub minutes: u32,
    /// How many it should take.
    pub minutes_meant: MinutesRange,
    /// Its day.
    pub on: LocalDate,
    /// For whom it was; empty where it was for the whole team.
    pub people: Vec<Key>,
}

/// How a format stands over all people.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct FormatAdherence {
    /// What was expected, and what came of it, over all of whom it can be said.
    pub adherence: AdherenceOf,
    /// The format.
    pub format: Key,
    /// For whom its sessions are held.
    pub held_for: HeldFor,
    /// How often they are held in this team.
    pub rhythm: Rhythm,
}

/// How a person stands over all formats.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PersonAdherence {
    /// What was expected, and what came of it; null where nobody can say when the person was there.
    pub adherence: Option<AdherenceOf>,
    /// Who.
    pub person: Key,
}

/// How a team adheres to its programme.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Adherence {
    /// Each format, in the programme's order.
    pub by_format: Vec<FormatAdherence>,
    /// Each person, in the order of their keys.
    pub by_person: Vec<PersonAdherence>,
    /// Sessions that took far longer or shorter than their format says, in order of time.
    pub odd_lengths: Vec<OddLength>,
    /// By person in the order of their keys, and by format in the programme's.
    pub rows: Vec<AdherenceRow>,
    /// Over all people and formats.
    pub total: AdherenceOf,
    /// The days that were looked at: those of the window in which the programme was in force; null where there were none.
    pub window: Option<DaySpan>,
}

/// Counts that add up.
#[derive(Clone, Copy, Default)]
struct Counts {
    cancelled: u64,
    expected: u64,
    held: u64,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.cancelled = self.cancelled.saturating_add(other.cancelled);
        self.expected = self.expected.saturating_add(other.expected);
        self.held = self.held.saturating_add(other.held);
    }

    fn told(self) -> AdherenceOf {
        let Counts { cancelled, expected, held } = self;
        let missing = expected.saturating_sub(held).saturating_sub(cancelled);
        let rate = RateAnswer::of(Proportion { hits: held, of: expected });
        AdherenceOf { cancelled, expected, held, missing, rate }
    }
}

/// What became of sessions of one period, in order of time.
#[derive(Default)]
struct InPeriod<'a> {
    cancelled: Vec<Placed<'a>>,
    held: u64,
    missed: Vec<Placed<'a>>,
}

/// What became of sessions, by the number of their period, and how many were held in all.
#[derive(Default)]
struct InPeriods<'a> {
    by_period: LookUp<i64, InPeriod<'a>>,
    held: u64,
}

impl<'a> InPeriods<'a> {
    fn add(&mut self, number: i64, placed: Placed<'a>) {
        let (_, session) = placed;
        let period = self.by_period.entry(number).or_default();
        match session.outcome {
            SessionOutcome::Cancelled(_) => period.cancelled.push(placed),
            SessionOutcome::Missed(_) => period.missed.push(placed),
            SessionOutcome::Held => {
                period.held = period.held.saturating_add(1);
                self.held = self.held.saturating_add(1);
            }
        }
    }
}

/// A format's sessions, as far as they are for somebody.
struct Theirs<'s, 'a>([Option<&'s InPeriods<'a>>; 2]);

impl<'s, 'a> Theirs<'s, 'a> {
    fn of(format: Option<&'s OfFormat<InPeriods<'a>>>, place: usize) -> Self {
        Theirs(format.map(|format| format.for_member(place)).unwrap_or_default())
    }

    fn held(&self) -> u64 {
        self.0.iter().flatten().map(|those| those.held).fold(0, u64::saturating_add)
    }

    fn in_period(&self, number: i64) -> [Option<&'s InPeriod<'a>>; 2] {
        self.0.map(|those| those.and_then(|those| those.by_period.get(&number)))
    }
}

/// A format, what its rhythm asks for, and the periods that are looked at.
struct Looked<'a> {
    asks: Asks,
    format: &'a MeetingFormat,
    periods: Vec<Numbered>,
}

impl<'a> Looked<'a> {
    fn of(format: &'a MeetingFormat, starts_on: LocalDate, (own, is_large): (Option<DaySpan>, bool)) -> Self {
        let rhythm = format.rhythm_in(is_large);
        let periods = own.map(|own| rhythm.periods(starts_on).within(own).collect()).unwrap_or_default();
        Looked { asks: rhythm.asks(), format, periods }
    }
}

impl TeamProgramme<'_> {
    /// How the team adhered over these days. Periods count once they are over.
    #[must_use]
    pub fn adherence(&self, window: DaySpan) -> Adherence {
        let own = self.own_days(window);
        let is_large = self.is_large(own.map_or(window.last, |own| own.last));
        let mut sessions: Vec<&CoachingSession> =
            self.sessions.iter().filter(|session| own.is_some_and(|own| own.contains(session.on))).collect();
        sessions.sort_by(|one, other| {
            let (on, people) = (one.on.cmp(&other.on), || one.people.cmp(&other.people));
            let format = || one.format.cmp(&other.format);
            let then = || one.minutes.cmp(&other.minutes).then_with(|| reason(one).cmp(&reason(other)));
            on.then_with(people).then_with(format).then_with(then)
        });
        let placed = sessions.iter().copied().enumerate();
        let members = self.by_key();
        let places = Places::of(&members);
        let of_formats: ByFormat<'_, InPeriods<'_>> = self.by_format(placed, (&places, is_large), InPeriods::add);
        let formats = self.programme.formats();
        let looked_at: Vec<Looked<'_>> =
            formats.iter().map(|format| Looked::of(format, self.programme.starts_on, (own, is_large))).collect();
        let holidays = self.holidays();
        let mut rows = Vec::with_capacity(formats.len().saturating_mul(self.members.len()));
        let mut by_format = vec![Counts::default(); formats.len()];
        let mut by_person = Vec::new();
        let mut total = Counts::default();
        for (place, member) in members.into_iter().enumerate() {
            let presence = Presence::of(member, holidays.as_deref());
            let mut of_person = Counts::default();
            for (looked, of_format) in looked_at.iter().zip(&mut by_format) {
                let those = Theirs::of(of_formats.get(&looked.format.format), place);
                let (row, counts) = match &presence {
                    Ok(presence) => self.row(looked, member, presence, &those),
                    Err(unknown) => (unknown_row(looked, member, unknown.clone(), &those), Counts::default()),
                };
                rows.push(row);
                of_format.add(counts);
                of_person.add(counts);
            }
            total.add(of_person);
            let adherence = presence.is_ok().then(|| of_person.told());
            by_person.push(PersonAdherence { adherence, person: member.person.clone() });
        }
        let by_format = formats.iter().zip(by_format).map(|(format, counts)| FormatAdherence {
            adherence: counts.told(),
            format: format.format.clone(),
            held_for: format.held_for,
            rhythm: format.rhythm_in(is_large).clone(),
        });
        Adherence {
            by_format: by_format.collect(),
            by_person,
            odd_lengths: self.odd_lengths(&sessions),
            rows,
            total: total.told(),
            window: own,
        }
    }

    /// One person's sessions of one format.
    fn row(
        &self,
        looked: &Looked<'_>,
        member: &Member,
        presence: &Presence<'_>,
        sessions: &Theirs<'_, '_>,
    ) -> (AdherenceRow, Counts) {
        let mut row = nothing(looked, member);
        let mut counts = Counts::default();
        let mut held_in_all: u64 = 0;
        for period in &looked.periods {
            let those = sessions.in_period(period.number);
            let held = held(those);
            held_in_all = held_in_all.saturating_add(held);
            let expected = match presence.stand(&looked.asks, (period.first, period.last), self.policy) {
                Stand::Expected(times) => times,
                Stand::Away => {
                    row.left_out.away = row.left_out.away.saturating_add(1);
                    continue;
                }
                Stand::NotThere => {
                    row.left_out.not_there = row.left_out.not_there.saturating_add(1);
                    continue;
                }
                Stand::NoneOfTheirs => continue,
            };
            let held = u32::try_from(held).unwrap_or(u32::MAX).min(expected);
            counts.add(Counts { cancelled: 0, expected: expected.into(), held: held.into() });
            let wanting = usize::try_from(expected.saturating_sub(held)).unwrap_or_default();
            if wanting > 0 {
                row.unfulfilled.extend(unfulfilled(period.days, those, wanting));
            }
        }
        let is_cancelled = |one: &&Unfulfilled| one.because == UnfulfilledBecause::Cancelled;
        let cancelled = row.unfulfilled.iter().filter(is_cancelled).count();
        counts.cancelled = u64::try_from(cancelled).unwrap_or(u64::MAX);
        row.extra = held_in_all.saturating_sub(counts.held);
        row.in_cut_periods = sessions.held().saturating_sub(held_in_all);
        row.adherence = Some(counts.told());
        (row, counts)
    }

    /// The sessions that took far longer or shorter than their format says.
    fn odd_lengths(&self, sessions: &[&CoachingSession]) -> Vec<OddLength> {
        let formats: LookUp<&Key, &MeetingFormat> =
            self.programme.formats().iter().map(|format| (&format.format, format)).collect();
        let beyond = u64::from(self.policy.length_percent);
        let odd = |session: &&CoachingSession| {
            let format = formats.get(session.format.as_ref()?)?;
            let minutes = session.minutes.filter(|_| session.was_held())?;
            let took = u64::from(minutes).saturating_mul(100);
            let times = |meant: u32, percent: u64| u64::from(meant).saturating_mul(percent);
            let length = if took < times(format.minutes.least, 100_u64.saturating_sub(beyond)) {
                TooLongOrShort::TooShort
            } else if took > times(format.minutes.most, beyond.saturating_add(100)) {
                TooLongOrShort::TooLong
            } else {
                return None;
            };
            let (format, minutes_meant) = (format.format.clone(), format.minutes);
            Some(OddLength { format, length, minutes, minutes_meant, on: session.on, people: session.people.clone() })
        };
        sessions.iter().filter_map(odd).collect()
    }
}

/// The reason that was given for a session that was not held.
fn reason(session: &CoachingSession) -> Option<&Prose> {
    match &session.outcome {
        SessionOutcome::Cancelled(not_held) | SessionOutcome::Missed(not_held) => not_held.reason.as_ref(),
        SessionOutcome::Held => None,
    }
}

/// How many were held, of everybody's and one's own.
fn held(those: [Option<&InPeriod<'_>>; 2]) -> u64 {
    those.iter().flatten().map(|those| those.held).fold(0, u64::saturating_add)
}

/// A row of which nothing is expected.
fn nothing(looked: &Looked<'_>, member: &Member) -> AdherenceRow {
    AdherenceRow {
        adherence: None,
        extra: 0,
        format: looked.format.format.clone(),
        in_cut_periods: 0,
        left_out: LeftOutPeriods::default(),
        person: member.person.clone(),
        unfulfilled: Vec::new(),
        unknown: Vec::new(),
    }
}

/// The row of somebody of whom nobody can say when they were there, so that all that was held is besides what was expected.
fn unknown_row(
    looked: &Looked<'_>,
    member: &Member,
    unknown: Vec<NotKnownOfMember>,
    sessions: &Theirs<'_, '_>,
) -> AdherenceRow {
    let extra = looked.periods.iter().map(|period| held(sessions.in_period(period.number)));
    let extra = extra.fold(0, u64::saturating_add);
    let in_cut_periods = sessions.held().saturating_sub(extra);
    AdherenceRow { extra, in_cut_periods, unknown, ..nothing(looked, member) }
}

/// So many sessions that are wanting in a period: first those that were called off, then those that were missed, then
/// those of which nothing is recorded.
fn unfulfilled(
    period: DaySpan,
    sessions: [Option<&InPeriod<'_>>; 2],
    wanting: usize,
) -> impl Iterator<Item = Unfulfilled> {
    let those = |because, of: for<'s, 'a> fn(&'s InPeriod<'a>) -> &'s [Placed<'a>]| {
        // Of either no more are told than are wanting, and together they are in order of time.
        let each = sessions.into_iter().flatten();
        let mut first: Vec<Placed<'_>> = each.flat_map(|those| of(those).iter().take(wanting).copied()).collect();
        first.sort_unstable_by_key(|(place, _)| *place);
        let told = move |(_, session): Placed<'_>| Unfulfilled { because, period, reason: reason(session).cloned() };
        first.into_iter().map(told)
    };
    let silent = move || Unfulfilled { because: UnfulfilledBecause::NothingRecorded, period, reason: None };
    let cancelled = those(UnfulfilledBecause::Cancelled, |those| &those.cancelled);
    let missed = those(UnfulfilledBecause::Missed, |those| &those.missed);
    cancelled.chain(missed).chain(std::iter::repeat_with(silent)).take(wanting)
}
