//! The lifecycle of a rating of coaching: it is given once.
//!
//! Rules: FBK-04.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, no, row};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a rating of coaching stands.
    State as "CoachingRatingState" {
        /// It was given. Final.
        Given,
    }
    Verb {
        Give,
    }
    Condition {
        /// What is rated took place: a review stands delivered, a bundle was concluded, a session was held, a plan has ended.
        TookPlace,
    }
}

const GIVE: Cell<State, Condition> = Cell::To(State::Given, &[Condition::TookPlace]);

/// The table.
pub const LIFECYCLE: Table<State, Verb, Condition> =
    Lifecycle::total("coaching_rating", &[row(Verb::Give, Action::RateCoaching, &[GIVE, no(Code::CoachingRated)])]);
