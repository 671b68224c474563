//! The lifecycle of a version of a template of plans: it is drafted, published and retired, and never changes once it is published.
//!
//! Rules: PLN-02.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, Shelf, follows, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a version of a template of plans stands.
    State as "PlanTemplateState" {
        /// It is being written, and no plan can be started from it.
        Draft,
        /// It was published: plans are started from it.
        Active,
        /// It was retired, or another took its place: plans that were started from it stand. Final.
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
        /// It ships, and is kept from now on, retired.
        RetireShipped,
    }
    Condition {
        /// No other version took the place that it is to take.
        PlaceIsFree,
        /// No other template has its key; where one that ships has it, its number is above that one's.
        KeyIsFree,
        /// The workspace published no version of what ships.
        NoneIsInPlace,
        /// Plans can be started from it, and activated as they are: no fault is in it, and nothing is longer than the policy allows.
        TemplateIsWhole,
    }
}

type C = Cell<State, Condition>;

const NONE: C = no(Code::NotFound);
const TAKEN: C = no(Code::IdTaken);
const EARLY: C = no(Code::PlanTemplateNotPublished);
const FIXED: C = no(Code::PlanTemplatePublished);
const FINAL: C = no(Code::PlanTemplateRetired);
const IN_USE: C = no(Code::PlanTemplateInUse);

const NEW: C = to(State::Draft);
const OUT: C = Cell::To(State::Active, &[Condition::PlaceIsFree, Condition::KeyIsFree, Condition::TemplateIsWhole]);
const OVER: C = to(State::Retired);
const UNCHANGED: C = Cell::To(State::Retired, &[Condition::NoneIsInPlace]);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "plan_template",
    {
        use {Action as A, Verb as V};
        //                                               absent  draft   active   retired
        &[
            row(V::Draft,       A::KeepPlanTemplates, &[NEW,    TAKEN,  TAKEN,   TAKEN]),
            row(V::Revise,      A::KeepPlanTemplates, &[NONE,   NEW,    FIXED,   FIXED]),
            row(V::Publish,     A::KeepPlanTemplates, &[NONE,   OUT,    FIXED,   FIXED]),
            row(V::Retire,      A::KeepPlanTemplates, &[NONE,   EARLY,  OVER,    FINAL]),
            row(V::Archive,     A::KeepPlanTemplates, &[NONE,   NEW,    IN_USE,  OVER]),
            row(V::Restore,     A::KeepPlanTemplates, &[NONE,   NEW,    IN_USE,  OVER]).on(Shelf::Archived),
            follows(V::Replace, A::MovePlanTemplate, &[NONE,   EARLY,  OVER,    OVER]).on(Shelf::Either),
            row(V::RetireShipped, A::KeepPlanTemplates, &[UNCHANGED, TAKEN, TAKEN, TAKEN]),
        ]
    },
);
