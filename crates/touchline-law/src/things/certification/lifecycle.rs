//! The certification's lifecycle: it stands as it was recorded, unless it was a mistake.
//!
//! Rules: AIX-04, CRT-02, CRT-04, KER-09.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a certification stands, as far as it is kept. Whether it is valid is reckoned when somebody looks.
    State as "SkillCertificationState" {
        /// It was recorded.
        Recorded,
        /// It was withdrawn. Final.
        Withdrawn,
    }
    Verb {
        Record,
        Confirm,
        Withdraw,
        Archive,
        Restore,
    }
    Condition {
        /// Who was examined has not left.
        PersonIsActive,
        /// Its day has come where the person is.
        DayHasCome,
        /// A model made a part of it, and nobody has confirmed that.
        IsUnconfirmed,
        /// The days for which it is valid are over where the person is.
        HasExpired,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const GONE: C = no(Code::CertificationWithdrawn);

const NEW: C = Cell::To(State::Recorded, &[Condition::PersonIsActive, Condition::DayHasCome]);
const COUNTS: C = Cell::To(State::Recorded, &[Condition::IsUnconfirmed]);
const AWAY: C = to(State::Withdrawn);
const OVER: C = Cell::To(State::Recorded, &[Condition::HasExpired]);
/// Whatever the policy says by now of how long one is valid.
const BACK: C = to(State::Recorded);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "certification",
    {
        use {Action as A, Verb as V};
        //                                       absent  recorded withdrawn
        &[
            row(V::Record,   A::CertifySkill, &[NEW,    TAKEN,   TAKEN]),
            row(V::Confirm,  A::CertifySkill, &[NONE,   COUNTS,  GONE]),
            row(V::Withdraw, A::CertifySkill, &[NONE,   AWAY,    GONE]),
            row(V::Archive,  A::ArchiveCertification, &[NONE, OVER, AWAY]),
            row(V::Restore,  A::ArchiveCertification, &[NONE, BACK, AWAY]).on(Shelf::Archived),
        ]
    },
);
