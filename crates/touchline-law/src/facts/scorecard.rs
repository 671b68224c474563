//! What others may know of a version of a scorecard.

use touchline_calculators::scorecard::Template;
use touchline_kernel::Key;

/// What others may know of a version of a scorecard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScorecardStanding<'a> {
    /// How many versions there have been, this one among them.
    pub edition: u64,
    /// Whether it was published, ever.
    pub is_published: bool,
    /// Whether another took its place.
    pub is_replaced: bool,
    /// Whether calls are judged by it no more.
    pub is_retired: bool,
    /// The key that all its versions have.
    pub key: &'a Key,
    /// What is asked, and how it is judged.
    pub template: &'a Template,
}
