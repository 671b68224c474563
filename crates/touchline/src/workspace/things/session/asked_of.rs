//! What is asked of a session by one act of a calendar file, as a command; or why none is made of it.
//!
//! Rules: SES-08.

use schemars::JsonSchema;
use serde::Serialize;

use super::invited::numbers_of;
use crate::workspace::things::session_series::course::Course;
use touchline_calculators::calendar::{
    CalendarAct, CancelledEvent, EventReply, EventTime, MovedEvent, Participation, ScheduledEvent,
};
use touchline_kernel::time::Zone;
use touchline_kernel::{Instant, Key, Note};
use touchline_law::facts::{PlanCoachRef, PlanStanding};
use touchline_law::things::session::{
    Act, CancelSession, MomentStart, ReplyToSession, RescheduleSession, Session, SessionAnswer, SessionStart, State,
};

/// Why no command is made of what a calendar file asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyNoCommand {
    /// Whether they come is not said, or in a word that is not known.
    AnswerNotUnderstood,
    /// They send somebody else, who is not invited.
    Delegated,
    /// They said something later, and that stands.
    LaterReplyStands,
    /// No session takes so long, or it is not whole minutes.
    LengthNotPossible,
    /// The series would never end, and one of sessions does.
    NeverEnds,
    /// It is about one of several occurrences, and a session is one.
    OfOccurrence,
    /// It would be on a day as a whole, and a session begins at a time.
    OnDay,
    /// The series would have more sessions than there are, or fewer at other times: which of them becomes which is not told.
    OtherSessions,
    /// It answers a change of the session, or calls one off, since which it was changed again.
    Outdated,
    /// Somebody proposes it, or a proposal is turned down: nothing is decided.
    Proposal,
    /// Neither the file nor the question says why the session is called off.
    ReasonMissing,
    /// It would recur, and a session is one; or a series would recur beside the sessions that it has.
    Recurs,
    /// The latest of it is asked for: `session.calendar` gives it, or `session_series.calendar`.
    RefreshAsked,
    /// What became of the session was said already.
    SessionOver,
    /// Who answers takes no part in it.
    TakesNoPart,
    /// It stands so already.
    Unchanged,
    /// Who answers has an address that is none of those handed in.
    UnknownAddress,
    /// It answers a change of the session that nobody made here.
    UnknownChange,
    /// It is no session, or none that the viewer sees.
    UnknownEvent,
}

impl WhyNoCommand {
    /// Whether there is nothing to be done of what is asked for.
    pub(super) const fn stands_so(self) -> bool {
        matches!(self, WhyNoCommand::Outdated | WhyNoCommand::SessionOver | WhyNoCommand::Unchanged)
    }
}

/// By which numbers a file tells how often what it says was changed.
#[derive(Clone, Copy)]
pub(super) struct Numbers {
    /// The earliest that has the session as it stands.
    in_force: u64,
    /// Whether the file is of a series, of which the session is an occurrence.
    is_of_series: bool,
    /// The latest.
    latest: u64,
}

impl Numbers {
    /// Of a session's own file.
    pub(super) fn of_session(session: &Session, plan: Option<&PlanStanding<'_>>) -> Self {
        let (in_force, latest) = numbers_of(session, plan);
        Numbers { in_force, is_of_series: false, latest }
    }

    /// Of the file of the series that it is of.
    pub(super) fn of_series(course: &Course<'_>, session: &Session) -> Self {
        Numbers { in_force: course.in_force_since(session), is_of_series: true, latest: course.sequence() }
    }
}

/// What is asked of a session, and by whom.
pub(super) struct AskedOf<'a> {
    /// Why a session is called off where the file does not say.
    pub(super) because: Option<&'a Note>,
    /// What whoever asks adds.
    pub(super) note: Option<Note>,
    /// The numbers of the file that it stands in.
    pub(super) numbers: Numbers,
    /// Who asks, where that is known.
    pub(super) of: Option<&'a PlanCoachRef>,
    /// The plan of the session, which says who coaches still.
    pub(super) plan: Option<PlanStanding<'a>>,
    /// The session.
    pub(super) session: &'a Session,
}

