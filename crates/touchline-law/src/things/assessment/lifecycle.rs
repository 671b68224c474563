//! The assessment's lifecycle: it is open until both sides are in.
//!
//! Rules: CRT-01, KER-09.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where an assessment stands.
    State as "AssessmentState" {
        /// A side of it is missing, and nobody is shown what the other gave but whose that is.
        Open,
        /// Both sides are in, and both are shown. Final.
        Complete,
        /// It was called off. Final.
        Cancelled,
    }
    Verb {
        Open,
        RateOwn,
        Rate,
        Cancel,
        /// Both sides are in: the library's own, in the record of the ratings that were awaited last.
        Complete,
        Archive,
        Restore,
    }
    Condition {
        /// Whose skills they are has not left.
        PersonIsActive,
        /// The month is not over where the person is.
        MonthIsNotOver,
        /// No other assessment of the person in that month, but one that was called off, has one of its skills.
        SkillsAreFree,
        /// It is the month that is assessed, where the person is.
        IsItsMonth,
        /// Nobody else has rated the person in it.
        SideIsFree,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const FINAL: C = no(Code::AssessmentFinal);
const LIVE: C = no(Code::AssessmentOpen);

const NEW: C = Cell::To(State::Open, &[Condition::PersonIsActive, Condition::MonthIsNotOver, Condition::SkillsAreFree]);
const OWN: C = Cell::To(State::Open, &[Condition::IsItsMonth]);
const RATED: C = Cell::To(State::Open, &[Condition::PersonIsActive, Condition::SideIsFree, Condition::IsItsMonth]);
const OFF: C = to(State::Cancelled);
const BOTH: C = to(State::Complete);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "assessment",
    {
        use {Action as A, Verb as V};
        //                                             absent  open   complete cancelled
        &[
            row(V::Open,         A::AssessSkills,    &[NEW,    TAKEN, TAKEN, TAKEN]),
            row(V::RateOwn,      A::RateOwnSkills,   &[NONE,   OWN,   FINAL, FINAL]),
            row(V::Rate,         A::AssessSkills,    &[NONE,   RATED, FINAL, FINAL]),
            row(V::Cancel,       A::AssessSkills,    &[NONE,   OFF,   FINAL, FINAL]),
            follows(V::Complete, A::MoveAssessment,  &[NONE,   BOTH,  FINAL, FINAL]),
            row(V::Archive,      A::ArchiveAssessment, &[NONE, LIVE,  BOTH,  OFF]),
            row(V::Restore,      A::ArchiveAssessment, &[NONE, LIVE,  BOTH,  OFF]).on(Shelf::Archived),
        ]
    },
);
