//! What an event changes in a self-review.

use super::{Change, SelfReview, State};
use touchline_kernel::{Done, Event, next_version};

/// The self-review after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(known: Option<SelfReview>, event: Event<Change>) -> Option<SelfReview> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    let Some(known) = known else {
        let Change::Created(body) = change else { return None };
        return Some(SelfReview {
            agent: body.agent,
            archived: false,
            call: body.call,
            changed_at: event.at,
            created: done,
            filled: None,
            judged: None,
            self_review: body.self_review,
            shelved: 0,
            state: State::Draft,
            submitted: None,
            version: 1,
        });
    };
    let mut known = SelfReview { changed_at: event.at, version: next_version(known.version), ..known };
    match change {
        Change::Created(_) => return None,
        Change::Filled(body) => known.filled = Some(Box::new(body.filled)),
        Change::Submitted(body) => {
            known.judged = body.judged;
            known.state = State::Submitted;
            known.submitted = Some(done);
        }
        Change::Discarded(_) => known.state = State::Discarded,
        Change::Archived(_) => shelve(&mut known, true),
        Change::Restored(_) => shelve(&mut known, false),
    }
    Some(known)
}

/// All who learn of it at all count that.
fn shelve(known: &mut SelfReview, archived: bool) {
    known.archived = archived;
    known.shelved = next_version(known.shelved);
}
