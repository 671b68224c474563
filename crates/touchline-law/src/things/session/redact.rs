//! Whose the texts of a session are, and which of them a redaction takes away.

use super::{Change, Session};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom its plan coaches, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Scheduled(body) => Some(body.coachee),
        Change::Rescheduled(_)
        | Change::TopicAdded(_)
        | Change::Held(_)
        | Change::Cancelled(_)
        | Change::Missed(_)
        | Change::CalledOff(_)
        | Change::Dropped(_)
        | Change::Replied(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(session: &mut Session, redaction: &Redaction) {
    let wrote = |by| Whose::wrote(by, session.coachee);
    for topic in &mut session.agenda {
        redaction.redact(&mut topic.topic, wrote(topic.added.by));
    }
    for reply in &mut session.replies {
        redaction.redact_any(&mut reply.comment, wrote(reply.replied.by));
    }
    if let Some(cancelled) = session.cancelled.as_deref_mut() {
        redaction.redact(&mut cancelled.text, wrote(cancelled.done.by));
    }
    if let Some(missed) = session.missed.as_deref_mut() {
        redaction.redact_any(&mut missed.reason, wrote(missed.recorded.by));
    }
}
