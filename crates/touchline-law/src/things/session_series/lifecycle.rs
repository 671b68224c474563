//! The lifecycle of a series of sessions: every state, every command, one cell each.
//!
//! Rules: KER-09, ORG-05, SES-01, SES-02.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a series of sessions stands.
    State as "SessionSeriesState" {
        /// Its sessions were scheduled, and take place as each of them says.
        Started,
        /// It was ended. Final.
        Ended,
    }
    Verb {
        Start,
        End,
        Archive,
        Restore,
    }
    Condition {
        /// The days of its plan run.
        PlanIsActive,
        /// Nobody has left who takes part.
        EverybodyIsThere,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const OVER: C = no(Code::SessionSeriesOver);
const LIVE: C = no(Code::SessionSeriesLive);

const NEW: C = Cell::To(State::Started, &[Condition::PlanIsActive, Condition::EverybodyIsThere]);
const OFF: C = to(State::Ended);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "session_series",
    {
        use {Action as A, Verb as V};
        //                                        absent started ended
        &[
            row(V::Start, A::RecordPlanSession, &[NEW,   TAKEN,  TAKEN]),
            row(V::End,   A::RecordPlanSession, &[NONE,  OFF,    OVER]),
            row(V::Archive, A::ArchiveSession,  &[NONE,  LIVE,   OFF]),
            row(V::Restore, A::ArchiveSession,  &[NONE,  LIVE,   OFF]).on(Shelf::Archived),
        ]
    },
);
