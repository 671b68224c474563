//! Coaching bundles: calls, notes and a title that a manager releases to one agent, who answers.

mod act;
mod case;
mod decide;
mod evolve;
mod lifecycle;
mod policy;
mod view;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Action, Subject};
use crate::calls::CallId;
use crate::kernel::command::{Actor, PersonId};
use crate::kernel::id::{Id, Named};
use crate::kernel::text::Note;
use crate::kernel::time::Instant;

pub use act::{Act, BundleRef, Change, Content, CreateBundle, Respond, ResponseKind};
pub use decide::{available, decide};
pub use evolve::evolve;
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use policy::{BundlePolicy, CampaignScope};
pub use view::{AgentBundle, Badge, StaffBundle};

/// Marks the id of a bundle.
pub enum BundleMark {}

impl Named for BundleMark {
    const THING: &'static str = "bundle";
}

/// The id of a bundle.
pub type BundleId = Id<BundleMark>;

/// A call in a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BundleCall {
    /// The call.
    pub call: CallId,
    /// Whether it is there as an example to listen to; only then may it be somebody else's.
    #[serde(default)]
    pub example: bool,
}

/// When and by whom something was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Done {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Actor,
}

/// The agent's written response.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Response {
    /// When it was given.
    pub at: Instant,
    /// What sort of response it is.
    pub kind: ResponseKind,
    /// What the agent wrote.
    pub text: Note,
}

/// A bundle, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bundle {
    /// Whom it is for.
    pub agent: PersonId,
    /// Its id.
    pub bundle: BundleId,
    /// When it last changed.
    pub changed_at: Instant,
    /// What it holds.
    pub content: Content,
    /// When and by whom it was made.
    pub created: Done,
    /// When and by whom it was released.
    pub released: Option<Done>,
    /// What the agent answered.
    pub response: Option<Response>,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
    /// How many of them the agent was never shown: those before the release.
    pub versions_unseen: u64,
}

impl Bundle {
    /// The version as this actor counts it: its agent was never shown the changes before the release.
    #[must_use]
    pub fn version_for(&self, actor: Actor) -> u64 {
        if actor == Actor::Person(self.agent) {
            self.version.saturating_sub(self.versions_unseen)
        } else {
            self.version
        }
    }
}

impl Subject for Bundle {
    const SEE: Action = Action::SeeBundle;
    const SEE_OWN: Action = Action::SeeOwnBundle;

    fn coached(&self) -> PersonId {
        self.agent
    }

    fn author(&self) -> Option<PersonId> {
        match self.created.by {
            Actor::Person(author) => Some(author),
            Actor::System => None,
        }
    }

    fn was_shown(&self) -> bool {
        self.released.is_some()
    }
}
