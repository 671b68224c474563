//! The lifecycle of a programme: it is set up, reviewed as often as there is reason to, and ended.
//!
//! Rules: KER-09, PRG-08.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a programme stands, as far as it is kept: whether it has begun, and whether it is over, follows from its days.
    State as "ProgrammeState" {
        /// It has no last day.
        SetUp,
        /// It was given its last day. Final.
        Ended,
    }
    Verb {
        SetUp,
        Review,
        End,
        Archive,
        Restore,
    }
    Condition {
        /// Whose team it is has not left.
        ManagerIsActive,
        /// It has fewer versions than a list may have entries.
        VersionsHaveRoom,
        /// Its last day is over where whoever leads the team is.
        IsOver,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const FINAL: C = no(Code::ProgrammeEnded);
const LIVE: C = no(Code::ProgrammeLive);

const NEW: C = Cell::To(State::SetUp, &[Condition::ManagerIsActive]);
const NEXT: C = Cell::To(State::SetUp, &[Condition::ManagerIsActive, Condition::VersionsHaveRoom]);
const OVER: C = to(State::Ended);
const AWAY: C = Cell::To(State::Ended, &[Condition::IsOver]);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "programme",
    {
        use {Action as A, Verb as V};
        //                                         absent  set up ended
        &[
            row(V::SetUp,   A::KeepProgramme,    &[NEW,    TAKEN, TAKEN]),
            row(V::Review,  A::KeepProgramme,    &[NONE,   NEXT,  FINAL]),
            row(V::End,     A::KeepProgramme,    &[NONE,   OVER,  FINAL]),
            row(V::Archive, A::ArchiveProgramme, &[NONE,   LIVE,  AWAY]),
            row(V::Restore, A::ArchiveProgramme, &[NONE,   LIVE,  OVER]).on(Shelf::Archived),
        ]
    },
);
