//! The goal's lifecycle: it is set and may be called off. All else follows from the day and from what was observed.
//!
//! Rules: GOL-04.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a goal stands, as far as it is kept. Whether it is on track, met or missed is derived when somebody looks.
    State as "GoalState" {
        /// It was set.
        Set,
        /// It was called off. Final.
        Cancelled,
    }
    Verb {
        Set,
        Cancel,
        Archive,
        Restore,
        /// A bundle that holds it is released: the library's own, in the record of the release.
        TakeUp,
        /// Its bundle is cancelled: the library's own, in the record of the cancellation.
        CallOff,
    }
    Condition {
        /// Whose it is has not left.
        PersonIsActive,
        /// Its last day is not over where they are.
        IsNotOver,
        /// Its last day is over where they are.
        IsOver,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const FINAL: C = no(Code::GoalCancelled);

const NEW: C = Cell::To(State::Set, &[Condition::PersonIsActive]);
/// What came of a goal that is over stands.
const OFF: C = Cell::To(State::Cancelled, &[Condition::IsNotOver]);
const AWAY: C = Cell::To(State::Set, &[Condition::IsOver]);
const BACK: C = to(State::Set);
const CANCELLED: C = to(State::Cancelled);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "goal",
    {
        use {Action as A, Verb as V};
        //                                    absent  set    cancelled
        &[
            row(V::Set,     A::SetGoal,      &[NEW,    TAKEN, TAKEN]),
            row(V::Cancel,  A::SetGoal,      &[NONE,   OFF,   FINAL]),
            row(V::Archive, A::ArchiveGoal,  &[NONE,   AWAY,  CANCELLED]),
            row(V::Restore, A::ArchiveGoal,  &[NONE,   BACK,  CANCELLED]).on(Shelf::Archived),
            follows(V::TakeUp,  A::MoveGoal,     &[NEW,    TAKEN, TAKEN]).on(Shelf::Either),
            follows(V::CallOff, A::MoveGoal,     &[NONE,   OFF,   FINAL]).on(Shelf::Either),
        ]
    },
);
