//! Whose the one text of an assessment is, and when a redaction takes it away.

use super::Assessment;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(assessment: &mut Assessment, redaction: &Redaction) {
    if let Some(cancelled) = assessment.cancelled.as_deref_mut() {
        redaction.redact(&mut cancelled.reason, Whose::wrote(cancelled.done.by, assessment.person));
    }
}
