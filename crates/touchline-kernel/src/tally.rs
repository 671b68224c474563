//! Things counted by where they stand, so that a figure is read off and never counted anew.

use core::fmt;
use core::marker::PhantomData;

use super::lifecycle::Names;

/// How many things stand in each of the states `S`, of which there are `N`.
pub struct Tally<S, const N: usize>([u32; N], PhantomData<fn() -> S>);

impl<S, const N: usize> Clone for Tally<S, N> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S, const N: usize> Copy for Tally<S, N> {}
impl<S, const N: usize> Default for Tally<S, N> {
    fn default() -> Self {
        Tally([0; N], PhantomData)
    }
}
impl<S, const N: usize> PartialEq for Tally<S, N> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<S, const N: usize> Eq for Tally<S, N> {}
impl<S, const N: usize> fmt::Debug for Tally<S, N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<S: Names, const N: usize> Tally<S, N> {
    /// One thing in this state.
    #[must_use]
    pub fn one(state: S) -> Self {
        let mut one = Tally::default();
        if let Some(count) = one.0.get_mut(state.ordinal()) {
            *count = 1;
        }
        one
    }

    /// Counts what another tally counts, too.
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(count, other)| *count = count.saturating_add(other));
    }

    /// Counts no longer what another tally counts, which is part of it.
    pub fn take(&mut self, part: &Self) {
        self.0.iter_mut().zip(part.0).for_each(|(count, part)| *count = count.saturating_sub(part));
    }

    /// This tally less one that is part of it.
    #[must_use]
    pub fn without(mut self, part: &Self) -> Self {
        self.take(part);
        self
    }

    /// How many stand in a state for which `is` holds.
    #[must_use]
    pub fn of(&self, is: impl Fn(S) -> bool) -> u64 {
        S::VARIANTS.iter().zip(self.0).filter(|(state, _)| is(**state)).map(|(_, count)| u64::from(count)).sum()
    }
}
