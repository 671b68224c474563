//! What follows for a review when whoever answers for it hands their duties over, and what follows from it for others.

use touchline_kernel::{Note, PersonId};

use super::{Change, ReviewHandedOver};
use crate::ground::ReviewId;

impl Change {
    /// Why a review counts no more, where it was taken back or is void.
    #[must_use]
    pub fn taken_back_for(&self) -> Option<&Note> {
        match self {
            Change::Retracted(body) => Some(&body.reason),
            Change::Voided(body) => Some(&body.note),
            _ => None,
        }
    }

    /// Who had set the moment at which it was delivered.
    #[must_use]
    pub fn ordered_by(&self) -> Option<PersonId> {
        match self {
            Change::Delivered(body) => body.ordered_by,
            _ => None,
        }
    }
}

/// What follows for a review that is handed over.
#[must_use]
pub(super) fn handed_over(review: ReviewId, to: PersonId) -> Change {
    Change::HandedOver(ReviewHandedOver { review, to })
}
