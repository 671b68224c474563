//! Whom a session tells what: those who take part that it comes near, and that nobody has said what became of it; each once for
//! each time that it is set to. Whoever comes to take part in it later is told as they would have been, and nobody else again.
//!
//! Rules: JOB-01, NTF-01, PLN-05.

use super::act::Happening;
use super::{Session, SessionCoach, SessionTime};
use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Planned, Template, To, When};
use touchline_kernel::Instant;

const fn row(template: Template, to: To, when: When) -> Notice {
    Notice { template, to, when, rule: "JOB-01" }
}

/// Coaches are told as everybody who takes part in the thing is; whom it coaches is told by themselves, in other words.
const SET: &[Notice] = &[
    row(Template::SessionSoon, To::Coached, When::BeforeItBegins),
    row(Template::SessionSoonToCoach, To::Circle, When::BeforeItBegins),
    row(Template::SessionOverdue, To::Coached, When::AfterItEnded),
    row(Template::SessionOverdueToCoach, To::Circle, When::AfterItEnded),
];

/// Whoever comes to take part is told as those are who did.
const JOINED: &[Notice] = &[
    row(Template::SessionSoonToCoach, To::Newcomer, When::BeforeItBegins),
    row(Template::SessionOverdueToCoach, To::Newcomer, When::AfterItEnded),
];

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling { on: Happening::Scheduled, needed: &["scheduled"], notices: SET },
    // What reminded of the time before says nothing any more.
    Telling { on: Happening::Rescheduled, needed: &["scheduled"], notices: SET },
    // Nor does what was to remind of it while its plan rested.
    Telling { on: Happening::TakenUp, needed: &["scheduled"], notices: SET },
    Telling { on: Happening::CoachJoined, needed: &["scheduled"], notices: JOINED },
];

/// What a message about a session says: the day on which it begins, where its clock is.
pub(super) fn says<F: Facts>(
    session: &Session,
    viewer: &Viewer<'_, F>,
    names: &[Placeholder],
) -> Result<Option<MessageFacts>, Refusal> {
    let agent_name = match viewer.see(session)? {
        None => return Ok(None),
        Some(Sight::Coached(_)) => None,
        Some(Sight::Staff(_)) => viewer.name_of(session.coachee, names)?,
    };
    let held_on = Some(session.time.zone.day_of(session.time.starts_at));
    Ok(Some(MessageFacts { agent_name, held_on, ..MessageFacts::about(session.coachee) }))
}

/// Whether a message still is one: of the time in force, to somebody who takes part, while it is still to be held or recorded, and
/// its plan's days ran then and run now. What came due while the plan was on hold is not told then: of what is still ahead as the plan
/// goes on, and of what is overdue by then, those are told as it does.
pub(super) fn still_tells<F: Facts>(
    session: &Session,
    viewer: &Viewer<'_, F>,
    told: &Planned,
) -> Result<bool, Refusal> {
    let joined = session.joined.iter().find(|joined| joined.person == told.recipient && joined.since == told.version);
    let is_of_time = match told.template {
        Template::SessionOverdue | Template::SessionOverdueToCoach => {
            let version = joined.map_or(told.version, |joined| joined.timed_since);
            tells_of_end(session, viewer, (told.at, version))
        }
        // Where its length alone changes it begins as it did; whoever comes to write for a coach of what has begun is told of its end.
        _ => {
            let is_ahead = told.at < session.time.starts_at;
            is_ahead && joined.map_or(told.version, |joined| joined.starts_since) == session.starts_since
        }
    };
    Ok(is_of_time && session.was_awaited(told.at, viewer.facts)? && tells_who_takes_part(session, viewer, told)?)
}

/// Whether whoever it is for takes part still, and did then: a coach who was removed may see the session for what else they are. Who
/// came back, and is told anew since they were not there, is told nothing else from before.
fn tells_who_takes_part<F: Facts>(session: &Session, viewer: &Viewer<'_, F>, told: &Planned) -> Result<bool, Refusal> {
    if !matches!(told.template, Template::SessionSoonToCoach | Template::SessionOverdueToCoach) {
        return Ok(true);
    }
    let Some(plan) = viewer.facts.plan(session.plan).present()? else { return Ok(false) };
    let is_told_anew =
        session.joined.iter().any(|joined| joined.person == told.recipient && told.version < joined.since);
    let coaches = session.coaches_of(&plan);
    let takes_part = |coach: &SessionCoach| coach.writer == told.recipient && plan.was_coaching(&coach.coach, told.at);
    Ok(!is_told_anew && coaches.iter().any(takes_part))
}

/// Whether it was overdue then by the time in force. Of one that was told to be so nothing is told again where its length alone
/// has changed since.
fn tells_of_end<F: Facts>(session: &Session, viewer: &Viewer<'_, F>, (at, version): (Instant, u64)) -> bool {
    let overdue_from = |time: SessionTime| viewer.policy.session.overdue_from(time.ends_at);
    let is_of_time = if version == session.timed_since {
        let stretched = session.moves.last().filter(|_| session.starts_since < session.timed_since);
        !stretched.is_some_and(|last| at == last.moved.at && last.moved.at > overdue_from(last.was))
    } else {
        let was_told = session.moves.last().is_some_and(|last| at <= last.moved.at);
        was_told && version >= session.starts_since
    };
    is_of_time && at > overdue_from(session.time)
}
