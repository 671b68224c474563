//! Bundles counted by where they stand.

use strum::VariantArray as _;

use super::State;
use crate::access;
use touchline_kernel::tally;

const STATES: usize = State::VARIANTS.len();

/// How many bundles stand in each state.
pub type Tally = tally::Tally<State, STATES>;

/// What an audience may see of the counts.
pub type SeenTally<A> = access::SeenTally<State, STATES, A>;
