//! Whose the text of a private note is, and whether a redaction takes it away.

use super::{Change, PrivateNote};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom the plan of its session coaches, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Written(body) => Some(body.coachee),
        Change::Changed(_) | Change::Erased(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(note: &mut PrivateNote, redaction: &Redaction) {
    let own = Whose::wrote(Actor::Person(note.author), note.coachee);
    if let Some(text) = &mut note.text {
        redaction.redact(text, own);
    }
}
