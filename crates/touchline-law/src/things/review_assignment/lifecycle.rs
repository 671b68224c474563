//! The table of a review's assignment: every state, every command, one cell each.
//!
//! Rules: KER-09, REV-20, REV-22.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where the assignment of a review stands. Whether it is overdue is derived when somebody looks.
    State as "ReviewAssignmentState" {
        /// Feedback was asked for, and nobody has taken it up.
        Requested,
        /// Somebody is to review the call.
        Open,
        /// A review of the call was delivered. Final.
        Done,
        /// It was taken back. Final.
        Recalled,
        /// The request was declined. Final.
        Declined,
        /// The request was taken back. Final.
        Withdrawn,
    }
    Verb {
        Assign,
        Request,
        Accept,
        Reassign,
        Recall,
        Decline,
        Withdraw,
        /// A review of the call is delivered: the library's own, in the record of the delivery.
        Finish,
        /// Whoever is to do it hands it over: the library's own, in the record of the hand-over.
        HandOver,
        /// Whoever handled the call has left: the library's own, in the record of the hand-over.
        CallOff,
        Archive,
        Restore,
    }
    Condition {
        /// Whoever handled the call has not left.
        AgentIsActive,
        /// The call is still theirs.
        CallIsTheAgents,
        /// Whoever takes the request up may review the call, and has not done so.
        ActorMayReview,
        /// It was assigned, and not asked for.
        WasAssigned,
        /// It was asked for.
        WasRequested,
        /// Whoever is to review the call from now on may do so.
        SuccessorMayReview,
    }
}

impl State {
    /// Whether it is still to be done.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, State::Requested | State::Open)
    }
}

type C = Cell<State, Condition>;

const NEW: C = Cell::To(State::Open, &[Condition::AgentIsActive]);
const ASKED: C = to(State::Requested);
/// A review can be delivered to whoever handled the call, and is there.
const GIVEN: C = Cell::To(State::Open, &[Condition::AgentIsActive, Condition::CallIsTheAgents]);
const ACCEPTED: C =
    Cell::To(State::Open, &[Condition::AgentIsActive, Condition::CallIsTheAgents, Condition::ActorMayReview]);
/// Whoever asked is told why there will be no feedback: what was asked for is declined.
const BACK: C = Cell::To(State::Recalled, &[Condition::WasAssigned]);
const REFUSED: C = Cell::To(State::Declined, &[Condition::WasRequested]);
const TAKEN_BACK: C = to(State::Withdrawn);
const DONE: C = to(State::Done);
const OFF: C = to(State::Recalled);

// The refusals by short names, so that a row fits on a line.
const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const TWICE: C = no(Code::ReviewRequestAccepted);
const ASKS: C = no(Code::DeclineInstead);
const FINAL: C = no(Code::ReviewAssignmentFinal);
const LIVE: C = no(Code::ReviewAssignmentLive);
const REFUSES: C = to(State::Declined);

/// Another reviewer, and nothing else.
const fn kept(state: State) -> C {
    Cell::To(state, &[Condition::SuccessorMayReview])
}
const R_KEPT: C = kept(State::Requested);
const O_KEPT: C = kept(State::Open);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "review_assignment",
    {
        use {Action as A, Verb as V};
        //                                                      absent requested   open        done   recalled declined withdrawn
        &[
            row(V::Assign,       A::AssignReview,            &[NEW,   TAKEN,      TAKEN,      TAKEN, TAKEN,   TAKEN,   TAKEN]),
            row(V::Request,      A::RequestReview,           &[ASKED, TAKEN,      TAKEN,      TAKEN, TAKEN,   TAKEN,   TAKEN]),
            row(V::Accept,       A::AnswerReviewRequest,     &[NONE,  ACCEPTED,   TWICE,      FINAL, FINAL,   FINAL,   FINAL]),
            row(V::Reassign,     A::AssignReview,            &[NONE,  GIVEN,      GIVEN,      FINAL, FINAL,   FINAL,   FINAL]),
            row(V::Recall,       A::AssignReview,            &[NONE,  ASKS,       BACK,       FINAL, FINAL,   FINAL,   FINAL]),
            row(V::Decline,      A::AnswerReviewRequest,     &[NONE,  REFUSES,    REFUSED,    FINAL, FINAL,   FINAL,   FINAL]),
            row(V::Withdraw,     A::RequestReview,           &[NONE,  TAKEN_BACK, TAKEN_BACK, FINAL, FINAL,   FINAL,   FINAL]),
            follows(V::Finish,   A::MoveReviewAssignment,    &[NONE,  DONE,       DONE,       FINAL, FINAL,   FINAL,   FINAL]).on(Shelf::Either),
            follows(V::HandOver, A::MoveReviewAssignment,    &[NONE,  R_KEPT,     O_KEPT,     FINAL, FINAL,   FINAL,   FINAL]),
            follows(V::CallOff,  A::MoveReviewAssignment,    &[NONE,  OFF,        OFF,        FINAL, FINAL,   FINAL,   FINAL]),
            row(V::Archive,      A::ArchiveReviewAssignment, &[NONE,  LIVE,       LIVE,       DONE,  OFF,     REFUSES, TAKEN_BACK]),
            row(V::Restore,      A::ArchiveReviewAssignment, &[NONE,  LIVE,       LIVE,       DONE,  OFF,     REFUSES, TAKEN_BACK]).on(Shelf::Archived),
        ]
    },
);
