//! Escalations counted by where they stand.

use schemars::JsonSchema;
use serde::Serialize;
use strum::VariantArray as _;

use super::State;
use crate::access;
use touchline_kernel::tally;

const STATES: usize = State::VARIANTS.len();

/// How many escalations stand in each state.
pub type Tally = tally::Tally<State, STATES>;

/// What an audience may see of the counts.
pub type SeenTally<A> = access::SeenTally<State, STATES, A>;

/// How many escalations there are that are still being worked on, by whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EscalationCounts {
    /// Those that were answered and await a manager.
    pub answered: u64,
    /// Those that await their agent.
    pub open: u64,
}

impl EscalationCounts {
    /// Reads the counts off what an audience sees.
    #[must_use]
    pub fn of<A>(seen: &SeenTally<A>) -> Self {
        EscalationCounts { answered: seen.of(State::is_answered), open: seen.of(|state| state == State::Open) }
    }
}
