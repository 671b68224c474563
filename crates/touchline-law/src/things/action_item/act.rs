//! What can be done with an action item, and what can happen to one.

use crate::ground::{ActionItemMark, PlanId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActionItemId, Source, Verb};
use crate::facts::ActionItemKind;
use touchline_kernel::{Actor, Key, LocalDate, Note, PersonId, Title};

/// An action item to be assigned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssignActionItem {
    /// The id that the host chose for it.
    pub action_item: ActionItemId,
    /// Who is to do it.
    pub assignee: PersonId,
    /// The check that it is to better, by the key that it has with the host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Key>,
    /// What more there is to say of the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<Note>,
    /// The last day on which it is done in time, where its assignee is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<LocalDate>,
    /// What sort of thing it is.
    pub kind: ActionItemKind,
    /// Where it comes from, if from anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What is to be done.
    pub task: Title,
}

/// Which action item.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemRef {
    /// The action item.
    pub action_item: ActionItemId,
}

/// An action item, with a note where there is something to say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemNote {
    /// The action item.
    pub action_item: ActionItemId,
    /// What there is to say.
    #[serde(default)]
    pub note: Option<Note>,
}

/// What progress there is with an action item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemProgress {
    /// The action item.
    pub action_item: ActionItemId,
    /// How far its assignee has come.
    pub note: Note,
}

/// An action item, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemReason {
    /// The action item.
    pub action_item: ActionItemId,
    /// Why.
    pub reason: Note,
}

/// A later due date that is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RequestExtension {
    /// The action item.
    pub action_item: ActionItemId,
    /// The due date that is asked for.
    pub due_on: LocalDate,
    /// Why.
    pub reason: Note,
}

/// A later due date that is granted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GrantExtension {
    /// The action item.
    pub action_item: ActionItemId,
    /// The due date from now on; the one that was asked for where it is left out.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// What there is to say.
    #[serde(default)]
    pub note: Option<Note>,
}

crate::life::acts! {
    /// What can be done with an action item.
    Act as "ActionItemAct": ActionItemMark, body => body.action_item, Verb;

    /// Give somebody something to do.
    "action_item.assign": Assign(AssignActionItem),
    /// Begin with an action item, as its assignee.
    "action_item.start": Start(ActionItemRef),
    /// Note how far one has come with an action item, as its assignee; one that was not started is started by this.
    "action_item.note_progress": NoteProgress(ActionItemProgress),
    /// Complete an action item, as its assignee.
    "action_item.complete": Complete(ActionItemNote),
    /// Ask for a later due date, as the assignee; one request may be open at a time.
    "action_item.request_extension": RequestExtension(RequestExtension),
    /// Grant a later due date that was asked for: that one or another.
    "action_item.grant_extension": GrantExtension(GrantExtension),
    /// Decline a later due date that was asked for.
    "action_item.decline_extension": DeclineExtension(ActionItemNote),
    /// Verify that a completed action item was done.
    "action_item.verify": Verify(ActionItemNote),
    /// Ask for a revision of a completed action item; it is in progress again.
    "action_item.request_revision": RequestRevision(ActionItemReason),
    /// Cancel an action item that was not verified.
    "action_item.cancel": Cancel(ActionItemReason),
    /// Put a verified or cancelled action item away: read-only, and out of the lists of what is worked on.
    "action_item.archive": Archive(ActionItemRef),
    /// Bring an archived action item back.
    "action_item.restore": Restore(ActionItemRef),
}

/// An action item that was assigned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemAssigned {
    /// The action item.
    pub action_item: ActionItemId,
    /// Who assigned it: of one that a review holds, whoever delivered that; of one from a session, whoever recorded that.
    pub assigned_by: Actor,
    /// Who is to do it.
    pub assignee: PersonId,
    /// The check that it is to better; null where it is for none.
    #[serde(default)]
    pub check: Option<Key>,
    /// What more there is to say of the task.
    #[serde(default)]
    pub details: Option<Note>,
    /// The last day on which it is done in time, where its assignee is; null where any day will do.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// What sort of thing it is.
    pub kind: ActionItemKind,
    /// The plan from whose session it comes; null where it comes from none.
    #[serde(default)]
    pub plan: Option<PlanId>,
    /// Where it comes from; null where from nothing.
    #[serde(default)]
    pub source: Option<Source>,
    /// What is to be done.
    pub task: Title,
}

/// An action item that was completed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemCompleted {
    /// The action item.
    pub action_item: ActionItemId,
    /// The day that it was then where its assignee is.
    pub completed_on: LocalDate,
    /// What there was to say.
    #[serde(default)]
    pub note: Option<Note>,
}

/// A later due date that was granted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExtensionGranted {
    /// The action item.
    pub action_item: ActionItemId,
    /// The due date from now on.
    pub due_on: LocalDate,
    /// What there was to say.
    #[serde(default)]
    pub note: Option<Note>,
}

/// An action item that was cancelled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemCancelled {
    /// The action item.
    pub action_item: ActionItemId,
    /// Why.
    pub reason: Note,
    /// Whose words that is, where it follows from something else that they did.
    #[serde(default)]
    pub said_by: Option<PersonId>,
}

/// An action item that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ActionItemHandedOver {
    /// The action item.
    pub action_item: ActionItemId,
    /// Who decides on it from now on.
    pub to: PersonId,
}

crate::life::changes! {
    /// What can happen to an action item.
    Change as "ActionItemChange": ActionItemMark of action_item;

    /// It was assigned.
    "action_item.assigned": Assigned(ActionItemAssigned) coaches assignee,
    /// It was started.
    "action_item.started": Started(ActionItemRef),
    /// Progress was noted.
    "action_item.progress_noted": ProgressNoted(ActionItemProgress),
    /// It was completed.
    "action_item.completed": Completed(ActionItemCompleted),
    /// A later due date was asked for.
    "action_item.extension_requested": ExtensionRequested(RequestExtension),
    /// A later due date was granted.
    "action_item.extension_granted": ExtensionGranted(ExtensionGranted),
    /// A later due date was declined.
    "action_item.extension_declined": ExtensionDeclined(ActionItemNote),
    /// It was verified.
    "action_item.verified": Verified(ActionItemNote),
    /// A revision was asked for.
    "action_item.revision_requested": RevisionRequested(ActionItemReason),
    /// It was cancelled.
    "action_item.cancelled": Cancelled(ActionItemCancelled),
    /// It was put away.
    "action_item.archived": Archived(ActionItemRef),
    /// It was brought back.
    "action_item.restored": Restored(ActionItemRef),
    /// Somebody else decides on it from now on.
    "action_item.handed_over": HandedOver(ActionItemHandedOver),
}
