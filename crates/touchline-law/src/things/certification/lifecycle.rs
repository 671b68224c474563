//! The certification's lifecycle: it stands as it was recorded, unless it was a mistake.
//!
//! Rules: AIX-04, CRT-02, CRT-04.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, no, row, to};
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
    }
    Condition {
        /// Who was examined has not left.
        PersonIsActive,
        /// Its day has come where the person is.
        DayHasCome,
        /// A model made a part of it, and nobody has confirmed that.
        IsUnconfirmed,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const GONE: C = no(Code::CertificationWithdrawn);

const NEW: C = Cell::To(State::Recorded, &[Condition::PersonIsActive, Condition::DayHasCome]);
const COUNTS: C = Cell::To(State::Recorded, &[Condition::IsUnconfirmed]);
const AWAY: C = to(State::Withdrawn);

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
        ]
    },
);
