//! Whose the note of a training item is, and when a redaction takes it away.

use super::{Change, TrainingItem};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom the finding is about, where the change holds one.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Raised(finding) | Change::Reinstated(finding) => Some(finding.agent),
        Change::Withdrawn(_)
        | Change::Superseded(_)
        | Change::Started(_)
        | Change::Returned(_)
        | Change::Resolved(_)
        | Change::LetGo(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(item: &mut TrainingItem, redaction: &Redaction) {
    let by = item.noted_by.as_deref().copied().unwrap_or(item.raised.by);
    redaction.redact_any(&mut item.note, Whose::wrote(by, item.agent));
}