impl AskedOf<'_> {
    /// The command.
    pub(super) fn command(self, act: &CalendarAct) -> Result<Act, WhyNoCommand> {
        if self.session.state != State::Scheduled {
            return Err(WhyNoCommand::SessionOver);
        }
        match act {
            CalendarAct::Added(_) => Err(WhyNoCommand::Recurs),
            CalendarAct::ProposalDeclined(_) => Err(WhyNoCommand::Proposal),
            CalendarAct::Moved(event) => self.moved(event).map(Act::Reschedule),
            CalendarAct::Reinstated(_) => Err(WhyNoCommand::OfOccurrence),
            CalendarAct::Cancelled(event) => self.cancelled(event).map(Act::Cancel),
            CalendarAct::Replied(event) => self.replied(event).map(Act::Reply),
            CalendarAct::Scheduled(event) => self.rescheduled(event).map(Act::Reschedule),
        }
    }

    /// For whom a command is sent: an external coach is named in it.
    fn on_behalf_of(&self) -> Option<Key> {
        match self.of {
            Some(PlanCoachRef::External(coach)) => Some(coach.contact.clone()),
            _ => None,
        }
    }

    fn cancelled(self, event: &CancelledEvent) -> Result<CancelSession, WhyNoCommand> {
        refuse_if(event.is_proposal, WhyNoCommand::Proposal)?;
        refuse_if(!self.is_about_it(event.recurrence_id.is_some()), WhyNoCommand::OfOccurrence)?;
        refuse_if(event.sequence < self.numbers.in_force, WhyNoCommand::Outdated)?;
        let (on_behalf_of, session) = (self.on_behalf_of(), self.session.session);
        let reason = self.note.or_else(|| self.because.cloned()).ok_or(WhyNoCommand::ReasonMissing)?;
        Ok(CancelSession { on_behalf_of, reason, session })
    }

    fn replied(self, event: &EventReply) -> Result<ReplyToSession, WhyNoCommand> {
        refuse_if(!self.is_about_it(event.recurrence_id.is_some()), WhyNoCommand::OfOccurrence)?;
        let who = self.of.ok_or(WhyNoCommand::UnknownAddress)?;
        refuse_if(!self.plan.is_some_and(|plan| self.session.takes_part(who, &plan)), WhyNoCommand::TakesNoPart)?;
        let answer = answer(event.participation)?;
        refuse_if(event.sequence < self.numbers.in_force, WhyNoCommand::Outdated)?;
        refuse_if(event.sequence > self.numbers.latest, WhyNoCommand::UnknownChange)?;
        let stands = self.session.answer_of(who);
        let is_later = stands.is_some_and(|stands| event.stamped_at.is_some_and(|at| at < stands.said_at));
        refuse_if(is_later, WhyNoCommand::LaterReplyStands)?;
        // An answer that says no moment of its own counts from none that is later.
        let is_same = stands.is_some_and(|stands| {
            stands.stands_for(answer, self.note.as_ref(), event.stamped_at.unwrap_or(stands.said_at))
        });
        refuse_if(is_same, WhyNoCommand::Unchanged)?;
        Ok(ReplyToSession {
            answer,
            on_behalf_of: self.on_behalf_of(),
            comment: self.note,
            said_at: event.stamped_at,
            session: self.session.session,
            to_sequence: Some(self.session.sequence()),
        })
    }

    fn rescheduled(&self, event: &ScheduledEvent) -> Result<RescheduleSession, WhyNoCommand> {
        refuse_if(event.is_proposal, WhyNoCommand::Proposal)?;
        refuse_if(event.sequence < self.numbers.in_force, WhyNoCommand::Outdated)?;
        refuse_if(!event.series.is_single(), WhyNoCommand::Recurs)?;
        let (series, told) = (&event.series, event.series.length_seconds);
        // A file that says no length is read as one that takes none.
        self.begins(series.zone.meant(series.start), series.zone, Some(told).filter(|told| *told > 0))
    }

    fn moved(&self, event: &MovedEvent) -> Result<RescheduleSession, WhyNoCommand> {
        refuse_if(!self.numbers.is_of_series, WhyNoCommand::OfOccurrence)?;
        refuse_if(event.is_proposal, WhyNoCommand::Proposal)?;
        refuse_if(event.sequence < self.numbers.in_force, WhyNoCommand::Outdated)?;
        let own = self.session.time.zone;
        match &event.starts {
            EventTime::Day(_) => Err(WhyNoCommand::OnDay),
            EventTime::Elsewhere(time) => self.begins(time.at, Zone::default(), event.length_seconds),
            EventTime::Floating(local) => self.begins(own.meant(*local), own, event.length_seconds),
            EventTime::Zoned(time) => self.begins(time.at, time.zone, event.length_seconds),
        }
    }

    /// Whether what is about an occurrence, or is not, is about the session: an occurrence is of a series alone.
    const fn is_about_it(&self, is_of_occurrence: bool) -> bool {
        self.numbers.is_of_series || !is_of_occurrence
    }

    /// That it begins then, by the clock of a zone, and takes so long; as long as it did where that is not told.
    fn begins(&self, at: Instant, zone: Zone, length_seconds: Option<u64>) -> Result<RescheduleSession, WhyNoCommand> {
        let (time, length_minutes) = (self.session.time, length_seconds.map(minutes).transpose()?);
        let lasts = length_minutes.unwrap_or(time.length_minutes);
        let is_same = second(at) == second(time.starts_at) && lasts == time.length_minutes;
        refuse_if(is_same, WhyNoCommand::Unchanged)?;
        // Whoever writes a moment names no clock: it stays the session's own.
        let zone = Some(zone).filter(|zone| *zone != Zone::default());
        Ok(RescheduleSession {
            length_minutes,
            on_behalf_of: self.on_behalf_of(),
            session: self.session.session,
            starts: SessionStart::Moment(MomentStart { at, zone }),
        })
    }
}

const fn second(at: Instant) -> i64 {
    at.millis().div_euclid(1_000)
}

/// How long it takes, where a session can.
fn minutes(seconds: u64) -> Result<u32, WhyNoCommand> {
    let minutes = u32::try_from(seconds.div_euclid(60)).ok();
    let possible = minutes.filter(|minutes| seconds.is_multiple_of(60) && (1..=1_440).contains(minutes));
    possible.ok_or(WhyNoCommand::LengthNotPossible)
}

fn answer(said: Option<Participation>) -> Result<SessionAnswer, WhyNoCommand> {
    match said {
        Some(Participation::Accepted) => Ok(SessionAnswer::Accepted),
        Some(Participation::Declined) => Ok(SessionAnswer::Declined),
        Some(Participation::Tentative) => Ok(SessionAnswer::Tentative),
        Some(Participation::Delegated) => Err(WhyNoCommand::Delegated),
        Some(Participation::NeedsAction) | None => Err(WhyNoCommand::AnswerNotUnderstood),
    }
}

fn refuse_if(is: bool, why: WhyNoCommand) -> Result<(), WhyNoCommand> {
    if is { Err(why) } else { Ok(()) }
}
