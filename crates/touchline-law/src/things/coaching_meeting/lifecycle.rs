//! The lifecycle of a meeting of a programme: it is recorded, corrected where it was otherwise, and taken back where it was
//! not at all. Either way it may be put away. Nobody does so with one that was for themselves.
//!
//! Rules: ACC-17, ACC-21, KER-09, PRG-02.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, no, row};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a meeting of a programme stands.
    State as "CoachingMeetingState" {
        /// It counts.
        Recorded,
        /// It was taken back, and counts for nothing. Final.
        Withdrawn,
    }
    Verb {
        Record,
        Correct,
        Withdraw,
        Archive,
        Restore,
    }
    Condition {
        /// It is for somebody else than the actor, or for the whole team.
        IsForAnother,
        /// The programme is that of the team, or of somebody above whoever leads it.
        ProgrammeReachesTeam,
        /// Whoever leads the team has not left.
        ManagerIsActive,
        /// For whom it was is one of the team, and has not left; that they have no account is a warning.
        PersonIsOfTeam,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const FINAL: C = no(Code::CoachingMeetingWithdrawn);

const NEW: C = Cell::To(
    State::Recorded,
    &[Condition::IsForAnother, Condition::ProgrammeReachesTeam, Condition::ManagerIsActive, Condition::PersonIsOfTeam],
);
const STAYS: C = Cell::To(State::Recorded, &[Condition::IsForAnother]);
const GONE: C = Cell::To(State::Withdrawn, &[Condition::IsForAnother]);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "coaching_meeting",
    {
        use {Action as A, Verb as V};
        //                                        absent  recorded withdrawn
        &[
            row(V::Record,   A::KeepProgramme,  &[NEW,    TAKEN,   TAKEN]),
            row(V::Correct,  A::KeepProgramme,  &[NONE,   STAYS,   FINAL]),
            row(V::Withdraw, A::KeepProgramme,  &[NONE,   GONE,    FINAL]),
            row(V::Archive,  A::ArchiveMeeting, &[NONE,   STAYS,   GONE]),
            row(V::Restore,  A::ArchiveMeeting, &[NONE,   STAYS,   GONE]).on(Shelf::Archived),
        ]
    },
);
