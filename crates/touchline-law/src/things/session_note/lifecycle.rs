//! The lifecycle of a session's note: every state, every command, one cell each.
//!
//! No cell changes what a note says: what is to be put right is added.
//!
//! Rules: PIP-03, SES-05.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a note of a session stands.
    State as "SessionNoteState" {
        /// Whoever sees the session sees it.
        Open,
        /// It is for whom the plan coaches, for those who coached then, and for whoever may read such notes.
        Confidential,
        /// The same, and one side proposes that it be confidential no more.
        Proposed,
    }
    Verb {
        Write,
        WriteConfidential,
        MakeConfidential,
        ProposeDisclosure,
        AgreeDisclosure,
        DropDisclosure,
        /// Its session is recorded: the library's own, in the record of that.
        TakeDown,
        /// The same of one that is confidential.
        TakeDownConfidential,
        AddAddendum,
    }
    Condition {
        /// Its session was held.
        SessionWasHeld,
        /// The other side proposed it.
        OtherSideProposed,
        /// The actor is one of those whose word counts on it: whom the plan coaches, or a coach for whom it is confidential.
        IsOfASide,
        /// Nobody has proposed it whose word counts still.
        NothingStands,
        /// Less was added to it than a list may have entries.
        AddendaHaveRoom,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const KEPT: C = no(Code::NoteConfidential);
const FREE: C = no(Code::NoteNotConfidential);
const UNASKED: C = no(Code::DisclosureNotProposed);

const ADD: C = Cell::To(State::Open, &[Condition::SessionWasHeld]);
const ADD_KEPT: C = Cell::To(State::Confidential, &[Condition::SessionWasHeld]);
const NEW: C = to(State::Open);
const NEW_KEPT: C = to(State::Confidential);
const HIDE: C = to(State::Confidential);
const ASK: C = Cell::To(State::Proposed, &[Condition::IsOfASide]);
const ASK_ANEW: C = Cell::To(State::Proposed, &[Condition::IsOfASide, Condition::NothingStands]);
const SAY: C = Cell::To(State::Open, &[Condition::AddendaHaveRoom]);
const SAY_KEPT: C = Cell::To(State::Confidential, &[Condition::AddendaHaveRoom]);
const SAY_ASKED: C = Cell::To(State::Proposed, &[Condition::AddendaHaveRoom]);
const AGREE: C = Cell::To(State::Open, &[Condition::IsOfASide, Condition::OtherSideProposed]);
const DROP: C = Cell::To(State::Confidential, &[Condition::IsOfASide]);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "session_note",
    {
        use {Action as A, Verb as V};
        //                                                           absent     open   confidential proposed
        &[
            row(V::Write,                    A::WritePlanNote,     &[ADD,      TAKEN, TAKEN,       TAKEN]),
            row(V::WriteConfidential,        A::WritePlanNote,     &[ADD_KEPT, TAKEN, TAKEN,       TAKEN]),
            row(V::MakeConfidential,         A::TakePartInSession, &[NONE,     HIDE,  KEPT,        KEPT]),
            row(V::ProposeDisclosure,        A::TakePartInSession, &[NONE,     FREE,  ASK,         ASK_ANEW]),
            row(V::AgreeDisclosure,          A::TakePartInSession, &[NONE,     FREE,  UNASKED,     AGREE]),
            row(V::DropDisclosure,           A::TakePartInSession, &[NONE,     FREE,  UNASKED,     DROP]),
            follows(V::TakeDown,             A::FollowSession,     &[NEW,      TAKEN, TAKEN,       TAKEN]),
            follows(V::TakeDownConfidential, A::FollowSession,     &[NEW_KEPT, TAKEN, TAKEN,       TAKEN]),
            row(V::AddAddendum,              A::WritePlanNote,     &[NONE,     SAY,   SAY_KEPT,    SAY_ASKED]),
        ]
    },
);
