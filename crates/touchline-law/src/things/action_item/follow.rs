//! What follows for an action item when the review that holds it is delivered or taken back, when a session in which it was
//! agreed on is recorded, when whoever assigned it hands their duties over, and when its assignee has left.

use touchline_kernel::{Actor, Note, PersonId};

use super::content::{OfReview, OfSession};
use super::{
    ActionItem, ActionItemAssigned, ActionItemCancelled, ActionItemHandedOver, ActionItemId, Change, Source, State,
};
use crate::facts::{AgreedActionItem, NewActionItem};
use crate::ground::{PlanId, ReviewId, SessionId};

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
        plan: None,
        source: Some(Source::Review(OfReview { review })),
        task: item.task,
    })
}

/// What follows for an action item that was agreed on in a session of somebody's plan.
#[must_use]
pub fn agreed(
    item: AgreedActionItem,
    (session, plan): (SessionId, PlanId),
    assignee: PersonId,
    assigned_by: Actor,
) -> Change {
    Change::Assigned(ActionItemAssigned {
        action_item: item.action_item,
        assigned_by,
        assignee,
        check: item.check,
        details: item.details,
        due_on: item.due_on,
        kind: item.kind,
        plan: Some(plan),
        source: Some(Source::Session(OfSession { session })),
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
