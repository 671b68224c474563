//! The disposition's lifecycle: it is given, and may be given anew at any time.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Cell, Lifecycle, row};

crate::life::names! {
    /// Where a disposition stands.
    State as "DispositionState" {
        /// It was given.
        Given,
    }
    Verb {
        Give,
    }
    Condition {}
}

const GIVEN: Cell<State, Condition> = Cell::To(State::Given, &[]);

/// The table.
pub const LIFECYCLE: Table<State, Verb, Condition> =
    Lifecycle::total("disposition", &[row(Verb::Give, Action::GiveDisposition, &[GIVEN, GIVEN])]);
