//! `programme.team_due`, `programme.team_adherence`, `programme.team_hours`: a programme held against the meetings that were
//! recorded of it, for those who keep it. Who takes part is whoever stands below the one who leads the team now and has not
//! left; what is expected of them the calculators know.
//!
//! Rules: ACC-19, ORG-07, PRG-02, PRG-03, PRG-06.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::LookUp;
use crate::workspace::queries::{Asked, Question};
use touchline_calculators::programme::{
    Adherence, CoachingHours, CoachingSession, HeldAgainst, MOST_DAYS, Member, Programme as Document, ProgrammeDue,
    TeamProgramme,
};
use touchline_kernel::{Code, DaySpan, Key, LocalDate, PersonId, Rejection};
use touchline_law::facts::{ProgrammeVersion, Refusal, refuse_first};
use touchline_law::ground::ProgrammeId;
use touchline_law::ground::people::Person;
use touchline_law::things::coaching_meeting::CoachingMeeting;
use touchline_law::things::programme::Programme;

/// Of which programme it is asked what is due, and when.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeTeamDueOf")]
pub struct ProgrammeTeamDue {
    /// The day.
    pub on: LocalDate,
    /// The programme.
    pub programme: ProgrammeId,
}

/// Of which programme it is asked how it was adhered to, and on which days.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeTeamAdherenceOf")]
pub struct ProgrammeTeamAdherence {
    /// The programme.
    pub programme: ProgrammeId,
    /// The days, where the organisation is. Those that are not over yet are left out.
    pub window: DaySpan,
}

/// Of which programme it is asked how many hours of coaching served what, and on which days.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ProgrammeTeamHoursOf")]
pub struct ProgrammeTeamHours {
    /// The programme.
    pub programme: ProgrammeId,
    /// The days.
    pub window: DaySpan,
}

/// How a version of a programme was adhered to.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct VersionAdherence {
    /// How it was adhered to, on those of the days that are its own.
    pub adherence: Adherence,
    /// The version.
    pub version: u32,
}

/// How a programme was adhered to, version by version.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TeamAdherence {
    /// The programme.
    pub programme: ProgrammeId,
    /// Each version that was in force on one of the days, the first first.
    pub versions: Vec<VersionAdherence>,
    /// The days that were looked at: those of the days asked for that are over; null where none is.
    pub window: Option<DaySpan>,
}

/// A programme that the viewer keeps, with all that it is held against.
struct Team<'a> {
    holidays: Option<BTreeSet<LocalDate>>,
    members: Vec<Member>,
    people: BTreeSet<PersonId>,
    programme: &'a Programme,
}

impl<'a> Team<'a> {
    fn of(asked: &Asked<'a>, programme: ProgrammeId) -> Result<Self, Refusal> {
        let programme = kept(asked, programme)?;
        let below = asked.world.lines.everybody_below(programme.manager);
        let people = below.into_iter().filter_map(|person| asked.world.tables.people.get(person));
        let people = people.map(|person| &person.document).filter(|person| person.active);
        let members: Vec<(PersonId, Member)> =
            people.map(|person| Ok((person.person, member(asked, person)?))).collect::<Result<_, Refusal>>()?;
        Ok(Team {
            holidays: asked.policy.organisation.days_off(),
            people: members.iter().map(|(person, _)| *person).collect(),
            members: members.into_iter().map(|(_, member)| member).collect(),
            programme,
        })
    }

    /// The meetings within some days that were for all, or for some of those who take part.
    fn sessions(&self, asked: &Asked<'_>, days: DaySpan) -> Vec<CoachingSession> {
        let mut teams = LookUp::default();
        let mut own_team = |manager| teams.entry(manager).or_insert_with(|| self.own_team(asked, manager)).clone();
        let meetings = asked.world.meetings_of(self.programme.programme, days);
        let session = |meeting: &CoachingMeeting| Some(meeting.content.as_session(self.whom(meeting, &mut own_team)?));
        meetings.filter_map(session).collect()
    }

    /// For whom of those who take part a meeting was: nobody is named where it was for all, and nothing is told where it was for
    /// none of them. One of a team below was for that team and for who leads it.
    fn whom(
        &self,
        meeting: &CoachingMeeting,
        own_team: &mut impl FnMut(PersonId) -> Vec<PersonId>,
    ) -> Option<Vec<PersonId>> {
        let people = match meeting.person {
            None if meeting.manager == self.programme.manager => return Some(Vec::new()),
            None => own_team(meeting.manager),
            Some(person) => self.people.get(&person).copied().into_iter().collect(),
        };
        (!people.is_empty()).then_some(people)
    }

    /// Those who take part of a team below, and of them who leads it.
    fn own_team(&self, asked: &Asked<'_>, manager: PersonId) -> Vec<PersonId> {
        let team = asked.world.lines.everybody_below(manager).into_iter().chain([manager]);
        team.filter(|person| self.people.contains(person)).collect()
    }

