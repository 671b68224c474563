//! The skill report's lifecycle: what is critical waits for a manager, who releases it or holds it.
//!
//! Rules: ORG-06, SKL-09.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a skill report stands.
    State as "SkillReportState" {
        /// A score in it is critical, and no manager has looked at it yet. The person is shown nothing of it.
        ManagerReviewRequired,
        /// A manager has looked at it and holds it. The person is shown nothing of it.
        Held,
        /// The person sees it. Final.
        Released,
    }
    Verb {
        Record,
        Release,
        Hold,
        /// What `record` is where a score is critical.
        RecordForReview,
    }
    Condition {
        /// Whose scores they are is somebody who is known.
        PersonIsKnown,
        /// They have a user account: that they have none is a warning.
        PersonHasAccount,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const SHOWN: C = no(Code::SkillReportReleased);

const SEEN: C = Cell::To(State::Released, &[Condition::PersonIsKnown, Condition::PersonHasAccount]);
const WAITS: C = Cell::To(State::ManagerReviewRequired, &[Condition::PersonIsKnown]);
const OUT: C = Cell::To(State::Released, &[Condition::PersonHasAccount]);
const HELD: C = to(State::Held);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "skill_report",
    {
        use {Action as A, Verb as V};
        //                                                 absent  required held   released
        &[
            row(V::Record,          A::RecordSkillReport, &[SEEN,   TAKEN,   TAKEN, TAKEN]),
            row(V::Release,         A::ReviewSkillReport, &[NONE,   OUT,     OUT,   SHOWN]),
            row(V::Hold,            A::ReviewSkillReport, &[NONE,   HELD,    HELD,  SHOWN]),
            follows(V::RecordForReview, A::RecordSkillReport, &[WAITS,  TAKEN,   TAKEN, TAKEN]),
        ]
    },
);
