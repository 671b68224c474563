//! Who is invited by a calendar file of sessions, what it says of each of these, and the file as it is told.
//!
//! Rules: SES-03.

use schemars::JsonSchema;
use serde::Serialize;

use super::address::{CalendarAddress, by_address};
use crate::workspace::queries::Asked;
use touchline_calculators::calendar::{Attendee, AttendeeRole, FileTold, Invitation, Participation, SentMethod};
use touchline_kernel::rejection::Faults;
use touchline_kernel::time::Zone;
use touchline_kernel::{Code, DetailKey, Instant, Key, Name, PersonId, Reason, Rejection};
use touchline_law::facts::{Facts as _, PlanCoach, PlanCoachRef, PlanStanding, Refusal, refuse_if};
use touchline_law::ground::PlanId;
use touchline_law::things::person::card;
use touchline_law::things::plan::{Plan, PlanSight};
use touchline_law::things::session::{Session, SessionAnswer, SessionTime, State};

/// The calendar file of a session, or of a series of them.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "SessionCalendarFile")]
pub struct CalendarFileView {
    /// What it is sent for, which a mail says beside its type: an invitation, or that it is called off.
    pub method: SentMethod,
    /// How often what it says was changed since it was scheduled: moved, called off, or called off for somebody who takes part no
    /// more.
    pub sequence: u64,
    /// The file, with CRLF as its line ends, of the type `text/calendar; charset=utf-8`.
    pub text: String,
}

impl CalendarFileView {
    /// The file of an invitation, of what is told of it. What is refused is told by its place in the question, in which `thing`
    /// names what the file is of.
    pub(in crate::workspace) fn of(invitation: &Invitation, told: FileTold<'_>, thing: &str) -> Result<Self, Refusal> {
        let mut faults = Faults::default();
        invitation.check(&mut faults);
        let fault = faults.told().err().and_then(|bad| bad.faults.into_iter().next());
        if let Some(fault) = fault {
            return Err(Rejection::from(fault.reason).at(place_of(&fault.path, thing)).into());
        }
        let text = invitation.file_of(told).map_err(|refused| refused.at(thing))?;
        Ok(CalendarFileView { method: invitation.method, sequence: invitation.sequence, text })
    }
}

/// The place in the question from which a part of the invitation comes: an attendee for each address.
fn place_of(path: &str, thing: &str) -> String {
    match path.strip_prefix("/attendees") {
        Some(rest) => format!("/body/addresses{rest}"),
        None if path.starts_with("/series") => thing.to_owned(),
        None => format!("/body{path}"),
    }
}

/// The zone by whose clock a moment is told: UTC where no clock of this one shows it by itself, as the second time of an hour that
/// clocks go through twice.
pub(in crate::workspace) fn clock_of(zone: Zone, at: Instant) -> Zone {
    let second = |at: Instant| at.millis().div_euclid(1_000);
    let is_meant = second(zone.meant(zone.shown(at))) == second(at);
    if is_meant { zone } else { Zone::default() }
}

/// Whether a session was called off.
pub(in crate::workspace) fn is_off(session: &Session) -> bool {
    session.state == State::Cancelled
}

/// What somebody has answered to a session.
pub(in crate::workspace) fn answer_of(session: &Session, who: &PlanCoachRef) -> Option<SessionAnswer> {
    session.answer_of(who).map(|reply| reply.answer)
}

/// The numbers of a session's own file: the earliest that has it at its time, and the latest.
pub(in crate::workspace) fn numbers_of(session: &Session, plan: Option<&PlanStanding<'_>>) -> (u64, u64) {
    let left = plan.map(|plan| session.left_at(plan)).unwrap_or_default();
    let count = |counted: usize| u64::try_from(counted).unwrap_or(u64::MAX).saturating_add(session.sequence());
    let last = session.changes().max();
    let before = left.iter().filter(|at| last.is_some_and(|last| **at <= last)).count();
    (count(before), count(left.len()))
}

