//! The lifecycle of a team's goal: it is set and may be called off. All else follows from the day and from what was
//! observed of the team.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a team's goal stands, as far as it is kept. Whether it is on track, met or missed is derived when somebody
    /// looks.
    State as "TeamGoalState" {
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
    }
    Condition {
        /// Whose team it is has not left.
        ManagerIsActive,
        /// Its last day is not over where the team's manager is.
        IsNotOver,
        /// Its last day is over where the team's manager is.
        IsOver,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const FINAL: C = no(Code::GoalCancelled);

const NEW: C = Cell::To(State::Set, &[Condition::ManagerIsActive]);
/// What came of a goal that is over stands.
const OFF: C = Cell::To(State::Cancelled, &[Condition::IsNotOver]);
const AWAY: C = Cell::To(State::Set, &[Condition::IsOver]);
const BACK: C = to(State::Set);
const CANCELLED: C = to(State::Cancelled);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "team_goal",
    {
        use {Action as A, Verb as V};
        //                                        absent  set    cancelled
        &[
            row(V::Set,     A::SetTeamGoal,      &[NEW,    TAKEN, TAKEN]),
            row(V::Cancel,  A::SetTeamGoal,      &[NONE,   OFF,   FINAL]),
            row(V::Archive, A::ArchiveTeamGoal,  &[NONE,   AWAY,  CANCELLED]),
            row(V::Restore, A::ArchiveTeamGoal,  &[NONE,   BACK,  CANCELLED]).on(Shelf::Archived),
        ]
    },
);
