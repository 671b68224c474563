//! Whose the texts of a plan that is proposed are, and which of them a redaction takes away.

use super::PlanProposal;
use touchline_kernel::redaction::{Redaction, Whose};

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
