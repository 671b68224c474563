//! The policy as a thing: adopted whole, and one for each tenant.

mod record;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ground::{ThingKind, ThingRef};
use crate::policy::Policy;
use touchline_kernel::aggregate::{self, Last};
use touchline_kernel::event::Event;
use touchline_kernel::id::{AnyThing, Id, Named};
use touchline_kernel::time::Instant;

/// Marks the id of a tenant's policy.
pub enum PolicyMark {}

impl Named for PolicyMark {
    const THING: &'static str = "policy";
}

/// The id of a tenant's policy.
pub type PolicyId = Id<PolicyMark>;

/// The id of every tenant's policy: since each has one, it is the child `policy`, without a key, of the nil UUID.
#[must_use]
pub fn id() -> PolicyId {
    Id::<AnyThing>::new(Uuid::nil()).child(&[])
}

/// The policy among a tenant's things.
#[must_use]
pub fn reference() -> ThingRef {
    ThingRef::new(ThingKind::Policy, id())
}

/// What can be done with the policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "PolicyAct")]
pub enum Act {
    /// Put a policy in force, in place of the whole one before it. Whatever is left out has its default.
    #[serde(rename = "policy.adopt")]
    Adopt(Policy),
}

/// What can happen to the policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "PolicyChange")]
pub enum Change {
    /// The policy was put in force: what is done from then on is decided by it.
    #[serde(rename = "policy.adopted")]
    Adopted(Policy),
}

/// The policy that was adopted last, and so is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InForce {
    /// When it was adopted.
    pub changed_at: Instant,
    /// The policy's id, which is always the same.
    pub policy: PolicyId,
    /// The policy.
    pub settings: Policy,
    /// How often one was adopted.
    pub version: u64,
}

/// What there is of a policy before any was adopted: none of its versions, and no change of it.
pub const UNADOPTED: Last = (0, Instant::MIN);

impl InForce {
    /// Its version, and when it was adopted.
    #[must_use]
    pub fn last(&self) -> Last {
        (self.version, self.changed_at)
    }
}

/// The policy in force after an adoption.
#[must_use]
pub fn evolve(state: Option<&InForce>, event: Event<Change>) -> InForce {
    let Change::Adopted(settings) = event.change;
    let version = aggregate::next_version(state.map_or(0, |state| state.version));
    InForce { changed_at: event.at, policy: id(), settings, version }
}
