//! Whose the texts of a calibration are, and which of them a redaction takes away.

use super::{Calibration, Change};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::redaction::{Redaction, Whose};

/// Who handled the call, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Drafted(body) => Some(body.agent),
        Change::Revised(_)
        | Change::Opened(_)
        | Change::Submitted(_)
        | Change::RaterAdded(_)
        | Change::RaterWithdrawn(_)
        | Change::ScoringEnded(_)
        | Change::Closed(_)
        | Change::Cancelled(_)
        | Change::Archived(_)
        | Change::Restored(_)
        | Change::HandedOver(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(calibration: &mut Calibration, redaction: &Redaction) {
    let agent = calibration.agent;
    for rater in &mut calibration.raters {
        let own = Whose::wrote(Actor::Person(rater.person), agent);
        let answers = rater.submitted.iter_mut().flat_map(|submitted| &mut submitted.form.answers);
        for answer in answers {
            redaction.redact_any(&mut answer.comment, own);
            redaction.redact_any(&mut answer.justification, own);
        }
    }
    for remark in calibration.closed.iter_mut().chain(&mut calibration.cancelled) {
        redaction.redact(&mut remark.text, Whose::wrote(remark.done.by, agent));
    }
}
