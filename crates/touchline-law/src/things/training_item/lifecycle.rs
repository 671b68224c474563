//! The training item's lifecycle. All its commands are the library's own: they follow from what happens to
//! dispositions and bundles, in the same record.
//!
//! Rules: TRN-03.

use crate::life::Table;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::State;
use crate::access::Action;
use touchline_kernel::lifecycle::{self, Cell, Lifecycle, Row, no, to};
use touchline_kernel::rejection::Code;

/// The commands, by their names without the thing's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, EnumString, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Verb {
    /// A disposition shows the need, or says more about it.
    Raise,
    /// The disposition is changed away, and no bundle has taken the item up.
    Withdraw,
    /// The disposition is changed away after a bundle has taken the item up.
    Supersede,
    /// The disposition is changed back while that bundle is live.
    Reinstate,
    /// A bundle is released with the item.
    Start,
    /// The bundle is cancelled.
    PutBack,
    /// The bundle is concluded.
    Resolve,
    /// The bundle ends, and the item had been superseded meanwhile.
    LetGo,
}

/// What must hold besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Condition {
    /// The agent has not left, where the item comes to be theirs.
    AgentIsActive,
    /// The bundle that took the item up is live.
    IsHeld,
    /// No live bundle holds the item.
    IsNotHeld,
    /// What was found is about the agent whose item it is.
    IsTheirs,
}

type C = Cell<State, Condition>;

const fn row(verb: Verb, cells: &'static [C]) -> Row<State, Verb, Condition, Action> {
    lifecycle::follows(verb, Action::MoveTrainingItem, cells)
}

const NONE: C = no(Code::NotFound);
/// No event leads here: what follows from one is chosen by the state that the item is in.
const NEVER: C = no(Code::EventDoesNotFit);
const IN_USE: C = no(Code::TrainingItemInUse);
const SETTLED: C = no(Code::TrainingItemResolved);
const GONE: C = no(Code::TrainingItemWithdrawn);

const WAIT: C = Cell::To(State::Pending, &[Condition::AgentIsActive]);
const AGAIN: C = Cell::To(State::Pending, &[Condition::AgentIsActive, Condition::IsNotHeld]);
const BACK: C = Cell::To(State::InProgress, &[Condition::IsHeld]);
const LOOSE: C = Cell::To(State::Superseded, &[Condition::IsHeld]);
const STILL: C = Cell::To(State::InProgress, &[Condition::IsTheirs]);
const DONE: C = Cell::To(State::Resolved, &[Condition::AgentIsActive]);
const PENDING: C = to(State::Pending);
const STARTED: C = to(State::InProgress);
const RESOLVED: C = to(State::Resolved);
const WITHDRAWN: C = to(State::Withdrawn);
const SUPERSEDED: C = to(State::Superseded);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "training_item",
    {
        use Verb as V;
        //                  absent  pending    in_progress  resolved    withdrawn  superseded
        &[
            row(V::Raise,     &[WAIT, WAIT,      STILL,       DONE,       WAIT,      AGAIN]),
            row(V::Withdraw,  &[NONE, WITHDRAWN, NEVER,       NEVER,      NEVER,     NEVER]),
            row(V::Supersede, &[NONE, NEVER,     SUPERSEDED,  SUPERSEDED, NEVER,     NEVER]),
            row(V::Reinstate, &[NONE, NEVER,     NEVER,       NEVER,      NEVER,     BACK]),
            row(V::Start,     &[NONE, STARTED,   IN_USE,      SETTLED,    GONE,      GONE]),
            row(V::PutBack,   &[NONE, NEVER,     PENDING,     NEVER,      NEVER,     NEVER]),
            row(V::Resolve,   &[NONE, NEVER,     RESOLVED,    NEVER,      NEVER,     NEVER]),
            row(V::LetGo,     &[NONE, NEVER,     NEVER,       NEVER,      NEVER,     LOOSE]),
        ]
    },
);
