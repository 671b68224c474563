//! Whose the one text of a certification is, and when a redaction takes it away.

use super::Certification;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(certification: &mut Certification, redaction: &Redaction) {
    if let Some(withdrawn) = certification.withdrawn.as_deref_mut() {
        redaction.redact(&mut withdrawn.reason, Whose::wrote(withdrawn.done.by, certification.person));
    }
}
