//! Whose the texts of feedback between a coach and whom a plan coaches are, and which of them a redaction takes away.

use super::{CoachFeedbackGiven, PlanFeedback};
use crate::facts::PlanCoachRef;
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom it describes: the coach whom it is for, where that is a person of the organisation, and else whom the plan coaches, who
/// is given it or wrote it.
pub(super) fn described(coachee: PersonId, to: Option<&PlanCoachRef>) -> PersonId {
    to.and_then(PlanCoachRef::person).unwrap_or(coachee)
}

/// Whom feedback to a coach describes.
pub(super) fn described_in(given: &CoachFeedbackGiven) -> PersonId {
    described(given.coachee, Some(&given.to))
}

/// Takes away what a redaction takes.
pub(super) fn redact(feedback: &mut PlanFeedback, redaction: &Redaction) {
    let described = described(feedback.coachee, feedback.to.as_ref().map(|to| &to.coach));
    let own = Whose::wrote(feedback.given.by, described);
    feedback.content.texts_mut().for_each(|text| redaction.redact(text, own));
    redaction.redact_any(&mut feedback.content.text, own);
}
