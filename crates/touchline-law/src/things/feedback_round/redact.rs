//! Whose the texts of a feedback round are, and which of them a redaction takes away.

use super::FeedbackRound;
use touchline_calculators::feedback::AnswerGiven;
use touchline_kernel::command::Actor;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes. What is shown of the answers is read from them, and so goes with them.
pub(super) fn redact(round: &mut FeedbackRound, redaction: &Redaction) {
    let coachee = round.coachee;
    let asker = Whose::wrote(round.asked.by, coachee);
    round.questions.iter_mut().for_each(|question| redaction.redact(&mut question.text, asker));
    for asked in &mut round.people {
        let own = Whose::wrote(Actor::Person(asked.person), coachee);
        let response = asked.response.as_deref_mut();
        for answer in response.into_iter().flat_map(|response| &mut response.answers).flatten() {
            if let AnswerGiven::Text(given) = &mut answer.answer {
                redaction.redact(&mut given.text, own);
            }
        }
    }
    if let Some(cancelled) = round.cancelled.as_deref_mut() {
        redaction.redact(&mut cancelled.text, Whose::wrote(cancelled.done.by, coachee));
    }
}
