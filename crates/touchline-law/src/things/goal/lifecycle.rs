//! The goal's lifecycle: it is set and may be called off. All else follows from the day and from what was observed.

use crate::life::Table;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::access::Action;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

/// Where a goal stands, as far as it is kept. Whether it is on track, met or missed is derived when somebody looks.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, IntoStaticStr, EnumString, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[schemars(rename = "GoalState")]
pub enum State {
    /// It was set.
    Set,
    /// It was called off. Final.
    Cancelled,
}

/// The commands, by their names without the thing's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "the acts of the same names carry the documentation")]
pub enum Verb {
    Set,
    Cancel,
    Archive,
    Restore,
    /// A bundle that holds it is released: the library's own, in the record of the release.
    TakeUp,
    /// Its bundle is cancelled: the library's own, in the record of the cancellation.
    CallOff,
}

/// What must hold outside a command's body before a cell may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Condition {
    /// Whose it is has not left.
    PersonIsActive,
    /// Its last day is not over where they are.
    IsNotOver,
    /// Its last day is over where they are.
    IsOver,
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
