//! Whose the texts of a programme are, and when a redaction takes them away.

use super::Programme;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes. What was said of a programme, and why it was ended, is said of whoever leads the team.
pub(super) fn redact(programme: &mut Programme, redaction: &Redaction) {
    let manager = programme.manager;
    for review in programme.versions.iter_mut().filter_map(|version| version.reviewed.as_mut()) {
        for said in &mut review.feedback {
            redaction.redact(said, Whose::wrote(review.done.by, manager));
        }
    }
    if let Some(ended) = programme.ended.as_deref_mut() {
        redaction.redact(&mut ended.reason, Whose::wrote(ended.done.by, manager));
    }
}
