//! Operations on access: the matrix, one decision, many at once. Whether an actor is active and has an
//! account is a fact about the person and is decided before any of this.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::{Failure, Key, Reason};
use touchline_law::access::{
    About, Action, ActorWithRoles, Matrix, Relation, ThingOfSomebody, Verdict, decide_many, decide_with_roles, matrix,
};
use touchline_law::policy::Policy;

touchline_kernel::operations! {
    /// Decide whether an actor with these roles and relations may do something. It is for the host to know that
    /// the actor is active and has an account.
    "access.decide": access_decide;
    /// Decide on every action, for every actor, towards every thing, in one call. It is for the host to know that
    /// the actors are active and have accounts.
    "access.decide_many": access_decide_many;
    /// Who may do what: every decision that there can be under a policy.
    "access.matrix": access_matrix;
}

/// As many decisions as one call gives.
pub const MOST_DECISIONS: usize = 100_000;

/// Under which policy, and of what.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "AccessMatrixInput")]
pub struct MatrixInput {
    /// Only the actions that are about this, and only what an actor can be to it; null for all.
    #[serde(default)]
    pub about: Option<About>,
    /// Towards calls of this campaign, and what is about them; null for what is of none. It counts for roles that review
    /// of some campaigns alone.
    #[serde(default)]
    pub campaign: Option<Key>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
}

fn access_matrix(input: MatrixInput) -> Result<Matrix, Failure> {
    Ok(matrix(&input.policy.access, input.about, input.campaign.as_ref()))
}

/// Who wants to do what.
#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "AccessQuestion")]
pub struct DecideInput {
    /// What is to be done or seen.
    pub action: Action,
    /// The campaign of the call that it is about; null where that is not known, and where it is about none. It counts for
    /// roles that review of some campaigns alone.
    #[serde(default)]
    pub campaign: Option<Key>,
    /// The policy in force.
    #[serde(default)]
    pub policy: Policy,
    /// Everything that the actor is to the thing.
    pub relations: Vec<Relation>,
    /// The roles that the actor holds.
    pub roles: Vec<Key>,
}

fn access_decide(input: DecideInput) -> Result<Verdict, Failure> {
    Ok(decide_with_roles(
        input.action,
        (&input.relations, input.campaign.as_ref()),
        &input.roles,
        &input.policy.access,
        "/roles",
    )?)
}

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

/// Many decisions.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "AccessDecisions")]
pub struct Verdicts {
    /// All decisions for the first actor, then those for the second, and so on; for each actor thing by thing,
    /// for each thing action by action, in the order of the question.
    pub decisions: Vec<Verdict>,
}

fn access_decide_many(input: DecideManyInput) -> Result<Verdicts, Failure> {
    let DecideManyInput { actions, actors, policy, things } = &input;
    let count = actors.len().saturating_mul(things.len()).saturating_mul(actions.len());
    if count > MOST_DECISIONS {
        return Err(Reason::too_long(count, MOST_DECISIONS).into());
    }
    let decisions = decide_many(actors, things, actions, &policy.access)?;
    Ok(Verdicts { decisions })
}