/// How long a session takes.
pub(in crate::workspace) fn length_seconds(time: SessionTime) -> u64 {
    u64::from(time.length_minutes).saturating_mul(60)
}

/// Somebody who is invited.
pub(in crate::workspace) struct Invited<'a> {
    address: &'a Key,
    name: Option<Name>,
    /// Who it is.
    pub(in crate::workspace) of: &'a PlanCoachRef,
}

impl Invited<'_> {
    /// What a file says of them who answered so.
    pub(in crate::workspace) fn attends(&self, answer: Option<SessionAnswer>, method: SentMethod) -> Attendee {
        Attendee {
            address: self.address.clone(),
            name: self.name.clone(),
            participation: participation(answer),
            role: AttendeeRole::ReqParticipant,
            wants_reply: method == SentMethod::Request,
        }
    }
}

/// Whether somebody comes, as calendars say it.
const fn participation(answer: Option<SessionAnswer>) -> Participation {
    match answer {
        None => Participation::NeedsAction,
        Some(SessionAnswer::Accepted) => Participation::Accepted,
        Some(SessionAnswer::Declined) => Participation::Declined,
        Some(SessionAnswer::Tentative) => Participation::Tentative,
    }
}

/// Those who are invited by these addresses to what is of a plan, in their order. Refused is who takes no part in it, and who stands
/// there twice.
pub(in crate::workspace) fn invited<'a>(
    asked: &Asked<'_>,
    addresses: &'a [CalendarAddress],
    plan: PlanId,
    takes_part: impl Fn(&PlanCoachRef, &PlanStanding<'_>) -> bool,
) -> Result<Vec<Invited<'a>>, Refusal> {
    by_address(addresses)?;
    let external = external_coaches(asked, plan)?;
    let plan = asked.world.plan(plan).present()?.ok_or(Code::NotFound)?;
    let mut invited = Vec::new();
    for (nth, CalendarAddress { address, of }) in addresses.iter().enumerate() {
        let path = format!("/body/addresses/{nth}/of");
        refuse_if(!takes_part(of, &plan), Code::NotFound, &path)?;
        let is_twice = addresses.iter().take(nth).any(|earlier| earlier.of == *of);
        let twice = Reason::new(Code::EntryTwice).with(DetailKey::Actual, address.as_str());
        refuse_if(is_twice, twice, &path)?;
        let name = match of {
            PlanCoachRef::Person(coach) => name_of(asked, coach.person)?,
            PlanCoachRef::External(_) => external.iter().find(|(coach, _)| coach == of).map(|(_, name)| name.clone()),
        };
        // A name that was redacted is not told.
        invited.push(Invited { address, name: name.filter(|name| !name.as_str().is_empty()), of });
    }
    Ok(invited)
}

/// What somebody is called, for a viewer who may know that.
fn name_of(asked: &Asked<'_>, person: PersonId) -> Result<Option<Name>, Refusal> {
    let Some(known) = asked.world.tables.people.get(person) else { return Ok(None) };
    Ok(card(&known.document, &asked.sight())?.map(|card| card.name))
}

/// The external coaches of a plan and their names, as the viewer sees them: those who coached before, too, by the name that they
/// had then.
fn external_coaches(asked: &Asked<'_>, plan: PlanId) -> Result<Vec<(PlanCoachRef, Name)>, Refusal> {
    let coaches: Vec<PlanCoach> = match asked.shown::<Plan>(plan)? {
        Some(PlanSight::Agent(plan)) => plan.coaches,
        Some(PlanSight::Staff(plan)) => {
            let former = plan.former_coaches.into_iter().rev().map(|former| former.kept);
            plan.coaches.into_iter().chain(former).map(|kept| kept.coach).collect()
        }
        None => Vec::new(),
    };
    let named = |coach: PlanCoach| match &coach {
        PlanCoach::External(external) => Some((coach.meant(), external.name.clone())),
        PlanCoach::Person(_) => None,
    };
    Ok(coaches.into_iter().filter_map(named).collect())
}
