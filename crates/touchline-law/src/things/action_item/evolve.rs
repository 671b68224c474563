//! What an event changes in an action item.

use super::lifecycle::State;
use super::{ActionItem, ActionItemAssigned, Change, Extension, ExtensionAnswer, ExtensionOutcome, Turn, TurnKind};
use touchline_kernel::{Actor, Done, Event, Instant, next_version};

/// The action item after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(item: Option<ActionItem>, event: Event<Change>) -> Option<ActionItem> {
    let done = Done { at: event.at, by: event.by };
    match (item, event.change) {
        (None, Change::Assigned(body)) => Some(assigned(body, event.at)),
        (None, _) => None,
        (Some(item), change) => {
            let version = next_version(item.version);
            changed(ActionItem { changed_at: event.at, version, ..item }, change, done)
        }
    }
}

fn changed(item: ActionItem, change: Change, done: Done) -> Option<ActionItem> {
    let turn = |item, state, kind, text| Some(turned(item, state, Turn { done, kind, text }));
    match change {
        Change::Assigned(_) => None,
        Change::Started(_) => turn(item, State::InProgress, TurnKind::Start, None),
        Change::ProgressNoted(body) => turn(item, State::InProgress, TurnKind::Progress, Some(body.note)),
        Change::Completed(body) => {
            let item = ActionItem { completed_on: Some(body.completed_on), ..lapsed(item, done) };
            turn(item, State::Complete, TurnKind::Completion, body.note)
        }
        Change::ExtensionRequested(body) => {
            let asked = Extension {
                answer: None,
                asked: done,
                due_on: body.due_on,
                instead_of: item.due_on?,
                reason: body.reason,
            };
            let mut item = item;
            item.extensions.push(asked);
            Some(item)
        }
        Change::ExtensionGranted(body) => {
            let due_on = Some(body.due_on);
            let answer = ExtensionAnswer { done, due_on, outcome: ExtensionOutcome::Granted, text: body.note };
            let due_since = item.version;
            Some(ActionItem { due_on, due_since, ..answered(item, answer) })
        }
        Change::ExtensionDeclined(body) => {
            let outcome = ExtensionOutcome::Declined;
            Some(answered(item, ExtensionAnswer { done, due_on: None, outcome, text: body.note }))
        }
        Change::Verified(body) => turn(item, State::Verified, TurnKind::Verification, body.note),
        Change::RevisionRequested(body) => {
            let item = ActionItem { completed_on: None, ..item };
            turn(item, State::InProgress, TurnKind::Revision, Some(body.reason))
        }
        Change::Cancelled(body) => {
            let done = Done { by: body.said_by.map_or(done.by, Actor::Person), ..done };
            let turn = Turn { done, kind: TurnKind::Cancellation, text: Some(body.reason) };
            Some(turned(ActionItem { completed_on: None, ..lapsed(item, done) }, State::Cancelled, turn))
        }
        Change::Archived(_) => Some(ActionItem { archived: true, ..item }),
        Change::Restored(_) => Some(ActionItem { archived: false, ..item }),
        Change::HandedOver(body) => Some(ActionItem { assigner: Some(body.to), ..item }),
    }
}

fn assigned(body: ActionItemAssigned, at: Instant) -> ActionItem {
    ActionItem {
        action_item: body.action_item,
        archived: false,
        assigned: Done { at, by: body.assigned_by },
        assignee: body.assignee,
        assigner: body.assigned_by.person(),
        changed_at: at,
        check: body.check,
        completed_on: None,
        details: body.details,
        due_on: body.due_on,
        due_since: 1,
        extensions: Vec::new(),
        history: Vec::new(),
        kind: body.kind,
        plan: body.plan,
        source: body.source,
        state: State::Pending,
        task: body.task,
        version: 1,
    }
}

fn turned(mut item: ActionItem, state: State, turn: Turn) -> ActionItem {
    item.history.push(turn);
    ActionItem { state, ..item }
}

/// What was asked for needs no answer any more.
fn lapsed(item: ActionItem, done: Done) -> ActionItem {
    answered(item, ExtensionAnswer { done, due_on: None, outcome: ExtensionOutcome::Lapsed, text: None })
}

fn answered(mut item: ActionItem, answer: ExtensionAnswer) -> ActionItem {
    if let Some(open) = item.extensions.iter_mut().find(|extension| extension.answer.is_none()) {
        open.answer = Some(answer);
    }
    item
}