    /// Holds a version against sessions; refuses more days than are looked at, which stand at `path`.
    fn held_against<T>(
        &self,
        asked: &Asked<'_>,
        (document, sessions): (&Document, &[CoachingSession]),
        (days, path, asked_for): (DaySpan, &str, HeldAgainst),
        told: impl FnOnce(&TeamProgramme<'_>) -> T,
    ) -> Result<T, Refusal> {
        let team = TeamProgramme {
            holidays: self.holidays.as_ref(),
            members: &self.members,
            policy: &asked.policy.programme,
            programme: document,
            sessions,
        };
        refuse_first(team.check_days(days, path, asked_for), str::to_owned)?;
        Ok(told(&team))
    }
}

/// Somebody who takes part, as far as the viewer is shown them: whoever is not shown when somebody is employed and away is told
/// that it is not known, and nothing that rests on it.
fn member(asked: &Asked<'_>, person: &Person) -> Result<Member, Refusal> {
    let is_shown = asked.sees_employment(person.person)?;
    let (hire_date, leave) = if is_shown { (person.hire_date, person.leave.clone()) } else { (None, None) };
    Ok(Member {
        active_until: None,
        hire_date,
        leave,
        person: Key::new(&person.person.to_string()),
        working_days: person.working_days.clone(),
    })
}

/// A programme that the viewer keeps: nobody else learns of it.
pub(super) fn kept<'a>(asked: &Asked<'a>, programme: ProgrammeId) -> Result<&'a Programme, Refusal> {
    let programme = asked.world.tables.programmes.get(programme).ok_or(Code::NotFound)?;
    asked.show(programme)?.ok_or(Code::NotFound)?;
    Ok(programme)
}

/// The version that is in force on a day, else the newest.
pub(super) fn version_on(programme: &Programme, on: LocalDate) -> Option<&ProgrammeVersion> {
    let versions = &programme.versions;
    versions.iter().find(|version| version.runs_on(on)).or(versions.last())
}

/// The versions before one, the latest first, that began within the days that are looked at up to a day.
fn before<'a>(programme: &'a Programme, version: &Document, on: LocalDate) -> Vec<&'a Document> {
    let earlier = programme.versions.iter().rev().map(|earlier| &earlier.document);
    let earlier = earlier.skip_while(|earlier| earlier.version >= version.version);
    earlier.take_while(|earlier| DaySpan { first: earlier.starts_on, last: on }.days() <= MOST_DAYS).collect()
}

/// Whether a version has a day within some days.
fn has_day_in(version: &ProgrammeVersion, days: DaySpan) -> bool {
    let document = &version.document;
    document.starts_on <= days.last && document.ends_on.is_none_or(|last| last >= days.first)
}

fn check(window: DaySpan) -> Result<(), Refusal> {
    Ok(window.check().map_err(|reason| Rejection::from(reason).at("/body/window"))?)
}

impl Question for ProgrammeTeamDue {
    type View = ProgrammeDue;

    /// Of a programme that is not in force on the day nothing is due: the newest version says so.
    fn answer(&self, asked: &Asked<'_>) -> Result<ProgrammeDue, Refusal> {
        let team = Team::of(asked, self.programme)?;
        let document = &version_on(team.programme, self.on).ok_or(Code::NotFound)?.document;
        let before = before(team.programme, document, self.on);
        let began = before.last().map_or(document.starts_on, |first| first.starts_on);
        let days = DaySpan { first: began.min(self.on), last: self.on };
        // What was held last is told though a version before this one asked for it.
        let since = team.programme.versions.first().map_or(days.first, |first| first.document.starts_on);
        let sessions = team.sessions(asked, DaySpan { first: since.min(days.first), ..days });
        let days = (days, "/body/on", HeldAgainst::Due);
        team.held_against(asked, (document, &sessions), days, |team| team.due(self.on, &before))
    }
}

impl Question for ProgrammeTeamAdherence {
    type View = TeamAdherence;

    fn answer(&self, asked: &Asked<'_>) -> Result<TeamAdherence, Refusal> {
        let team = Team::of(asked, self.programme)?;
        check(self.window)?;
        let window = over_by(self.window, asked.policy.organisation.zone.day_of(asked.viewing.at));
        let sessions = window.map(|window| team.sessions(asked, window)).unwrap_or_default();
        let of_version = |(version, window): (&ProgrammeVersion, DaySpan)| {
            let (document, days) = (&version.document, (self.window, "/body/window", HeldAgainst::Adherence));
            let told = |team: &TeamProgramme<'_>| team.adherence(window);
            let adherence = team.held_against(asked, (document, &sessions), days, told)?;
            Ok(VersionAdherence { adherence, version: document.version })
        };
        let versions = window.into_iter().flat_map(|window| team.programme.versions.iter().map(move |of| (of, window)));
        let versions = versions.filter(|(version, window)| has_day_in(version, *window));
        let versions = versions.map(of_version).collect::<Result<_, Refusal>>()?;
        Ok(TeamAdherence { programme: self.programme, versions, window })
    }
}

/// Those of some days that are over on a day.
fn over_by(days: DaySpan, today: LocalDate) -> Option<DaySpan> {
    let last = days.last.min(today.checked_add_days(-1)?);
    (days.first <= last).then_some(DaySpan { last, ..days })
}

impl Question for ProgrammeTeamHours {
    type View = CoachingHours;

    fn answer(&self, asked: &Asked<'_>) -> Result<CoachingHours, Refusal> {
        kept(asked, self.programme)?;
        check(self.window)?;
        let meetings = asked.world.meetings_of(self.programme, self.window);
        let sessions: Vec<CoachingSession> =
            meetings.map(|meeting| meeting.content.as_session(meeting.person)).collect();
        Ok(CoachingHours::of(&sessions, Some(self.window)))
    }
}
