//! What is shown of a bundle: one view for its agent, one for those who prepare and follow it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Bundle, BundleCall, BundleId, Done, Response, State};
use crate::access::{Coached, Seen, Staff};
use crate::kernel::command::{Actor, PersonId};
use crate::kernel::text::{Note, Title};
use crate::kernel::time::{Instant, Zone};

/// What the agent sees as the bundle's badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// The agent is to respond.
    NeedsResponse,
    /// The agent is to acknowledge the session in person.
    Acknowledge,
    /// The response is with the manager.
    Submitted,
    /// The session was acknowledged.
    Acknowledged,
    /// A manager has closed the bundle.
    Concluded,
    /// The bundle was called off.
    Cancelled,
}

impl Badge {
    fn of(state: State) -> Option<Badge> {
        match state {
            State::Draft => None,
            State::Released => Some(Badge::NeedsResponse),
            State::CompletedInPerson => Some(Badge::Acknowledge),
            State::AgentReviewed => Some(Badge::Submitted),
            State::AgentAcknowledged => Some(Badge::Acknowledged),
            State::Concluded => Some(Badge::Concluded),
            State::Cancelled => Some(Badge::Cancelled),
        }
    }

    fn needs_action(self) -> bool {
        matches!(self, Badge::NeedsResponse | Badge::Acknowledge)
    }
}

/// A bundle as its agent sees it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AgentBundle {
    /// Its badge.
    pub badge: Option<Badge>,
    /// Its id.
    pub bundle: BundleId,
    /// The calls to go through.
    pub calls: Vec<BundleCall>,
    /// Whether the agent is to do something.
    pub needs_action: bool,
    /// The manager's guidance.
    pub notes: Option<Note>,
    /// When and by whom it was released.
    pub released: Option<Done>,
    /// What the agent answered.
    pub response: Option<Response>,
    /// What it is called.
    pub title: Option<Title>,
    /// Its version, counted from the release.
    pub version: u64,
}

impl AgentBundle {
    /// The agent's view of a bundle that access released to them.
    #[must_use]
    pub fn of(seen: &Seen<'_, Bundle, Coached>) -> Self {
        let bundle = seen.thing();
        let badge = Badge::of(bundle.state);
        AgentBundle {
            badge,
            bundle: bundle.bundle,
            calls: bundle.content.calls.clone(),
            needs_action: badge.is_some_and(Badge::needs_action),
            notes: bundle.content.notes.clone(),
            released: bundle.released,
            response: bundle.response.clone(),
            title: bundle.content.title.clone(),
            version: bundle.version_for(Actor::Person(bundle.agent)),
        }
    }
}

/// A bundle as those see it who prepare and follow it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StaffBundle {
    /// Whom it is for.
    pub agent: PersonId,
    /// For how many days, in the agent's zone, it has awaited its agent, if it does.
    pub awaiting_days: Option<i64>,
    /// Its id.
    pub bundle: BundleId,
    /// The calls to go through.
    pub calls: Vec<BundleCall>,
    /// When and by whom it was made.
    pub created: Done,
    /// The manager's guidance.
    pub notes: Option<Note>,
    /// When and by whom it was released.
    pub released: Option<Done>,
    /// What the agent answered.
    pub response: Option<Response>,
    /// Where it stands.
    pub state: State,
    /// What it is called.
    pub title: Option<Title>,
    /// How many changes it has seen.
    pub version: u64,
}

impl StaffBundle {
    /// The view of a bundle that access released to those who prepare and follow it.
    #[must_use]
    pub fn of(seen: &Seen<'_, Bundle, Staff>, at: Instant, zone: Zone) -> Self {
        let bundle = seen.thing();
        let awaiting = bundle.released.filter(|_| bundle.state == State::Released);
        StaffBundle {
            agent: bundle.agent,
            awaiting_days: awaiting.map(|released| zone.days_between(released.at, at)),
            bundle: bundle.bundle,
            calls: bundle.content.calls.clone(),
            created: bundle.created,
            notes: bundle.content.notes.clone(),
            released: bundle.released,
            response: bundle.response.clone(),
            state: bundle.state,
            title: bundle.content.title.clone(),
            version: bundle.version,
        }
    }
}
