//! Whose the texts of an assignment are, and which of them a redaction takes away.

use super::{Change, ReviewAssignment};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whose call it is, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Assigned(body) => Some(body.agent),
        Change::Requested(body) => Some(body.agent),
        Change::Accepted(_)
        | Change::Reassigned(_)
        | Change::Recalled(_)
        | Change::Declined(_)
        | Change::Withdrawn(_)
        | Change::Finished(_)
        | Change::HandedOver(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(known: &mut ReviewAssignment, redaction: &Redaction) {
    let agent = known.agent;
    redaction.redact_any(&mut known.note, Whose::wrote(known.asked.by, agent));
    for turn in &mut known.history {
        redaction.redact_any(&mut turn.text, Whose::wrote(turn.done.by, agent));
    }
}
