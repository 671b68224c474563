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
    /// One bundle in this state.
    #[must_use]
    pub fn one(state: State) -> Self {
        let mut one = Tally::default();
        if let Some(count) = one.0.get_mut(state.ordinal()) {
            *count = 1;
        }
        one
    }

    /// Counts what another tally counts, too.
    pub fn add(&mut self, other: &Tally) {
        self.0.iter_mut().zip(other.0).for_each(|(count, other)| *count = count.saturating_add(other));
    }

    /// Counts no longer what another tally counts, which is part of it.
    pub fn take(&mut self, part: &Tally) {
        self.0.iter_mut().zip(part.0).for_each(|(count, part)| *count = count.saturating_sub(part));
    }

    /// This tally less one that is part of it.
    #[must_use]
    pub fn without(mut self, part: &Tally) -> Self {
        self.take(part);
        self
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
