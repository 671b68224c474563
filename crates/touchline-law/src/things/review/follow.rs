//! What follows for a review when whoever answers for it hands their duties over.

use touchline_kernel::PersonId;

use super::{Change, ReviewHandedOver};
use crate::ground::ReviewId;

/// What follows for a review that is handed over.
#[must_use]
pub(super) fn handed_over(review: ReviewId, to: PersonId) -> Change {
    Change::HandedOver(ReviewHandedOver { review, to })
}
