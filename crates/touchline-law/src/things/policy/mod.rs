//! The policy as a thing: adopted whole, and one for each tenant. Any whose settings go together may be adopted. One that leaves
//! nobody who may adopt another is no trap, since the host always may.
//!
//! Rules: WSP-11.

use core::iter;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::id::{AnyThing, Id};
use touchline_kernel::{Actor, Command, Event, Instant, Last, Redaction, next_version};
use uuid::Uuid;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{FactKey, Facts, Refusal, refuse_first};
use crate::life::{Availability, Decided, Decides, Found, Known, Thing, Viewer, moment_of, open_to};
use crate::policy::Policy;

pub use crate::ground::{PolicyId, PolicyMark};

/// The id of every tenant's policy: since each has one, it is the child `policy`, without a key, of the nil UUID.
#[must_use]
pub fn id() -> PolicyId {
    Id::<AnyThing>::new(Uuid::nil()).child(&[])
}

crate::life::acts! {
    /// What can be done with the policy.
    Act as "PolicyAct": PolicyMark, _body => id();

    /// Put a policy in force, in place of the whole one before it. Whatever is left out has its default.
    "policy.adopt": Adopt(Box<Policy>),
}

crate::life::changes! {
    /// What can happen to the policy.
    Change as "PolicyChange": PolicyMark is id();

    /// The policy was put in force: what is done from then on is decided by it.
    "policy.adopted": Adopted(Box<Policy>),
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
const UNADOPTED: Last = (0, Instant::MIN);

impl InForce {
    /// Its version, and when it was adopted.
    fn moment(&self) -> Last {
        (self.version, self.changed_at)
    }
}

impl Subject for InForce {
    const SEE: Action = Action::AdoptPolicy;
    const SHAPE: Shape = Shape::Organisation;

    fn whose(&self) -> Whose {
        Whose::Organisation
    }

    fn was_shown(&self) -> bool {
        false
    }
}

impl Thing for InForce {
    type Mark = PolicyMark;
    type Act = Act;
    type Change = Change;
    type View = Policy;

    fn id(&self) -> PolicyId {
        self.policy
    }

    fn last(&self, _: Actor) -> Last {
        self.moment()
    }

    fn evolve(known: Option<Self>, event: Event<Change>) -> Option<Self> {
        let Change::Adopted(settings) = event.change;
        let version = next_version(known.map_or(0, |known| known.version));
        Some(InForce { changed_at: event.at, policy: id(), settings: *settings, version })
    }

    /// There is no personal text in it.
    fn redact(&mut self, _: &Redaction) {}

    fn show<F: Facts>(&self, viewer: &Viewer<'_, F>) -> Result<Option<Policy>, Refusal> {
        Ok(viewer.see(self)?.map(|sight| sight.thing().settings.clone()))
    }

    fn found(&self) -> Found {
        Found::made(self.changed_at)
    }
}

impl Decides for InForce {
    fn needs(_: &Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        iter::empty()
    }

    fn decided<F: Facts>(
        (_, known): Known<'_, Self>,
        command: &Command<&Act>,
        policy: &Policy,
        facts: &F,
    ) -> Result<Decided<Change>, Refusal> {
        let at = moment_of(Action::AdoptPolicy, known.map(InForce::moment), command, policy, facts)?;
        let Act::Adopt(adopted) = command.act;
        refuse_first(adopted.check("/body"), str::to_owned)?;
        let change = Change::Adopted(adopted.clone());
        Ok(Decided::one(Event { at, by: command.actor, change }))
    }

    /// There always is a policy, though none may have been adopted yet.
    fn open<F: Facts>(
        (policy_id, known): Known<'_, Self>,
        who: (Actor, Instant),
        policy: &Policy,
        facts: &F,
    ) -> Result<Vec<Availability>, Refusal> {
        let first = (policy_id == id()).then_some(UNADOPTED);
        let last = known.map(InForce::moment).or(first);
        Ok(vec![open_to(Action::AdoptPolicy, last, "policy.adopt", who, policy, facts)?])
    }
}
