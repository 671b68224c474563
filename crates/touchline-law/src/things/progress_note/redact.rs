//! Whose the texts of a progress note are, and which of them a redaction takes away.

use super::{Change, ProgressNote};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom its plan coaches, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Written(body) | Change::WrittenShared(body) => Some(body.coachee),
        Change::Corrected(_) | Change::Shared(_) | Change::Withdrawn(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(note: &mut ProgressNote, redaction: &Redaction) {
    // Nobody but its author corrects it, so that all that it ever said is theirs.
    let own = Whose::wrote(note.written.by, note.coachee);
    redaction.redact(&mut note.text, own);
    note.corrections.iter_mut().for_each(|correction| redaction.redact(&mut correction.was, own));
}
