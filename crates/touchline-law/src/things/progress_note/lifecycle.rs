//! The lifecycle of a progress note: every state, every command, one cell each. No cell leads from what is shared back to what is
//! kept.
//!
//! Rules: ORG-05, ORG-06, PLN-11.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a progress note stands.
    State as "ProgressNoteState" {
        /// It is kept among those who coached when it was written, and still do.
        Kept,
        /// Whoever sees the plan sees it.
        Shared,
        /// It was taken back: whoever saw it sees it as that. Final.
        Withdrawn,
    }
    Verb {
        Write,
        WriteShared,
        Correct,
        Share,
        Withdraw,
    }
    Condition {
        /// Whom the plan coaches was shown it: it was activated, ever.
        PlanWasShown,
        /// Whom the plan coaches has not left; that they have no account is a warning.
        CoacheeIsActive,
        /// It was corrected less often than a list may have entries.
        CorrectionsHaveRoom,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const OPEN: C = no(Code::NoteShared);
const BACK: C = no(Code::NoteWithdrawn);

const KEEP: C = to(State::Kept);
const SHARE: C = Cell::To(State::Shared, &[Condition::PlanWasShown, Condition::CoacheeIsActive]);
const PUT_RIGHT: C = Cell::To(State::Kept, &[Condition::CorrectionsHaveRoom]);
const PUT_RIGHT_OPENLY: C = Cell::To(State::Shared, &[Condition::CorrectionsHaveRoom]);
const TAKE_BACK: C = to(State::Withdrawn);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "progress_note",
    {
        use {Action as A, Verb as V};
        //                                              absent kept       shared            withdrawn
        &[
            row(V::Write,       A::WritePlanNote,    &[KEEP,  TAKEN,     TAKEN,            TAKEN]),
            row(V::WriteShared, A::WritePlanNote,    &[SHARE, TAKEN,     TAKEN,            TAKEN]),
            row(V::Correct,     A::KeepProgressNote, &[NONE,  PUT_RIGHT, PUT_RIGHT_OPENLY, BACK]),
            row(V::Share,       A::KeepProgressNote, &[NONE,  SHARE,     OPEN,             BACK]),
            row(V::Withdraw,    A::KeepProgressNote, &[NONE,  TAKE_BACK, TAKE_BACK,        BACK]),
        ]
    },
);
