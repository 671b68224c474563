//! Whose the one text of a skill report is, and when a redaction takes it away.

use super::{Change, SkillReport};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whose scores they are, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Recorded(body) | Change::RecordedForReview(body) => Some(body.person),
        Change::Released(_) | Change::Held(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(report: &mut SkillReport, redaction: &Redaction) {
    if let Some(held) = report.held.as_deref_mut() {
        redaction.redact(&mut held.reason, Whose::wrote(held.done.by, report.person));
    }
}
