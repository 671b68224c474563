//! What is allowed with an action item, and what its commands change.
//!
//! Rules: ACT-01, ACT-04, ACT-08, REC-09.

use touchline_kernel::{Actor, Code, LocalDate, PersonId, Rejection, WarningCode};

use super::lifecycle::{Condition, State, Verb};
use super::{
    Act, ActionItem, ActionItemAssigned, ActionItemCancelled, ActionItemCompleted, ActionItemNote, ActionItemReason,
    AssignActionItem, Change, ExtensionGranted, RequestExtension, Source,
};
use crate::access::{Action, Whose, visible_bundle, visible_call};
use crate::facts::{ActionItemKind, BundleStanding, FactKey, Facts, Refusal};
use crate::ground::{BundleId, ThingRef};
use crate::life::{Asking, Case, Life, by_table, is_there, successor_may};
use crate::policy::Policy;

impl Life for ActionItem {
    by_table!(archived);

    fn awaited(state: State) -> Option<&'static str> {
        (state == State::Complete).then_some("verify")
    }

    fn follows(change: &Change) -> Option<Verb> {
        match change {
            Change::Assigned(_) => Some(Verb::TakeUp),
            Change::HandedOver(_) => Some(Verb::HandOver),
            Change::Cancelled(_) => Some(Verb::CallOff),
            _ => None,
        }
    }

    fn makes(act: &Act) -> Option<Whose> {
        assigned(act).map(|body| unassigned(body.assignee))
    }

    fn asks(act: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        assigned(act).into_iter().flat_map(named)
    }

    /// Once it is assigned, what it names is looked at no more.
    fn rests_on<F: Facts>(asking: &Asking<'_, Self, F>) -> impl Iterator<Item = FactKey> {
        let facts = asking.by.facts;
        let body = asking.act.filter(|_| asking.known.is_none()).and_then(assigned);
        let handler = body.and_then(|body| body.kind.call()).and_then(|call| facts.call(call).present().ok().flatten());
        let agent = body.and_then(|body| bundle(body.source.as_ref()));
        let agent = agent.and_then(|bundle| facts.bundle(bundle).present().ok().flatten());
        let whose = handler.map(|call| call.handler).into_iter().chain(agent.map(|bundle| bundle.agent));
        let actor = asking.by.actor;
        body.into_iter().flat_map(named).chain(whose.filter_map(move |whose| FactKey::line(actor, whose)))
    }

    fn body<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<(), Refusal> {
        let Some(body) = assigned(act) else { return Ok(()) };
        let (access, facts) = (&case.policy.access, case.facts);
        let unseen = |path: &str| Err(Rejection::from(Code::NotFound).at(path).into());
        if let Some(call) = body.kind.call()
            && visible_call(call, case.actor, access, facts)?.is_none()
        {
            return unseen("/body/kind/body/call");
        }
        match &body.source {
            Some(Source::Bundle(of)) if visible_bundle(of.bundle, case.actor, access, facts)?.is_none() => {
                unseen(BUNDLE)
            }
            // Reviews and sessions assign their items themselves.
            Some(Source::Review(_)) => unseen("/body/source/body/review"),
            Some(Source::Session(_)) => unseen("/body/source/body/session"),
            Some(Source::CourseRecommendation(_)) if !matches!(body.kind, ActionItemKind::Course(_)) => {
                Err(Rejection::from(Code::NotACourse).at("/body/kind").into())
            }
            Some(Source::Bundle(_) | Source::CourseRecommendation(_)) | None => Ok(()),
        }
    }

    fn check<F: Facts>(case: &Case<'_, Self, F>, condition: Condition) -> Result<Option<WarningCode>, Refusal> {
        let assignee = case.coached()?;
        let refuse_if = |is: bool, code: Code| if is { Err(code.into()) } else { Ok(None) };
        let known = case.known;
        match condition {
            // Nothing new is asked of somebody who has left; who has no account only will not see it.
            Condition::AssigneeIsActive => is_there(assignee, case.facts).map_err(|refused| match known {
                Some(_) => refused,
                None => refused.at("/body/assignee"),
            }),
            Condition::BundleIsTheAssignees => {
                let is_anothers = standing(case)?.is_some_and(|bundle| bundle.agent != assignee);
                refuse_if(is_anothers, Code::BundleOfAnother).map_err(|refused: Refusal| refused.at(BUNDLE))
            }
            Condition::BundleWasReleased => {
                let is_hidden = standing(case)?.is_some_and(|bundle| !bundle.was_shown);
                refuse_if(is_hidden, Code::BundleNeverReleased).map_err(|refused: Refusal| refused.at(BUNDLE))
            }
            Condition::DueDateIsNotPast => match new_due_date(case) {
                Some(due_on) => is_not_past(case, due_on).map(|()| None),
                None => Ok(None),
            },
            Condition::HasDueDate => refuse_if(known.is_some_and(|item| item.due_on.is_none()), Code::NoDueDate),
            Condition::ProgressHasRoom => case.has_room(known.map_or(0, ActionItem::notes_of_progress)).map(|()| None),
            Condition::RequestsHaveRoom => case.has_room(known.map_or(0, |item| item.extensions.len())).map(|()| None),
            Condition::NothingIsRequested => {
                refuse_if(known.is_some_and(|item| item.open_request().is_some()), Code::ExtensionRequested)
            }
            Condition::ExtensionIsRequested => {
                refuse_if(known.is_some_and(|item| item.open_request().is_none()), Code::NoExtensionRequested)
            }
            Condition::SuccessorMayAssign => match case.change {
                Some(Change::HandedOver(body)) => {
                    successor_may(case, (body.to, &unassigned(assignee)), Action::AssignActionItem)
                }
                _ => Ok(None),
            },
        }
    }

    fn changes<F: Facts>(case: &Case<'_, Self, F>, act: &Act) -> Result<Vec<Change>, Refusal> {
        Ok(vec![match act {
            Act::Assign(body) => Change::Assigned(of_assigning(body.clone(), case.actor)),
            Act::Start(body) => Change::Started(*body),
            Act::NoteProgress(body) => Change::ProgressNoted(body.clone()),
            Act::Complete(ActionItemNote { action_item, note }) => Change::Completed(ActionItemCompleted {
                action_item: *action_item,
                completed_on: today(case)?,
                note: note.clone(),
            }),
            Act::RequestExtension(body) => {
                let RequestExtension { due_on, .. } = body;
                is_later(case, *due_on)?;
                Change::ExtensionRequested(body.clone())
            }
            Act::GrantExtension(body) => {
                let asked = case.known.and_then(ActionItem::open_request).ok_or(Code::NoExtensionRequested)?;
                let (action_item, note) = (body.action_item, body.note.clone());
                let due_on = body.due_on.unwrap_or(asked.due_on);
                is_later(case, due_on)?;
                Change::ExtensionGranted(ExtensionGranted { action_item, due_on, note })
            }
            Act::DeclineExtension(body) => Change::ExtensionDeclined(body.clone()),
            Act::Verify(body) => Change::Verified(body.clone()),
            Act::RequestRevision(body) => Change::RevisionRequested(body.clone()),
            Act::Cancel(ActionItemReason { action_item, reason }) => Change::Cancelled(ActionItemCancelled {
                action_item: *action_item,
                reason: reason.clone(),
                said_by: None,
            }),
            Act::Archive(body) => Change::Archived(*body),
            Act::Restore(body) => Change::Restored(*body),
        }])
    }
}

