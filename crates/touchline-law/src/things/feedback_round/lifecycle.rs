//! The feedback round's lifecycle: every state, every command, one cell each. Where each of those stands who were asked is
//! theirs alone, and moves nothing.
//!
//! Rules: FBK-02, FBK-03, KER-09, ORG-05, ORG-06.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a feedback round stands. Whether its last day is over is derived when somebody looks.
    State as "FeedbackRoundState" {
        /// Answers are awaited.
        Open,
        /// It was closed, and what may be shown of its answers was released. Final.
        Released,
        /// It was called off. Final.
        Cancelled,
    }
    Verb {
        Ask,
        Submit,
        Decline,
        Close,
        Expire,
        Cancel,
        Archive,
        Restore,
    }
    Condition {
        /// The days of its plan run.
        PlanIsActive,
        /// Whom it is about has not left.
        CoacheeIsActive,
        /// Whom it is about sees what is released; where they have no account that is a warning.
        CoacheeHasAccount,
        /// Its last day is not over.
        DayIsNotOver,
        /// Its last day is over.
        DayIsOver,
        /// The actor has neither answered nor declined.
        IsAwaited,
        /// The actor does not take part in the plan.
        IsNotOfThePlan,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const OVER: C = no(Code::FeedbackRoundOver);
const LIVE: C = no(Code::FeedbackRoundOpen);

const ASKED: C = Cell::To(State::Open, &[Condition::PlanIsActive, Condition::CoacheeIsActive]);
/// Whoever came to coach since they were asked would read what they wrote.
const SAID: C = Cell::To(State::Open, &[Condition::DayIsNotOver, Condition::IsAwaited, Condition::IsNotOfThePlan]);
const DECLINED: C = Cell::To(State::Open, &[Condition::DayIsNotOver, Condition::IsAwaited]);
const CLOSED: C = Cell::To(State::Released, &[Condition::CoacheeHasAccount]);
const DUE: C = Cell::To(State::Released, &[Condition::DayIsOver, Condition::CoacheeHasAccount]);
const OFF: C = to(State::Cancelled);
/// Where it stood as it was put away, or brought back.
const STAYS: C = to(State::Released);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "feedback_round",
    {
        use {Action as A, Verb as V};
        //                                               absent  open      released cancelled
        &[
            row(V::Ask,     A::AskForFeedback,       &[ASKED, TAKEN,    TAKEN,   TAKEN]),
            row(V::Submit,  A::AnswerFeedbackRound,  &[NONE,  SAID,     OVER,    OVER]),
            row(V::Decline, A::AnswerFeedbackRound,  &[NONE,  DECLINED, OVER,    OVER]),
            row(V::Close,   A::EndFeedbackRound,     &[NONE,  CLOSED,   OVER,    OVER]),
            row(V::Expire,  A::ExpireFeedbackRound,  &[NONE,  DUE,      OVER,    OVER]),
            row(V::Cancel,  A::EndFeedbackRound,     &[NONE,  OFF,      OVER,    OVER]),
            row(V::Archive, A::ArchiveFeedbackRound, &[NONE,  LIVE,     STAYS,   OFF]),
            row(V::Restore, A::ArchiveFeedbackRound, &[NONE,  LIVE,     STAYS,   OFF]).on(Shelf::Archived),
        ]
    },
);
