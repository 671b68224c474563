//! Whose the texts of a self-review are, and which of them a redaction takes away.

use super::{Change, SelfReview};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Who handled the call, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Created(body) => Some(body.agent),
        Change::Filled(_) | Change::Submitted(_) | Change::Discarded(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(known: &mut SelfReview, redaction: &Redaction) {
    let content = Whose::wrote(known.created.by, known.agent);
    for answer in known.filled.as_deref_mut().into_iter().flat_map(|filled| &mut filled.form.answers) {
        redaction.redact_any(&mut answer.comment, content);
        redaction.redact_any(&mut answer.justification, content);
    }
}
