//! What others may know of a review: whose call it is about, and whether it stands before them.

use touchline_kernel::PersonId;

/// What others may know of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewStanding {
    /// Who handled the call.
    pub agent: PersonId,
    /// Whether it was delivered, and not taken back since.
    pub is_before_them: bool,
    /// Who reviewed the call.
    pub reviewer: Option<PersonId>,
    /// Whether it was ever delivered.
    pub was_shown: bool,
}
