//! The action item's lifecycle: every state, every command, one cell each.
//!
//! Rules: ACT-02, ACT-03, ACT-04, KER-12.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where an action item stands. Whether it is overdue is derived when somebody looks.
    State as "ActionItemState" {
        /// It was assigned, and nobody has begun.
        Pending,
        /// Its assignee is at it.
        InProgress,
        /// Its assignee says that it is done, and whoever assigned it is to verify that.
        Complete,
        /// It was verified. Final.
        Verified,
        /// It was cancelled. Final.
        Cancelled,
    }
    Verb {
        Assign,
        Start,
        NoteProgress,
        Complete,
        RequestExtension,
        GrantExtension,
        DeclineExtension,
        Verify,
        RequestRevision,
        Cancel,
        Archive,
        Restore,
        /// A review that holds it is delivered, or a session in which it was agreed on is recorded: the library's own, in the
        /// record of that.
        TakeUp,
        /// Whoever assigned it hands it over: the library's own, in the record of the hand-over.
        HandOver,
        /// Its assignee has left, or what it comes from is void: the library's own, in the record of that.
        CallOff,
    }
    Condition {
        /// Whoever is to do it has not left.
        AssigneeIsActive,
        /// The bundle, if it comes from one, is its assignee's.
        BundleIsTheAssignees,
        /// The bundle, if it comes from one, was released to its assignee.
        BundleWasReleased,
        /// The due date, if there is one, is not over where its assignee is.
        DueDateIsNotPast,
        /// It has a due date.
        HasDueDate,
        /// It has room for another note of progress.
        ProgressHasRoom,
        /// It has room for another request for a later due date.
        RequestsHaveRoom,
        /// No request for a later due date is open.
        NothingIsRequested,
        /// A request for a later due date is open.
        ExtensionIsRequested,
        /// Whoever is to decide on it may assign such items.
        SuccessorMayAssign,
    }
}

impl State {
    /// Whether it is still for its assignee to do.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, State::Pending | State::InProgress)
    }

    /// Whether nothing comes after it.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, State::Verified | State::Cancelled)
    }

    /// Whether its assignee did it.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, State::Complete | State::Verified)
    }
}

type C = Cell<State, Condition>;

const NEW: C = Cell::To(
    State::Pending,
    &[
        Condition::AssigneeIsActive,
        Condition::BundleIsTheAssignees,
        Condition::BundleWasReleased,
        Condition::DueDateIsNotPast,
    ],
);
/// Who has left does nothing anew.
const AGAIN: C = Cell::To(State::InProgress, &[Condition::AssigneeIsActive]);

// The refusals by short names, so that a row fits on a line.
const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const BEGUN: C = no(Code::ActionItemStarted);
const DONE: C = no(Code::ActionItemComplete);
const UNDONE: C = no(Code::ActionItemNotComplete);
const LIVE: C = no(Code::ActionItemLive);
const FINAL: C = no(Code::ActionItemFinal);

const PROGRESS: C = to(State::InProgress);
const NOTED: C = Cell::To(State::InProgress, &[Condition::ProgressHasRoom]);
const COMPLETE: C = to(State::Complete);
const VERIFIED: C = to(State::Verified);
const OFF: C = to(State::Cancelled);

const fn asks(state: State) -> C {
    Cell::To(state, &[Condition::HasDueDate, Condition::NothingIsRequested, Condition::RequestsHaveRoom])
}
const P_ASKS: C = asks(State::Pending);
const I_ASKS: C = asks(State::InProgress);

const fn answers(state: State) -> C {
    Cell::To(state, &[Condition::ExtensionIsRequested])
}
const P_ANSWER: C = answers(State::Pending);
const I_ANSWER: C = answers(State::InProgress);

/// Another one who decides, and nothing else.
const fn kept(state: State) -> C {
    Cell::To(state, &[Condition::SuccessorMayAssign])
}
const P_KEPT: C = kept(State::Pending);
const I_KEPT: C = kept(State::InProgress);
const C_KEPT: C = kept(State::Complete);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "action_item",
    {
        use {Action as A, Verb as V};
        //                                                     absent pending   in_progress complete  verified  cancelled
        &[
            row(V::Assign,           A::AssignActionItem,   &[NEW,  TAKEN,    TAKEN,      TAKEN,    TAKEN,    TAKEN]),
            row(V::Start,            A::WorkOnActionItem,   &[NONE, PROGRESS, BEGUN,      DONE,     FINAL,    FINAL]),
            row(V::NoteProgress,     A::WorkOnActionItem,   &[NONE, NOTED,    NOTED,      DONE,     FINAL,    FINAL]),
            row(V::Complete,         A::WorkOnActionItem,   &[NONE, COMPLETE, COMPLETE,   DONE,     FINAL,    FINAL]),
            row(V::RequestExtension, A::WorkOnActionItem,   &[NONE, P_ASKS,   I_ASKS,     DONE,     FINAL,    FINAL]),
            row(V::GrantExtension,   A::DecideOnActionItem, &[NONE, P_ANSWER, I_ANSWER,   DONE,     FINAL,    FINAL]),
            row(V::DeclineExtension, A::DecideOnActionItem, &[NONE, P_ANSWER, I_ANSWER,   DONE,     FINAL,    FINAL]),
            row(V::Verify,           A::DecideOnActionItem, &[NONE, UNDONE,   UNDONE,     VERIFIED, FINAL,    FINAL]),
            row(V::RequestRevision,  A::DecideOnActionItem, &[NONE, UNDONE,   UNDONE,     AGAIN,    FINAL,    FINAL]),
            row(V::Cancel,           A::DecideOnActionItem, &[NONE, OFF,      OFF,        OFF,      FINAL,    FINAL]),
            row(V::Archive,          A::ArchiveActionItem,  &[NONE, LIVE,     LIVE,       LIVE,     VERIFIED, OFF]),
            row(V::Restore,          A::ArchiveActionItem,  &[NONE, LIVE,     LIVE,       LIVE,     VERIFIED, OFF]).on(Shelf::Archived),
            follows(V::TakeUp,       A::MoveActionItem,     &[NEW,  TAKEN,    TAKEN,      TAKEN,    TAKEN,    TAKEN]).on(Shelf::Either),
            follows(V::HandOver,     A::MoveActionItem,     &[NONE, P_KEPT,   I_KEPT,     C_KEPT,   FINAL,    FINAL]),
            follows(V::CallOff,      A::MoveActionItem,     &[NONE, OFF,      OFF,        DONE,     FINAL,    FINAL]),
        ]
    },
);
