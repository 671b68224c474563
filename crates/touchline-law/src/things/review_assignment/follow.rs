//! What follows for an assignment when a review of the call is delivered, when its reviewer hands their duties over, and
//! when whoever handled the call has left.

use touchline_kernel::{Actor, Note, PersonId};

use super::{Change, ReviewAssignmentFinished, ReviewAssignmentHandedOver, ReviewRecalled};
use crate::ground::{ReviewAssignmentId, ReviewId};

/// What follows for an assignment that a review brings to its end.
#[must_use]
pub fn finished(review_assignment: ReviewAssignmentId, review: ReviewId) -> Change {
    Change::Finished(ReviewAssignmentFinished { review, review_assignment })
}

/// What follows for an assignment whose reviewer hands it over.
#[must_use]
pub(super) fn handed_over(review_assignment: ReviewAssignmentId, to: PersonId) -> Change {
    Change::HandedOver(ReviewAssignmentHandedOver { review_assignment, to })
}

/// What follows for an assignment to review a call of somebody who has left.
#[must_use]
pub(super) fn called_off(review_assignment: ReviewAssignmentId, (reason, said_by): (&Note, Actor)) -> Change {
    Change::Recalled(ReviewRecalled { reason: reason.clone(), review_assignment, said_by: said_by.person() })
}
