//! Whose the texts of a progress note are, and which of them a redaction takes away.

use super::ProgressNote;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(note: &mut ProgressNote, redaction: &Redaction) {
    // Nobody but its author corrects it, so that all that it ever said is theirs.
    let own = Whose::wrote(note.written.by, note.coachee);
    redaction.redact(&mut note.text, own);
    note.corrections.iter_mut().for_each(|correction| redaction.redact(&mut correction.was, own));
}
