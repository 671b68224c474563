//! What a message says, as data.
//!
//! Rules: NTF-06.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::calls::CallId;
use touchline_kernel::{Actor, Key, LocalDate, Name, PersonId, Title};

/// What a message says, as its recipient may see it now: ids, names and days, never a note, a response or a reason.
/// What does not apply is null.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MessageFacts {
    /// Whom it coaches.
    pub agent: PersonId,
    /// What they are called, for those who coach them.
    #[serde(default)]
    pub agent_name: Option<Name>,
    /// Who caused it.
    pub by: Actor,
    /// The call, of a training item or a question about one.
    #[serde(default)]
    pub call: Option<CallId>,
    /// The check, of a training item or a question about one; null too where that is about the call as a whole.
    #[serde(default)]
    pub check: Option<Key>,
    /// What the check is called, if another than its key.
    #[serde(default)]
    pub check_name: Option<Key>,
    /// The last day, of a goal, an action item or a milestone; of a request for a later one, the day that is asked for.
    #[serde(default)]
    pub due_on: Option<LocalDate>,
    /// The day of the session; of one in person, as it stands recorded.
    #[serde(default)]
    pub held_on: Option<LocalDate>,
    /// The milestone, of a plan.
    #[serde(default)]
    pub milestone: Option<Key>,
    /// What the bundle or the plan is called, or what is to be done.
    #[serde(default)]
    pub title: Option<Title>,
}

impl MessageFacts {
    /// What a message about somebody says, before anything is said. Who caused it is filled in where it is told.
    #[must_use]
    pub fn about(agent: PersonId) -> Self {
        MessageFacts {
            agent,
            agent_name: None,
            by: Actor::System,
            call: None,
            check: None,
            check_name: None,
            due_on: None,
            held_on: None,
            milestone: None,
            title: None,
        }
    }
}
