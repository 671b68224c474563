//! The sampling's lifecycle: it is drawn, once.

use crate::access::Action;
use crate::life::Table;
use touchline_kernel::lifecycle::{Lifecycle, no, row, to};
use touchline_kernel::rejection::Code;

crate::life::names! {
    /// Where a sampling stands.
    State as "SamplingState" {
        /// It was drawn.
        Drawn,
    }
    Verb {
        Draw,
    }
    Condition {}
}

/// The table.
pub const LIFECYCLE: Table<State, Verb, Condition> =
    Lifecycle::total("sampling", &[row(Verb::Draw, Action::SetSampling, &[to(State::Drawn), no(Code::IdTaken)])]);
