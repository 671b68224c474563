//! Operations on access: the matrix, one decision, many at once. Whether an actor is active and has an
//! account is a fact about the person and is decided before any of this.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use super::about::About;
use super::action::Action;
use super::decision::{Decision, decide};
use super::matrix::{Matrix, matrix};
use super::policy::{AccessPolicy, Capability};
use super::relation::{Relation, Relations};
use super::thing::{Around, ThingOfSomebody};
use super::verdict::Verdict;
use crate::kernel::command::Actor;
use crate::kernel::operation::{Entry, Failure, Operation};
use crate::kernel::rejection::{Code, DetailKey, Reason, Rejection};
use crate::kernel::text::Key;
use crate::policy::Policy;

/// The operations of this folder.
pub const OPERATIONS: &[Entry] =
    &[Entry::of::<AccessDecide>(), Entry::of::<AccessDecideMany>(), Entry::of::<AccessMatrix>()];

/// As many decisions as one call gives.
pub const MOST_DECISIONS: usize = 100_000;

/// Who may do what: every decision that there can be under a policy.
#[derive(JsonSchema)]
pub struct AccessMatrix;

/// Under which policy, and of what.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "AccessMatrixInput")]
pub struct MatrixInput {
    /// Only the actions that are about this, and only what an actor can be to it; null for all.
    #[serde(default)]
    pub about: Option<About>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
}

impl Operation for AccessMatrix {
    const NAME: &'static str = "access.matrix";
    type Input = MatrixInput;
    type Output = Matrix;

    fn run(input: MatrixInput) -> Result<Matrix, Failure> {
        Ok(matrix(&input.policy.access, input.about))
    }
}

/// Decide whether an actor with these roles and relations may do something. It is for the host to know that
/// the actor is active and has an account.
#[derive(JsonSchema)]
pub struct AccessDecide;

/// Who wants to do what.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "AccessQuestion")]
pub struct DecideInput {
    /// What is to be done or seen.
    pub action: Action,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// Everything that the actor is to the thing.
    pub relations: Vec<Relation>,
    /// The roles that the actor holds.
    pub roles: Vec<Key>,
}

impl Operation for AccessDecide {
    const NAME: &'static str = "access.decide";
    type Input = DecideInput;
    type Output = Verdict;

    fn run(input: DecideInput) -> Result<Verdict, Failure> {
        let access = &input.policy.access;
        let carried = Carried::of(&input.roles, access, "/roles")?;
        let relations = Relations::of(&input.relations);
        Ok(decide(input.action, relations, |capability| carried.holds(capability)).into())
    }
}

/// Decide on every action, for every actor, towards every thing, in one call. It is for the host to know that
/// the actors are active and have accounts.
#[derive(JsonSchema)]
pub struct AccessDecideMany;

/// Who may want to do what with which things.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "AccessQuestions")]
pub struct DecideManyInput {
    /// What is to be done or seen.
    pub actions: Vec<Action>,
    /// Who.
    pub actors: Vec<ActorWithRoles>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// With what.
    pub things: Vec<ThingOfSomebody>,
}

/// An actor and the roles that they hold.
#[derive(Deserialize, JsonSchema)]
pub struct ActorWithRoles {
    /// A person, or the host itself.
    pub actor: Actor,
    /// The roles that the person holds; the host holds none.
    #[serde(default)]
    pub roles: Vec<Key>,
}

/// Many decisions.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AccessDecisions")]
pub struct Verdicts {
    /// All decisions for the first actor, then those for the second, and so on; for each actor thing by thing,
    /// for each thing action by action, in the order of the question.
    pub decisions: Vec<Verdict>,
}

impl Operation for AccessDecideMany {
    const NAME: &'static str = "access.decide_many";
    type Input = DecideManyInput;
    type Output = Verdicts;

    fn run(input: DecideManyInput) -> Result<Verdicts, Failure> {
        let access = &input.policy.access;
        let count = input.actors.len().saturating_mul(input.things.len()).saturating_mul(input.actions.len());
        if count > MOST_DECISIONS {
            let reason = Reason::new(Code::ListTooLong).with(DetailKey::Actual, count.to_string());
            return Err(reason.with(DetailKey::Limit, MOST_DECISIONS).into());
        }
        let things: Vec<Around<'_>> = input.things.iter().map(Around::of).collect();
        let mut decisions = Vec::with_capacity(count);
        for (place, ActorWithRoles { actor, roles }) in input.actors.iter().enumerate() {
            let carried = Carried::of(roles, access, &format!("/actors/{place}/roles"))?;
            let carries = |capability| *actor != Actor::System && carried.holds(capability);
            for thing in &things {
                let ties = thing.ties(*actor, access);
                let decision = |action: &Action| decide(*action, ties.relations(action.about(), access), carries);
                decisions.extend(input.actions.iter().map(|action| Verdict::from(decision(action))));
            }
        }
        Ok(Verdicts { decisions })
    }
}

impl ActorWithRoles {
    /// Those of the things that the actor may do or see something of, one answer a thing. Their roles stand at
    /// `path`.
    ///
    /// # Errors
    /// A role that does not exist.
    pub fn may(
        &self,
        action: Action,
        things: &[ThingOfSomebody],
        access: &AccessPolicy,
        path: &str,
    ) -> Result<Vec<bool>, Rejection> {
        let carried = Carried::of(&self.roles, access, path)?;
        let carries = |capability| self.actor != Actor::System && carried.holds(capability);
        let relations = |thing| Around::of(thing).ties(self.actor, access).relations(action.about(), access);
        let allowed = |thing| matches!(decide(action, relations(thing), carries), Decision::Allowed(_));
        Ok(things.iter().map(allowed).collect())
    }
}

/// What an actor's roles carry together.
struct Carried(Vec<Capability>);

impl Carried {
    /// Fails at the first role that does not exist.
    fn of(roles: &[Key], access: &AccessPolicy, path: &str) -> Result<Self, Rejection> {
        for (place, role) in roles.iter().enumerate() {
            if !access.knows(role.as_str()) {
                let reason = Reason::new(Code::UnknownRole).with(DetailKey::Actual, role.as_str());
                return Err(Rejection::from(reason).at(format!("{path}/{place}")));
            }
        }
        let carried = |capability: &Capability| roles.iter().any(|role| access.carries(role.as_str(), *capability));
        Ok(Carried(Capability::VARIANTS.iter().copied().filter(carried).collect()))
    }

    fn holds(&self, capability: Capability) -> bool {
        self.0.contains(&capability)
    }
}
