//! Whose the texts of a bundle are, and which of them a redaction takes away.

use super::Bundle;
use touchline_kernel::command::Actor;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(bundle: &mut Bundle, redaction: &Redaction) {
    let agent = bundle.agent;
    let wrote = |by| Whose::wrote(by, agent);
    let content = wrote(bundle.edited_by.as_deref().copied().unwrap_or(bundle.created.by));
    redaction.redact_any(&mut bundle.content.notes, content);
    redaction.redact_any(&mut bundle.content.title, content);
    if let Some(response) = bundle.response.as_deref_mut() {
        redaction.redact(&mut response.text, wrote(Actor::Person(agent)));
    }
    if let Some(session) = bundle.session.as_deref_mut() {
        redaction.redact_any(&mut session.note, wrote(session.recorded.by));
    }
    let called_off_by = bundle.called_off_by.as_deref().copied().map(Actor::Person);
    if let Some(cancelled) = bundle.cancelled.as_deref_mut() {
        redaction.redact_any(&mut cancelled.text, wrote(called_off_by.unwrap_or(cancelled.done.by)));
    }
    for remark in [&mut bundle.acknowledged, &mut bundle.concluded, &mut bundle.denied].into_iter().flatten() {
        redaction.redact_any(&mut remark.text, wrote(remark.done.by));
    }
}
