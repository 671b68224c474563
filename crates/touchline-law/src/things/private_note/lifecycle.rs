//! The lifecycle of a private note: every state, every command, one cell each.
//!
//! Rules: SES-09.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a private note stands.
    State as "PrivateNoteState" {
        /// It is its author's.
        Kept,
        /// It was erased, and is gone for its author, too. Final.
        Erased,
    }
    Verb {
        Write,
        Change,
        Erase,
    }
    Condition {}
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);

const KEPT: C = to(State::Kept);
const ERASED: C = to(State::Erased);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "private_note",
    {
        use {Action as A, Verb as V};
        //                                          absent kept    erased
        &[
            row(V::Write,  A::TakePartInSession, &[KEPT,  TAKEN,  TAKEN]),
            row(V::Change, A::KeepPrivateNote,   &[NONE,  KEPT,   NONE]),
            row(V::Erase,  A::KeepPrivateNote,   &[NONE,  ERASED, NONE]),
        ]
    },
);
