//! What somebody is to do, as it is written down before it is assigned, and what sort of thing that is.
//!
//! Rules: ACT-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::ActionItemId;
use crate::ground::calls::CallId;
use touchline_calculators::recommendation::CourseReference;
use touchline_kernel::{Key, LocalDate, Note, Title};

/// A call that is to be listened to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CallToHear {
    /// The call.
    pub call: CallId,
}

/// What sort of thing somebody is to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum ActionItemKind {
    /// To listen to a call.
    Call(CallToHear),
    /// To take a course.
    Course(CourseReference),
    /// Something else.
    Other,
    /// To practise.
    Practice,
    /// To read something.
    Reading,
    /// To play through a conversation with somebody.
    RolePlay,
}

impl ActionItemKind {
    /// The call that is to be listened to, if that is what there is to do.
    #[must_use]
    pub fn call(&self) -> Option<CallId> {
        match self {
            ActionItemKind::Call(CallToHear { call }) => Some(*call),
            _ => None,
        }
    }
}

/// What somebody is to do, as a review holds it that is still to be delivered: with a due date, always.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewActionItem {
    /// The id that the host chose for it.
    pub action_item: ActionItemId,
    /// The check that it is to better, by the key that it has with the host; null where it is for none.
    #[serde(default)]
    pub check: Option<Key>,
    /// What more there is to say of the task.
    #[serde(default)]
    pub details: Option<Note>,
    /// The last day on which it is done in time, where its assignee is.
    pub due_on: LocalDate,
    /// What sort of thing it is.
    pub kind: ActionItemKind,
    /// What is to be done.
    pub task: Title,
}

/// What somebody is to do, as it was agreed on in a session: any day will do where none is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AgreedActionItem {
    /// The id that the host chose for it.
    pub action_item: ActionItemId,
    /// The check that it is to better, by the key that it has with the host; null where it is for none.
    #[serde(default)]
    pub check: Option<Key>,
    /// What more there is to say of the task.
    #[serde(default)]
    pub details: Option<Note>,
    /// The last day on which it is done in time, where its assignee is.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// What sort of thing it is.
    pub kind: ActionItemKind,
    /// What is to be done.
    pub task: Title,
}
