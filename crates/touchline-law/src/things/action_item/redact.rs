//! Whose the texts of an action item are, and which of them a redaction takes away.

use super::{ActionItem, Change};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Who is to do it, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Assigned(body) => Some(body.assignee),
        Change::Started(_)
        | Change::ProgressNoted(_)
        | Change::Completed(_)
        | Change::ExtensionRequested(_)
        | Change::ExtensionGranted(_)
        | Change::ExtensionDeclined(_)
        | Change::Verified(_)
        | Change::RevisionRequested(_)
        | Change::Cancelled(_)
        | Change::Archived(_)
        | Change::Restored(_)
        | Change::HandedOver(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(item: &mut ActionItem, redaction: &Redaction) {
    let wrote = |by| Whose::wrote(by, item.assignee);
    let assigned = wrote(item.assigned.by);
    redaction.redact(&mut item.task, assigned);
    redaction.redact_any(&mut item.details, assigned);
    for turn in &mut item.history {
        redaction.redact_any(&mut turn.text, wrote(turn.done.by));
    }
    for extension in &mut item.extensions {
        redaction.redact(&mut extension.reason, wrote(extension.asked.by));
        if let Some(answer) = &mut extension.answer {
            redaction.redact_any(&mut answer.text, wrote(answer.done.by));
        }
    }
}
