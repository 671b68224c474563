//! Counts that an audience may see: the sum of the tallies that access released to it, and of no other.
//!
//! Rules: ACC-19.

use core::marker::PhantomData;

use super::Seen;
use touchline_kernel::lifecycle::Names;
use touchline_kernel::tally::Tally;

/// What the audience `A` may see of counts of things in the states `S`.
pub struct SeenTally<S, const N: usize, A> {
    sum: Tally<S, N>,
    audience: PhantomData<A>,
}

impl<S, const N: usize, A> Default for SeenTally<S, N, A> {
    fn default() -> Self {
        SeenTally { sum: Tally::default(), audience: PhantomData }
    }
}

impl<S: Names, const N: usize, A> SeenTally<S, N, A> {
    /// Adds what was released.
    pub fn add(&mut self, seen: &Seen<'_, Tally<S, N>, A>) {
        self.sum.add(seen.thing());
    }

    /// How many stand in a state for which `is` holds.
    #[must_use]
    pub fn of(&self, is: impl Fn(S) -> bool) -> u64 {
        self.sum.of(is)
    }
}
