//! Whose the texts of a self-review are, and which of them a redaction takes away.

use super::SelfReview;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(known: &mut SelfReview, redaction: &Redaction) {
    let content = Whose::wrote(known.created.by, known.agent);
    for answer in known.filled.as_deref_mut().into_iter().flat_map(|filled| &mut filled.form.answers) {
        redaction.redact_any(&mut answer.comment, content);
        redaction.redact_any(&mut answer.justification, content);
    }
}
