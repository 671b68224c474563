//! The lifecycle of feedback between a coach and whom a plan coaches: it is given at once and whole, and stays.
//!
//! Rules: FBK-01, ORG-05, ORG-06.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, no, row};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where feedback between a coach and whom a plan coaches stands.
    State as "PlanFeedbackState" {
        /// It was given. Final.
        Given,
    }
    Verb {
        Give,
        GiveToCoach,
    }
    Condition {
        /// Whom the plan coaches was shown it: it was activated, ever.
        PlanWasShown,
        /// The plan provides for feedback to those who coach.
        PlanProvidesForIt,
        /// Whom the plan coaches has not left; that they have no account is a warning.
        CoacheeIsActive,
        /// The coach whom it is for, or who writes for that one, has not left; that they have no account is a warning.
        AddresseeIsActive,
    }
}

type C = Cell<State, Condition>;

const TAKEN: C = no(Code::IdTaken);

const GIVE: C = Cell::To(State::Given, &[Condition::PlanWasShown, Condition::CoacheeIsActive]);
const GIVE_TO_COACH: C = Cell::To(State::Given, &[Condition::PlanProvidesForIt, Condition::AddresseeIsActive]);

/// The table.
#[rustfmt::skip]
pub const LIFECYCLE: Table<State, Verb, Condition> = Lifecycle::total(
    "plan_feedback",
    {
        use {Action as A, Verb as V};
        //                                             absent         given
        &[
            row(V::Give,        A::WritePlanNote,     &[GIVE,          TAKEN]),
            row(V::GiveToCoach, A::GiveCoachFeedback, &[GIVE_TO_COACH, TAKEN]),
        ]
    },
);
