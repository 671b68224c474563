//! Whose the texts of a session are, and which of them a redaction takes away.

use super::Session;
use touchline_kernel::redaction::{Redaction, Whose};

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
