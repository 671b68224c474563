//! What follows for a bundle when its keeper hands their duties over, or its agent has left; and what moves with it.

use touchline_kernel::{Actor, Note, PersonId};

use super::{Bundle, BundleCancelled, BundleHandedOver, BundleId, Change};
use crate::access::Subject as _;
use crate::ground::{GoalId, TrainingItemId};

/// What follows for a bundle whose keeper hands it over.
#[must_use]
pub(super) fn handed_over(bundle: BundleId, to: PersonId) -> Change {
    Change::HandedOver(BundleHandedOver { bundle, to })
}

/// What follows for a bundle whose agent has left.
#[must_use]
pub(super) fn called_off(known: Option<&Bundle>, bundle: BundleId, (reason, said_by): (&Note, Actor)) -> Change {
    Change::Cancelled(BundleCancelled {
        bundle,
        goals: goals_held_by(known),
        reason: reason.clone(),
        said_by: said_by.person(),
        training_items: held_by(known),
    })
}

/// The goals that a bundle's release has set: a draft has set none.
pub(super) fn goals_held_by(bundle: Option<&Bundle>) -> Vec<GoalId> {
    let released = bundle.filter(|bundle| bundle.was_shown());
    released.map(|bundle| bundle.goals().map(|(goal, _)| goal).collect()).unwrap_or_default()
}

/// The training items that a bundle holds: a draft holds none, it only names them.
pub(super) fn held_by(bundle: Option<&Bundle>) -> Vec<TrainingItemId> {
    bundle.filter(|bundle| bundle.was_shown()).map(|bundle| bundle.content.training_items.clone()).unwrap_or_default()
}
