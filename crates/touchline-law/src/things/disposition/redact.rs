//! Whose the note of a disposition is, and when a redaction takes it away.

use super::{Change, Disposition};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom it is about.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    let Change::Given(given) = change;
    Some(given.agent)
}

/// Takes away what a redaction takes.
pub(super) fn redact(disposition: &mut Disposition, redaction: &Redaction) {
    redaction.redact_any(&mut disposition.note, Whose::wrote(disposition.given.by, disposition.agent));
}
