//! Why an agent does not see a bundle.
//!
//! Rules: BUN-16.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Bundle, State};
use crate::access::{Seen, Staff, Subject as _};
use crate::ground::people::Person;
use touchline_kernel::command::PersonId;

/// One reason for an agent not to see a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnseenReason {
    /// It is another agent's. Nothing more is said then.
    AnotherAgents,
    /// It was called off before it was released.
    CancelledAsDraft,
    /// It is still a draft.
    StillADraft,
    /// The agent has left.
    Deactivated,
    /// The agent has no user account.
    NoUserAccount,
}

/// Whether an agent sees a bundle, and if not, why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WhyUnseen {
    /// Everything that keeps it from the agent: empty where the agent sees it.
    pub reasons: Vec<UnseenReason>,
    /// Whether the agent sees it.
    pub seen: bool,
}

impl WhyUnseen {
    /// Says of a bundle that access released to those who prepare it why `asked_for` does not see it; `agent`
    /// is what is known of the bundle's own agent.
    #[must_use]
    pub fn of(seen: &Seen<'_, Bundle, Staff>, asked_for: PersonId, agent: Option<&Person>) -> Self {
        let bundle = seen.thing();
        let reasons = if bundle.agent == asked_for {
            let unshown =
                if bundle.state == State::Draft { UnseenReason::StillADraft } else { UnseenReason::CancelledAsDraft };
            [
                (!bundle.was_shown()).then_some(unshown),
                agent.is_some_and(|agent| !agent.active).then_some(UnseenReason::Deactivated),
                agent.is_none_or(|agent| !agent.has_account).then_some(UnseenReason::NoUserAccount),
            ]
            .into_iter()
            .flatten()
            .collect()
        } else {
            vec![UnseenReason::AnotherAgents]
        };
        WhyUnseen { seen: reasons.is_empty(), reasons }
    }
}
