//! The lifecycle of a self-review: it is filled in by and by, and stays as it is once it was submitted.
//!
//! Rules: KER-09, REV-21.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a self-review stands.
    State as "SelfReviewState" {
        /// Begun, and seen by its author alone.
        Draft,
        /// Those who review the call see it. Final.
        Submitted,
        /// It was dropped. Final.
        Discarded,
    }
    Verb {
        Create,
        Fill,
        Submit,
        Discard,
        Archive,
        Restore,
    }
    Condition {
        /// The call is still known as its author's.
        CallIsOwn,
        /// It has a scorecard, which lacks nothing.
        ScorecardIsWhole,
        /// Every answer is about a moment of the call, as long as that is known to be.
        MomentsAreInCall,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const FINAL: C = no(Code::SelfReviewFinal);
const UNFIT: C = no(Code::SelfReviewIsDraft);

const DRAFT: C = to(State::Draft);
const SUBMIT: C =
    Cell::To(State::Submitted, &[Condition::CallIsOwn, Condition::ScorecardIsWhole, Condition::MomentsAreInCall]);
const SUBMITTED: C = to(State::Submitted);
const DISCARDED: C = to(State::Discarded);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "self_review",
    {
        use {Action as A, Verb as V};
        //                                      absent  draft      submitted  discarded
        &[
            row(V::Create,  A::ScoreOwnCall, &[DRAFT,  TAKEN,     TAKEN,     TAKEN]),
            row(V::Fill,    A::ScoreOwnCall, &[NONE,   DRAFT,     FINAL,     FINAL]),
            row(V::Submit,  A::ScoreOwnCall, &[NONE,   SUBMIT,    FINAL,     FINAL]),
            row(V::Discard, A::ScoreOwnCall, &[NONE,   DISCARDED, FINAL,     FINAL]),
            row(V::Archive, A::ArchiveSelfReview, &[NONE, UNFIT,  SUBMITTED, DISCARDED]),
            row(V::Restore, A::ArchiveSelfReview, &[NONE, UNFIT,  SUBMITTED, DISCARDED]).on(Shelf::Archived),
        ]
    },
);
