//! Whose the texts of a review are, and which of them a redaction takes away.

use super::Review;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(review: &mut Review, redaction: &Redaction) {
    let agent = review.agent;
    // A draft is changed by nobody but whoever made it.
    let content = Whose::wrote(review.created.by, agent);
    redaction.redact_any(&mut review.summary, content);
    for comment in &mut review.comments {
        redaction.redact_any(&mut comment.quote, content);
        redaction.redact_any(&mut comment.speaker, content);
        redaction.redact(&mut comment.text, content);
    }
    let superseded = review.superseded.iter_mut().filter_map(|before| before.filled.as_mut());
    let filled = review.filled.as_deref_mut().into_iter().chain(superseded);
    for answer in filled.flat_map(|filled| &mut filled.form.answers) {
        redaction.redact_any(&mut answer.comment, content);
        redaction.redact_any(&mut answer.justification, content);
    }
    for item in &mut review.items {
        redaction.redact(&mut item.task, content);
        redaction.redact_any(&mut item.details, content);
    }
    for dispute in &mut review.disputes {
        let disputed = Whose::wrote(dispute.raised.by, agent);
        dispute.points.iter_mut().for_each(|point| redaction.redact(&mut point.reason, disputed));
        let Some(closed) = &mut dispute.closed else { continue };
        let decided = Whose::wrote(closed.done.by, agent);
        redaction.redact_any(&mut closed.note, decided);
        for ruled in &mut closed.rulings {
            redaction.redact_any(&mut ruled.note, decided);
            ruled.also.iter_mut().for_each(|also| redaction.redact_any(&mut also.comment, decided));
        }
    }
    for remark in review.addenda.iter_mut().chain(review.retracted.as_deref_mut()) {
        redaction.redact(&mut remark.text, Whose::wrote(remark.done.by, agent));
    }
    for entry in &mut review.thread {
        redaction.redact(&mut entry.text, Whose::wrote(entry.done.by, agent));
    }
}
