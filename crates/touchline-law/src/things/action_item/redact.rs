//! Whose the texts of an action item are, and which of them a redaction takes away.

use super::ActionItem;
use touchline_kernel::redaction::{Redaction, Whose};

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
