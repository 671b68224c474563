//! Whose the text of a private note is, and whether a redaction takes it away.

use super::PrivateNote;
use touchline_kernel::command::Actor;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(note: &mut PrivateNote, redaction: &Redaction) {
    let own = Whose::wrote(Actor::Person(note.author), note.coachee);
    if let Some(text) = &mut note.text {
        redaction.redact(text, own);
    }
}
