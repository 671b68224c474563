//! Whom a session tells what: those who take part that it comes near, and that nobody has said what became of it; each once for
//! each time that it is set to.
//!
//! Rules: JOB-01, NTF-01.

use super::Session;
use super::act::Happening;
use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::{Telling, Viewer};
use crate::notify::{MessageFacts, Notice, Placeholder, Planned, Template, To, When};

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

pub(super) const TELLINGS: &[Telling<Happening>] = &[
    Telling { on: Happening::Scheduled, needed: &["scheduled"], notices: SET },
    // What reminded of the time before says nothing any more.
    Telling { on: Happening::Rescheduled, needed: &["scheduled"], notices: SET },
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

/// Whether a message still is one: of the time in force, while its plan's days run and it is still to be held or recorded.
pub(super) fn still_tells<F: Facts>(
    session: &Session,
    viewer: &Viewer<'_, F>,
    told: &Planned,
) -> Result<bool, Refusal> {
    Ok(told.version == session.timed_since && session.is_awaited(viewer.facts)?)
}
