//! Whose the text of a session's note is, and whether a redaction takes it away.

use super::{Change, SessionNote};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom the plan of its session coaches, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Written(body) => Some(body.coachee),
        Change::MadeConfidential(_)
        | Change::DisclosureProposed(_)
        | Change::Disclosed(_)
        | Change::DisclosureDropped(_)
        | Change::AddendumAdded(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(note: &mut SessionNote, redaction: &Redaction) {
    redaction.redact(&mut note.text, Whose::wrote(note.written.by, note.coachee));
    for addendum in &mut note.addenda {
        redaction.redact(&mut addendum.text, Whose::wrote(addendum.done.by, note.coachee));
    }
}
