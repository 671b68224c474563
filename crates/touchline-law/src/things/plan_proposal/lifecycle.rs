//! The lifecycle of a plan that is proposed: every state, every command, one cell each. Whoever may create plans for somebody
//! decides on what they propose, and so never on what they propose themselves.
//!
//! Rules: ACC-17, ACC-21, KER-09, PLN-13.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a plan stands that is proposed.
    State as "PlanProposalState" {
        /// It awaits a decision.
        Proposed,
        /// It was accepted. Final.
        Accepted,
        /// It was declined. Final.
        Declined,
        /// It was taken back. Final.
        Withdrawn,
    }
    Verb {
        Propose,
        Accept,
        Decline,
        Withdraw,
        Archive,
        Restore,
    }
    Condition {}
}

impl State {
    /// Whether it awaits a decision.
    #[must_use]
    pub fn is_open(self) -> bool {
        self == State::Proposed
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const OVER: C = no(Code::PlanProposalOver);
const OPEN: C = no(Code::PlanProposalOpen);

const NEW: C = to(State::Proposed);
const YES: C = to(State::Accepted);
const NO: C = to(State::Declined);
const BACK: C = to(State::Withdrawn);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "plan_proposal",
    {
        use {Action as A, Verb as V};
        //                                             absent proposed accepted declined withdrawn
        &[
            row(V::Propose,  A::ProposePlan,         &[NEW,   TAKEN,   TAKEN,   TAKEN,   TAKEN]),
            row(V::Accept,   A::CreatePlan,          &[NONE,  YES,     OVER,    OVER,    OVER]),
            row(V::Decline,  A::CreatePlan,          &[NONE,  NO,      OVER,    OVER,    OVER]),
            row(V::Withdraw, A::ProposePlan,         &[NONE,  BACK,    OVER,    OVER,    OVER]),
            row(V::Archive,  A::ArchivePlanProposal, &[NONE,  OPEN,    YES,     NO,      BACK]),
            row(V::Restore,  A::ArchivePlanProposal, &[NONE,  OPEN,    YES,     NO,      BACK]).on(Shelf::Archived),
        ]
    },
);