const BUNDLE: &str = "/body/source/body/bundle";
const DUE_ON: &str = "/body/due_on";

/// What a command assigns, where it does.
fn assigned(act: &Act) -> Option<&AssignActionItem> {
    match act {
        Act::Assign(body) => Some(body),
        _ => None,
    }
}

/// Whose an item is that nobody has assigned yet: whoever does needs more than having done so.
fn unassigned(assignee: PersonId) -> Whose {
    Whose::ActionItem { assignee, assigner: None, plan: None }
}

fn of_assigning(body: AssignActionItem, assigned_by: Actor) -> ActionItemAssigned {
    let AssignActionItem { action_item, assignee, check, details, due_on, kind, source, task } = body;
    ActionItemAssigned { action_item, assigned_by, assignee, check, details, due_on, kind, plan: None, source, task }
}

fn bundle(source: Option<&Source>) -> Option<BundleId> {
    match source {
        Some(Source::Bundle(of)) => Some(of.bundle),
        _ => None,
    }
}

/// The facts that what a command names rests on.
fn named(body: &AssignActionItem) -> impl Iterator<Item = FactKey> {
    let bundle = bundle(body.source.as_ref()).map(|bundle| FactKey::Thing(ThingRef::of(bundle)));
    body.kind.call().map(FactKey::call).into_iter().chain(bundle)
}

/// The bundle that it is to come from, as far as others may know of it.
fn standing<'a, F: Facts>(case: &Case<'a, ActionItem, F>) -> Result<Option<BundleStanding<'a>>, Refusal> {
    match bundle(case.act.and_then(assigned).and_then(|body| body.source.as_ref())) {
        Some(bundle) => case.facts.bundle(bundle).present(),
        None => Ok(None),
    }
}

/// The due date that it is to have when it is made.
fn new_due_date<F>(case: &Case<'_, ActionItem, F>) -> Option<LocalDate> {
    match (case.act, case.change) {
        (Some(Act::Assign(body)), _) => body.due_on,
        (_, Some(Change::Assigned(body))) => body.due_on,
        _ => None,
    }
}

/// The day that it is where its assignee is.
fn today<F: Facts>(case: &Case<'_, ActionItem, F>) -> Result<LocalDate, Refusal> {
    Ok(case.policy.organisation.zone_of(case.coached()?, case.facts)?.day_of(case.at))
}

fn is_not_past<F: Facts>(case: &Case<'_, ActionItem, F>, due_on: LocalDate) -> Result<(), Refusal> {
    if due_on < today(case)? {
        return Err(Rejection::from(Code::DueDatePast).at(DUE_ON).into());
    }
    Ok(())
}

/// Whether a due date is later than the one in force, and not over itself.
fn is_later<F: Facts>(case: &Case<'_, ActionItem, F>, due_on: LocalDate) -> Result<(), Refusal> {
    if case.known.and_then(|item| item.due_on).is_some_and(|in_force| due_on <= in_force) {
        return Err(Rejection::from(Code::DueDateNotLater).at(DUE_ON).into());
    }
    is_not_past(case, due_on)
}
