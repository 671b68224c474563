//! Bytes as choices: what a fuzzer changes in them changes one choice, and not whether anything can be read.

/// Choices that are still to be made.
pub(crate) struct Choices<'data>(&'data [u8]);

impl<'data> Choices<'data> {
    pub(crate) fn of(data: &'data [u8]) -> Self {
        Choices(data)
    }

    /// Whether none is left: then every further one is the first of what there is.
    pub(crate) fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    /// A number under a bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let more = if bound > 256 { usize::from(self.byte()) << 8 } else { 0 };
        (more + usize::from(self.byte())) % bound.max(1)
    }

    pub(crate) fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == bound - 1
    }

    pub(crate) fn one_of<'a, T>(&mut self, these: &'a [T]) -> &'a T {
        &these[self.below(these.len())]
    }

    pub(crate) fn among<T: Copy>(&mut self, these: &[T]) -> T {
        *self.one_of(these)
    }

    /// Eight bytes as they are.
    pub(crate) fn number(&mut self) -> u64 {
        (0..8).fold(0, |number, _| number << 8 | u64::from(self.byte()))
    }
}
