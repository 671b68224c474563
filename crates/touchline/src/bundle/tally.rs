//! Bundles counted by where they stand, so that a figure is read off and never counted anew.

use core::marker::PhantomData;

use strum::VariantArray as _;

use super::State;
use crate::access::Seen;
use crate::kernel::lifecycle::Names as _;

/// How many bundles stand in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([u32; State::VARIANTS.len()]);

impl Tally {
    /// One more in this state.
    pub fn count(&mut self, state: State) {
        if let Some(count) = self.0.get_mut(state.ordinal()) {
            *count = count.saturating_add(1);
        }
    }

    /// One less in this state.
    pub fn uncount(&mut self, state: State) {
        if let Some(count) = self.0.get_mut(state.ordinal()) {
            *count = count.saturating_sub(1);
        }
    }

    /// This tally less one that is part of it.
    #[must_use]
    pub fn without(mut self, part: &Tally) -> Self {
        self.0.iter_mut().zip(part.0).for_each(|(count, part)| *count = count.saturating_sub(part));
        self
    }

    /// Whether it counts nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }

    fn add(&mut self, other: &Tally) {
        self.0.iter_mut().zip(other.0).for_each(|(count, other)| *count = count.saturating_add(other));
    }

    fn of(&self, is: impl Fn(State) -> bool) -> u64 {
        State::VARIANTS.iter().zip(self.0).filter(|(state, _)| is(**state)).map(|(_, count)| u64::from(count)).sum()
    }
}

/// What an audience may see of the counts: the sum of the tallies that access released to it.
pub struct SeenTally<A> {
    sum: Tally,
    audience: PhantomData<A>,
}

impl<A> Default for SeenTally<A> {
    fn default() -> Self {
        SeenTally { sum: Tally::default(), audience: PhantomData }
    }
}

impl<A> SeenTally<A> {
    /// Adds what was released.
    pub fn add(&mut self, seen: &Seen<'_, Tally, A>) {
        self.sum.add(seen.thing());
    }

    /// How many stand in a state for which `is` holds.
    pub(super) fn of(&self, is: impl Fn(State) -> bool) -> u64 {
        self.sum.of(is)
    }
}
