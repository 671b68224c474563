//! What follows for an action item when the review that holds it is delivered or taken back, when whoever assigned it hands their duties
//! over, and when its assignee has left.

use touchline_kernel::{Actor, Note, PersonId};

use super::content::OfReview;
use super::{
    ActionItem, ActionItemAssigned, ActionItemCancelled, ActionItemHandedOver, ActionItemId, Change, Source, State,
};
use crate::facts::NewActionItem;
use crate::ground::ReviewId;

/// What follows for an action item whose review is delivered to somebody.
#[must_use]
pub fn taken_up(item: NewActionItem, review: ReviewId, assignee: PersonId, assigned_by: Actor) -> Change {
    Change::Assigned(ActionItemAssigned {
        action_item: item.action_item,
        assigned_by,
        assignee,
        check: item.check,
        details: item.details,
        due_on: Some(item.due_on),
        kind: item.kind,
        source: Some(Source::Review(OfReview { review })),
        task: item.task,
    })
}

/// What follows for an action item whose assigner hands it over.
#[must_use]
pub(super) fn handed_over(action_item: ActionItemId, to: PersonId) -> Change {
    Change::HandedOver(ActionItemHandedOver { action_item, to })
}

/// What follows for an action item whose review is taken back: nothing where it was done, or called off before.
#[must_use]
pub fn withdrawn(item: &ActionItem, said: (&Note, Actor)) -> Option<Change> {
    matches!(item.state, State::Pending | State::InProgress).then(|| called_off(item.action_item, said))
}

/// What follows for an action item whose assignee has left.
#[must_use]
pub(super) fn called_off(action_item: ActionItemId, (reason, said_by): (&Note, Actor)) -> Change {
    Change::Cancelled(ActionItemCancelled { action_item, reason: reason.clone(), said_by: said_by.person() })
}
