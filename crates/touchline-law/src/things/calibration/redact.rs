//! Whose the texts of a calibration are, and which of them a redaction takes away.

use super::Calibration;
use touchline_kernel::command::Actor;
use touchline_kernel::redaction::{Redaction, Whose};

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
