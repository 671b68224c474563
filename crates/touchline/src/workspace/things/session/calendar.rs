//! `session.calendar`: the calendar file of a session, for whoever sees it. It says when the session is, who comes and whether it
//! takes place; nothing that is said in it, nor any topic or remark, has a place in the file.
//!
//! Rules: KER-17, SES-03.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::address::{CalendarAddress, by_address};
use crate::workspace::queries::{Asked, Question};
use touchline_calculators::calendar::{
    Attendee, AttendeeRole, Invitation, Organizer, Participation, SentMethod, Series,
};
use touchline_kernel::rejection::Faults;
use touchline_kernel::time::Zone;
use touchline_kernel::{Code, DetailKey, Key, Name, PersonId, Reason, Rejection, Title};
use touchline_law::facts::{Facts as _, PlanCoach, PlanCoachRef, Refusal, refuse_if};
use touchline_law::ground::SessionId;
use touchline_law::things::person::card;
use touchline_law::things::plan::{Plan, PlanSight};
use touchline_law::things::session::{Session, SessionAnswer, SessionTime, State};

/// Of which session a file is made, and for whom.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "SessionCalendarOf")]
pub struct SessionCalendar {
    /// Who of those who take part is invited by it, in its order, and by which address: one at least.
    pub addresses: Vec<CalendarAddress>,
    /// Where it takes place; null where that is not told.
    #[serde(default)]
    pub location: Option<Title>,
    /// Whose event it is: the address to which answers are sent.
    pub organizer: Organizer,
    /// The session.
    pub session: SessionId,
    /// What it is called; null where that is not told. Whoever sees a calendar of theirs sees it.
    #[serde(default)]
    pub summary: Option<Title>,
}

/// The calendar file of a session.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SessionCalendarFile")]
pub struct CalendarFileView {
    /// What it is sent for, which a mail says beside its type: an invitation, or that the session is called off.
    pub method: SentMethod,
    /// How often what it says was changed since the session was scheduled.
    pub sequence: u64,
    /// The file, with CRLF as its line ends, of the type `text/calendar; charset=utf-8`.
    pub text: String,
}

impl Question for SessionCalendar {
    type View = CalendarFileView;

    fn answer(&self, asked: &Asked<'_>) -> Result<CalendarFileView, Refusal> {
        asked.shown::<Session>(self.session)?.ok_or(Code::NotFound)?;
        let session = asked.world.tables.sessions.get(self.session).ok_or(Code::NotFound)?;
        let invitation = self.invitation(asked, session)?;
        let mut faults = Faults::default();
        invitation.check(&mut faults);
        let fault = faults.told().err().and_then(|bad| bad.faults.into_iter().next());
        if let Some(fault) = fault {
            return Err(Rejection::from(fault.reason).at(place_of(&fault.path)).into());
        }
        let text = invitation.file().map_err(|refused| refused.at("/body/session"))?;
        Ok(CalendarFileView { method: invitation.method, sequence: invitation.sequence, text })
    }
}

/// The place in the question from which a part of the invitation comes: an attendee for each address.
fn place_of(path: &str) -> String {
    match path.strip_prefix("/attendees") {
        Some(rest) => format!("/body/addresses{rest}"),
        None if path.starts_with("/series") => "/body/session".to_owned(),
        None => format!("/body{path}"),
    }
}

impl SessionCalendar {
    fn invitation(&self, asked: &Asked<'_>, session: &Session) -> Result<Invitation, Refusal> {
        let method = if session.state == State::Cancelled { SentMethod::Cancel } else { SentMethod::Request };
        Ok(Invitation {
            attendees: self.attendees(asked, session, method)?,
            location: self.location.clone(),
            method,
            only: None,
            organizer: self.organizer.clone(),
            sequence: session.sequence(),
            series: series_of(session.time),
            stamped_at: asked.viewing.at,
            summary: self.summary.clone(),
            uid: Key::new(&session.session.to_string()),
        })
    }

    fn attendees(&self, asked: &Asked<'_>, session: &Session, method: SentMethod) -> Result<Vec<Attendee>, Refusal> {
        by_address(&self.addresses)?;
        let external = external_coaches(asked, session)?;
        let plan = asked.world.plan(session.plan).present()?.ok_or(Code::NotFound)?;
        let mut attendees = Vec::new();
        for (nth, CalendarAddress { address, of }) in self.addresses.iter().enumerate() {
            let path = format!("/body/addresses/{nth}/of");
            refuse_if(!session.takes_part(of, &plan), Code::NotFound, &path)?;
            let is_twice = self.addresses.iter().take(nth).any(|earlier| earlier.of == *of);
            let twice = Reason::new(Code::EntryTwice).with(DetailKey::Actual, address.as_str());
            refuse_if(is_twice, twice, &path)?;
            let name = match of {
                PlanCoachRef::Person(coach) => name_of(asked, coach.person)?,
                PlanCoachRef::External(_) => {
                    external.iter().find(|(coach, _)| coach == of).map(|(_, name)| name.clone())
                }
            };
            attendees.push(Attendee {
                address: address.clone(),
                // A name that was redacted is not told.
                name: name.filter(|name| !name.as_str().is_empty()),
                participation: participation(session, of),
                role: AttendeeRole::ReqParticipant,
                wants_reply: method == SentMethod::Request,
            });
        }
        Ok(attendees)
    }
}

/// When a session takes place, as a series of one. What no clock of its zone shows by itself, the second time of an hour that
/// clocks go through twice, is told in UTC.
pub(super) fn series_of(time: SessionTime) -> Series {
    let second = |at: touchline_kernel::Instant| at.millis().div_euclid(1_000);
    let start = time.zone.shown(time.starts_at);
    let is_meant = second(time.zone.meant(start)) == second(time.starts_at);
    let zone = if is_meant { time.zone } else { Zone::default() };
    Series {
        added: Vec::new(),
        length_seconds: u64::from(time.length_minutes).saturating_mul(60),
        moved: Vec::new(),
        rule: None,
        skipped: Vec::new(),
        start: zone.shown(time.starts_at),
        zone,
    }
}

/// Whether somebody comes, as calendars say it.
fn participation(session: &Session, who: &PlanCoachRef) -> Participation {
    match session.answer_of(who).map(|reply| reply.answer) {
        None => Participation::NeedsAction,
        Some(SessionAnswer::Accepted) => Participation::Accepted,
        Some(SessionAnswer::Declined) => Participation::Declined,
        Some(SessionAnswer::Tentative) => Participation::Tentative,
    }
}

/// What somebody is called, for a viewer who may know that.
fn name_of(asked: &Asked<'_>, person: PersonId) -> Result<Option<Name>, Refusal> {
    let Some(known) = asked.world.tables.people.get(person) else { return Ok(None) };
    Ok(card(&known.document, &asked.sight())?.map(|card| card.name))
}

/// The external coaches of the plan and their names, as the viewer sees them.
fn external_coaches(asked: &Asked<'_>, session: &Session) -> Result<Vec<(PlanCoachRef, Name)>, Refusal> {
    let coaches: Vec<PlanCoach> = match asked.shown::<Plan>(session.plan)? {
        Some(PlanSight::Agent(plan)) => plan.coaches,
        Some(PlanSight::Staff(plan)) => plan.coaches.into_iter().map(|kept| kept.coach).collect(),
        None => Vec::new(),
    };
    let named = |coach: PlanCoach| match &coach {
        PlanCoach::External(external) => Some((coach.meant(), external.name.clone())),
        PlanCoach::Person(_) => None,
    };
    Ok(coaches.into_iter().filter_map(named).collect())
}
