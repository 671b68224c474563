//! The session's lifecycle: every state, every command, one cell each.
//!
//! Rules: JOB-01, KER-09, ORG-05, PLN-05, SES-01, SES-02, SES-04.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a session stands. Whether it is overdue is derived when somebody looks.
    State as "SessionState" {
        /// It is to take place, or nobody has said yet what became of it.
        Scheduled,
        /// It was held. Final.
        Held,
        /// It was called off. Final.
        Cancelled,
        /// Somebody missed it. Final.
        Missed,
    }
    Verb {
        Schedule,
        Reschedule,
        AddTopic,
        Record,
        Cancel,
        Miss,
        /// Its plan came to its end before it: the library's own, in the record of that.
        CallOff,
        /// Its series was started: the library's own, in the record of that.
        Occur,
        /// Its series was ended before it: the library's own, in the record of that.
        Drop,
        Reply,
        /// Its plan went on, which had rested as it came near, or came to be overdue: the library's own, in the record of that.
        TakeUp,
        /// Somebody came to coach under its plan, or to write for a coach: the library's own, in the record of that.
        Join,
        /// Its plan went on, which had rested, and what was scheduled moved with that: the library's own, in the record of that.
        Shift,
        Archive,
        Restore,
    }
    Condition {
        /// The days of its plan run.
        PlanIsActive,
        /// Nobody has left who takes part.
        EverybodyIsThere,
        /// Its agenda has room for one topic more.
        AgendaHasRoom,
        /// It was moved less often than a list may have entries.
        MovesHaveRoom,
        /// It has begun.
        HasBegun,
        /// The actor takes part, or writes for a coach who does.
        TakesPart,
        /// It was moved less often than a list may have entries, as it moves with its plan.
        ShiftHasRoom,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const OVER: C = no(Code::SessionOver);
const LIVE: C = no(Code::SessionLive);

const SET: C = Cell::To(State::Scheduled, &[Condition::PlanIsActive, Condition::EverybodyIsThere]);
const MOVE: C =
    Cell::To(State::Scheduled, &[Condition::PlanIsActive, Condition::EverybodyIsThere, Condition::MovesHaveRoom]);
const LATER: C = Cell::To(State::Scheduled, &[Condition::ShiftHasRoom]);
const MORE: C = Cell::To(State::Scheduled, &[Condition::AgendaHasRoom]);
const HELD: C = Cell::To(State::Held, &[Condition::EverybodyIsThere, Condition::HasBegun]);
/// Whether one can be scheduled was asked of its series.
const NEW: C = to(State::Scheduled);
const OFF: C = to(State::Cancelled);
const SAID: C = Cell::To(State::Scheduled, &[Condition::TakesPart]);
const MISSED: C = Cell::To(State::Missed, &[Condition::HasBegun]);
/// Where it stood as it was put away, or brought back.
const STAYS_HELD: C = to(State::Held);
const STAYS_MISSED: C = to(State::Missed);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "session",
    {
        use {Action as A, Verb as V};
        //                                               absent scheduled held   cancelled missed
        &[
            row(V::Schedule,   A::RecordPlanSession, &[SET,   TAKEN,    TAKEN, TAKEN,    TAKEN]),
            row(V::Reschedule, A::RecordPlanSession, &[NONE,  MOVE,     OVER,  OVER,     OVER]),
            row(V::AddTopic,   A::TakePartInSession, &[NONE,  MORE,     OVER,  OVER,     OVER]),
            row(V::Record,     A::RecordPlanSession, &[NONE,  HELD,     OVER,  OVER,     OVER]),
            row(V::Cancel,     A::RecordPlanSession, &[NONE,  OFF,      OVER,  OVER,     OVER]),
            row(V::Miss,       A::RecordPlanSession, &[NONE,  MISSED,   OVER,  OVER,     OVER]),
            follows(V::CallOff, A::FollowSession,    &[NONE,  OFF,      OVER,  OVER,     OVER]),
            follows(V::Occur,   A::FollowSession,    &[NEW,   TAKEN,    TAKEN, TAKEN,    TAKEN]),
            follows(V::Drop,    A::FollowSession,    &[NONE,  OFF,      OVER,  OVER,     OVER]),
            row(V::Reply,      A::TakePartInSession, &[NONE,  SAID,     OVER,  OVER,     OVER]),
            follows(V::TakeUp,  A::FollowSession,    &[NONE,  NEW,      OVER,  OVER,     OVER]),
            follows(V::Join,    A::FollowSession,    &[NONE,  NEW,      OVER,  OVER,     OVER]),
            follows(V::Shift,   A::FollowSession,    &[NONE,  LATER,    OVER,  OVER,     OVER]),
            row(V::Archive,    A::ArchiveSession,    &[NONE,  LIVE,     STAYS_HELD, OFF, STAYS_MISSED]),
            row(V::Restore,    A::ArchiveSession,    &[NONE,  LIVE,     STAYS_HELD, OFF, STAYS_MISSED]).on(Shelf::Archived),
        ]
    },
);
