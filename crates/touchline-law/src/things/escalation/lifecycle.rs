//! The escalation's lifecycle: every state, every command, one cell each.
//!
//! Rules: ESC-01, ESC-03.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where an escalation stands.
    State as "EscalationState" {
        /// It awaits its agent.
        Open,
        /// Its agent has answered, and a manager's turn has come.
        Answered,
        /// A manager was satisfied. Final.
        Closed,
        /// It was taken back. Final.
        Withdrawn,
    }
    Verb {
        Raise,
        Answer,
        Close,
        SendBack,
        Withdraw,
        Archive,
        Restore,
        /// Its keeper hands it over: the library's own, in the record of the hand-over.
        HandOver,
        /// Its agent has left: the library's own, in the record of the hand-over.
        CallOff,
    }
    Condition {
        /// The agent has not left.
        AgentIsActive,
        /// The call, if it is about one or about a check of one, is the agent's own.
        CallIsTheAgents,
        /// The bundle, if it is about one, is the agent's.
        BundleIsTheAgents,
        /// The bundle, if it is about one, was released to the agent.
        BundleWasReleased,
        /// Whoever is to keep the escalation may close it.
        SuccessorMayClose,
    }
}

impl State {
    /// Whether its agent has answered and a manager's turn has come.
    #[must_use]
    pub fn is_answered(self) -> bool {
        self == State::Answered
    }

    /// Whether nothing comes after it.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, State::Closed | State::Withdrawn)
    }
}

type C = Cell<State, Condition>;

/// The agent learns of nothing by it that is not theirs already.
const RAISE: C = Cell::To(
    State::Open,
    &[Condition::AgentIsActive, Condition::CallIsTheAgents, Condition::BundleIsTheAgents, Condition::BundleWasReleased],
);
/// Who has left answers no more: their last answer is closed, or the escalation withdrawn.
const AGAIN: C = Cell::To(State::Open, &[Condition::AgentIsActive]);

// The refusals by short names, so that a row fits on a line.
const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const TWICE: C = no(Code::EscalationAlreadyAnswered);
const WAITS: C = no(Code::AgentHasNotAnswered);
const LIVE: C = no(Code::EscalationLive);
const FINAL: C = no(Code::EscalationFinal);

const ANSWERED: C = to(State::Answered);
const CLOSED: C = to(State::Closed);
const GONE: C = to(State::Withdrawn);

/// Another keeper, and nothing else.
const fn kept(state: State) -> C {
    Cell::To(state, &[Condition::SuccessorMayClose])
}
const O_KEPT: C = kept(State::Open);
const A_KEPT: C = kept(State::Answered);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "escalation",
    {
        use {Action as A, Verb as V};
        //                                               absent  open      answered  closed   withdrawn
        &[
            row(V::Raise,    A::RaiseEscalation,        &[RAISE,  TAKEN,    TAKEN,    TAKEN,   TAKEN]),
            row(V::Answer,   A::AnswerEscalation,       &[NONE,   ANSWERED, TWICE,    FINAL,   FINAL]),
            row(V::Close,    A::CloseEscalation,        &[NONE,   WAITS,    CLOSED,   FINAL,   FINAL]),
            row(V::SendBack, A::CloseEscalation,        &[NONE,   WAITS,    AGAIN,    FINAL,   FINAL]),
            row(V::Withdraw, A::RaiseEscalation,        &[NONE,   GONE,     GONE,     FINAL,   FINAL]),
            row(V::Archive,  A::ArchiveEscalation,      &[NONE,   LIVE,     LIVE,     CLOSED,  GONE]),
            row(V::Restore,  A::ArchiveEscalation,      &[NONE,   LIVE,     LIVE,     CLOSED,  GONE]).on(Shelf::Archived),
            follows(V::HandOver, A::MoveEscalation,         &[NONE,   O_KEPT,   A_KEPT,   FINAL,   FINAL]),
            follows(V::CallOff,  A::MoveEscalation,         &[NONE,   GONE,     GONE,     FINAL,   FINAL]),
        ]
    },
);
