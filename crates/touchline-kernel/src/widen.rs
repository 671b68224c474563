//! Places that are kept in 32 bits, as wide as memory is addressed.

/// A place in something that is in memory, and so can be addressed.
#[inline]
pub fn widen(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
