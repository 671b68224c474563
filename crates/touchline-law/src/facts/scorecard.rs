//! What others may know of a version of a scorecard.

use touchline_kernel::Key;

/// What others may know of a version of a scorecard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScorecardStanding<'a> {
    /// How many versions there have been, this one among them.
    pub edition: u64,
    /// Whether it was published, ever.
    pub is_published: bool,
    /// Whether another took its place.
    pub is_replaced: bool,
    /// The key that all its versions have.
    pub key: &'a Key,
}
