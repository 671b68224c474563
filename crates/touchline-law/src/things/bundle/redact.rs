//! Whose the texts of a bundle are, and which of them a redaction takes away.

use super::{Bundle, Change};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom the bundle coaches, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Created(body) => Some(body.agent),
        Change::Released(_)
        | Change::Responded(_)
        | Change::Edited(_)
        | Change::SessionRecorded(_)
        | Change::Acknowledged(_)
        | Change::SessionDenied(_)
        | Change::Concluded(_)
        | Change::Cancelled(_)
        | Change::Archived(_)
        | Change::Restored(_)
        | Change::HandedOver(_) => None,
    }
}

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
