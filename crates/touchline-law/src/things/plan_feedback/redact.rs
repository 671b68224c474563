//! Whose the texts of feedback between a coach and whom a plan coaches are, and which of them a redaction takes away.

use super::PlanFeedback;
use super::act::described;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(feedback: &mut PlanFeedback, redaction: &Redaction) {
    let described = described(feedback.coachee, feedback.to.as_ref().map(|to| &to.coach));
    let own = Whose::wrote(feedback.given.by, described);
    feedback.content.texts_mut().for_each(|text| redaction.redact(text, own));
    redaction.redact_any(&mut feedback.content.text, own);
}
