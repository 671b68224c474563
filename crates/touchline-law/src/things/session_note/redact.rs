//! Whose the text of a session's note is, and whether a redaction takes it away.

use super::SessionNote;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(note: &mut SessionNote, redaction: &Redaction) {
    redaction.redact(&mut note.text, Whose::wrote(note.written.by, note.coachee));
    for addendum in &mut note.addenda {
        redaction.redact(&mut addendum.text, Whose::wrote(addendum.done.by, note.coachee));
    }
}
