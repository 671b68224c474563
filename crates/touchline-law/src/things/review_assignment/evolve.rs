//! What an event changes in the assignment of a review.

use super::lifecycle::State;
use super::{Change, Origin, ReviewAssigned, ReviewAssignment, ReviewRequested, Turn, TurnKind};
use touchline_kernel::{Actor, Done, Event, LocalDate, Note, next_version};

/// The assignment after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(known: Option<ReviewAssignment>, event: Event<Change>) -> Option<ReviewAssignment> {
    let done = Done { at: event.at, by: event.by };
    match (known, event.change) {
        (None, Change::Assigned(body)) => Some(assigned(body, done)),
        (None, Change::Requested(body)) => Some(requested(body, done)),
        (None, _) => None,
        (Some(known), change) => {
            let version = next_version(known.version);
            changed(ReviewAssignment { changed_at: event.at, version, ..known }, change, done)
        }
    }
}

fn changed(known: ReviewAssignment, change: Change, done: Done) -> Option<ReviewAssignment> {
    match change {
        Change::Assigned(_) | Change::Requested(_) => None,
        Change::Accepted(body) => {
            let known = ReviewAssignment { reviewer: body.reviewer, state: State::Open, ..known };
            Some(turned(due(known, body.due_on), TurnKind::Acceptance, None, done))
        }
        Change::Reassigned(body) => {
            // Whoever has put off what they are to do themselves has not assigned it.
            let is_own = done.by == Actor::Person(known.reviewer) && body.reviewer == known.reviewer;
            let assigner = known.assigner.filter(|_| is_own).or(done.by.person());
            let state = State::Open;
            let known = ReviewAssignment { assigner, reviewer: body.reviewer, state, ..known };
            Some(turned(due(known, body.due_on), TurnKind::Reassignment, Some(body.reason), done))
        }
        Change::Recalled(body) => {
            let done = Done { by: body.said_by.map_or(done.by, Actor::Person), ..done };
            Some(ended(known, State::Recalled, TurnKind::Recall, Some(body.reason), done))
        }
        Change::Declined(body) => Some(ended(known, State::Declined, TurnKind::Refusal, Some(body.reason), done)),
        Change::Withdrawn(body) => Some(ended(known, State::Withdrawn, TurnKind::Withdrawal, body.note, done)),
        Change::Finished(body) => {
            let known = ReviewAssignment { review: Some(body.review), ..known };
            Some(ended(known, State::Done, TurnKind::Completion, None, done))
        }
        Change::HandedOver(body) => {
            let known = ReviewAssignment { reviewer: body.to, ..known };
            let due_on = known.due_on;
            Some(turned(due(known, due_on), TurnKind::HandOver, None, done))
        }
        // When it ended stays as its last turn has it.
        Change::Archived(_) => Some(ReviewAssignment { archived: true, ..known }),
        Change::Restored(_) => Some(ReviewAssignment { archived: false, ..known }),
    }
}

fn assigned(body: ReviewAssigned, done: Done) -> ReviewAssignment {
    let ReviewAssigned { agent, call, due_on, note, review_assignment, reviewer } = body;
    let new = ReviewAssignment {
        agent,
        archived: false,
        asked: done,
        assigner: done.by.person(),
        call,
        changed_at: done.at,
        due_on: Some(due_on),
        due_since: 1,
        history: Vec::new(),
        note,
        origin: Origin::Assigned,
        review: None,
        review_assignment,
        reviewer,
        state: State::Open,
        version: 1,
    };
    turned(new, TurnKind::Assignment, None, done)
}

fn requested(body: ReviewRequested, done: Done) -> ReviewAssignment {
    let ReviewRequested { agent, call, note, review_assignment, reviewer } = body;
    let new = ReviewAssignment {
        agent,
        archived: false,
        asked: done,
        assigner: None,
        call,
        changed_at: done.at,
        due_on: None,
        due_since: 1,
        history: Vec::new(),
        note,
        origin: Origin::Requested,
        review: None,
        review_assignment,
        reviewer,
        state: State::Requested,
        version: 1,
    };
    turned(new, TurnKind::Request, None, done)
}

/// What reminded of a day before, or reminded another, says nothing any more.
fn due(known: ReviewAssignment, due_on: Option<LocalDate>) -> ReviewAssignment {
    ReviewAssignment { due_on, due_since: known.version, ..known }
}

fn turned(mut known: ReviewAssignment, kind: TurnKind, text: Option<Note>, done: Done) -> ReviewAssignment {
    known.history.push(Turn { done, due_on: known.due_on, kind, reviewer: known.reviewer, text });
    known
}

fn ended(known: ReviewAssignment, state: State, kind: TurnKind, text: Option<Note>, done: Done) -> ReviewAssignment {
    turned(ReviewAssignment { state, ..known }, kind, text, done)
}
