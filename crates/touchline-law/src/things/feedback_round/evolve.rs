//! What an event changes in a feedback round.
//!
//! Rules: FBK-02.

use super::content::Response;
use super::{Asked, Change, FeedbackAsked, FeedbackRound, FeedbackRoundRemark, RoundReleased, State};
use touchline_calculators::feedback::FeedbackAnswer;
use touchline_kernel::{Done, Event, next_version};

/// The feedback round after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(round: Option<FeedbackRound>, event: Event<Change>) -> Option<FeedbackRound> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(known) = round else {
        let Change::Asked(body) = change else { return None };
        return Some(asked(body, done));
    };
    let known = FeedbackRound { version: next_version(known.version), ..known };
    match change {
        Change::Asked(_) => None,
        Change::Submitted(body) => answered(known, Some(body.answers), done),
        Change::Declined(_) => answered(known, None, done),
        Change::Released(body) => {
            let released = Some(Box::new(RoundReleased { done, groups: body.groups }));
            Some(FeedbackRound { changed_at: done.at, released, state: State::Released, ..known })
        }
        Change::Cancelled(body) => {
            let cancelled = Some(Box::new(FeedbackRoundRemark { done, text: body.reason }));
            Some(FeedbackRound { cancelled, changed_at: done.at, state: State::Cancelled, ..known })
        }
        Change::Archived(_) => Some(FeedbackRound { archived: true, changed_at: done.at, ..known }),
        Change::Restored(_) => Some(FeedbackRound { archived: false, changed_at: done.at, ..known }),
    }
}

fn asked(body: FeedbackAsked, done: Done) -> FeedbackRound {
    let FeedbackAsked { asked, closes_at, coachee, due_on, feedback_round, on_behalf_of, plan, questions } = body;
    let people = asked.into_iter().map(|one| Asked { person: one.person, relation: one.relation, response: None });
    FeedbackRound {
        archived: false,
        asked: done,
        cancelled: None,
        changed_at: done.at,
        closes_at,
        coachee,
        due_on,
        feedback_round,
        on_behalf_of,
        people: people.collect(),
        plan,
        questions,
        released: None,
        state: State::Open,
        version: 1,
    }
}

/// The round with what came of one who was asked, which moves nothing that others are shown.
fn answered(mut known: FeedbackRound, answers: Option<Vec<FeedbackAnswer>>, done: Done) -> Option<FeedbackRound> {
    let person = done.by.person()?;
    let asked = known.people.iter_mut().find(|asked| asked.person == person && asked.response.is_none())?;
    asked.response = Some(Box::new(Response { answers, at: done.at }));
    Some(known)
}
