//! The lifecycle of a version: it is drafted, published and retired, and never changes once it is published.
//!
//! Rules: SCO-01.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a version of a scorecard stands.
    State as "ScorecardState" {
        /// It is being written, and nothing can be judged by it.
        Draft,
        /// It was published: calls are judged by it.
        Active,
        /// It was retired, or another took its place: what was judged by it stands. Final.
        Retired,
    }
    Verb {
        Draft,
        Revise,
        Publish,
        Retire,
        Archive,
        Restore,
        /// Another version was published in its place.
        Replace,
    }
    Condition {
        /// No other version took the place that it is to take.
        PlaceIsFree,
        /// No other scorecard has its key.
        KeyIsFree,
        /// Its template is one: no fault is in it.
        TemplateIsWhole,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const EARLY: C = no(Code::ScorecardNotPublished);
const FIXED: C = no(Code::ScorecardPublished);
const FINAL: C = no(Code::ScorecardRetired);
const IN_USE: C = no(Code::ScorecardInUse);

const NEW: C = to(State::Draft);
const OUT: C = Cell::To(State::Active, &[Condition::PlaceIsFree, Condition::KeyIsFree, Condition::TemplateIsWhole]);
const OVER: C = to(State::Retired);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "scorecard",
    {
        use {Action as A, Verb as V};
        //                                            absent  draft   active   retired
        &[
            row(V::Draft,       A::KeepScorecards, &[NEW,    TAKEN,  TAKEN,   TAKEN]),
            row(V::Revise,      A::KeepScorecards, &[NONE,   NEW,    FIXED,   FIXED]),
            row(V::Publish,     A::KeepScorecards, &[NONE,   OUT,    FIXED,   FIXED]),
            row(V::Retire,      A::KeepScorecards, &[NONE,   EARLY,  OVER,    FINAL]),
            row(V::Archive,     A::KeepScorecards, &[NONE,   NEW,    IN_USE,  OVER]),
            row(V::Restore,     A::KeepScorecards, &[NONE,   NEW,    IN_USE,  OVER]).on(Shelf::Archived),
            follows(V::Replace, A::MoveScorecard,  &[NONE,   EARLY,  OVER,    OVER]).on(Shelf::Either),
        ]
    },
);
