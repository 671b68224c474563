//! Whose the texts of a plan that is proposed are, and which of them a redaction takes away.

use super::{Change, PlanProposal};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom it would coach, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Proposed(body) => Some(body.coachee),
        Change::Accepted(_) | Change::Declined(_) | Change::Withdrawn(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(known: &mut PlanProposal, redaction: &Redaction) {
    let own = Whose::wrote(known.proposed.by, known.coachee);
    known.content.redact(own, redaction);
    known.milestones.iter_mut().for_each(|milestone| redaction.redact(&mut milestone.description, own));
    redaction.redact_any(&mut known.note, own);
    if let Some(outcome) = known.outcome.as_deref_mut() {
        redaction.redact_any(&mut outcome.reason, Whose::wrote(outcome.done.by, known.coachee));
    }
}
