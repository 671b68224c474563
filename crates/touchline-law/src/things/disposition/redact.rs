//! Whose the note of a disposition is, and when a redaction takes it away.

use super::Disposition;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(disposition: &mut Disposition, redaction: &Redaction) {
    redaction.redact_any(&mut disposition.note, Whose::wrote(disposition.given.by, disposition.agent));
}
