//! The whole of access as data: a decision for every action, role and set of relations that there can be.

use schemars::JsonSchema;
use serde::Serialize;
use strum::VariantArray as _;

use super::bearing::occurring;
use super::policy::{AccessPolicy, ManagerScope};
use super::relation::{Relation, Relations};
use super::rule::{Action, decide};
use super::verdict::Verdict;
use crate::kernel::lifecycle::Names as _;
use crate::people::Role;

/// Who may do what under a policy: a row for each action and role, a column for each set of relations that
/// there can be. Whoever holds several roles may what any one of them may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "AccessMatrix")]
pub struct Matrix {
    /// What an actor is to a thing: for each column all the relations that hold.
    pub columns: Vec<Vec<Relation>>,
    /// How far a manager reaches, which decides what the columns are.
    pub manager_scope: ManagerScope,
    /// The decisions.
    pub rows: Vec<MatrixRow>,
}

/// The decisions on one action and one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "AccessMatrixRow")]
pub struct MatrixRow {
    /// What is to be done or seen.
    pub action: Action,
    /// A decision for each column; null where the column is the host's own and the row a role's, since the
    /// host holds no role.
    pub cells: Vec<Option<Verdict>>,
    /// The only role that the actor holds; null for actors without a role, such as the host itself.
    pub role: Option<String>,
}

/// Every cell under a policy.
#[must_use]
pub fn matrix(access: &AccessPolicy) -> Matrix {
    let columns = occurring(access.manager_scope);
    let roles: Vec<Option<String>> = [None].into_iter().chain(roles(access).map(Some)).collect();
    let rows = Action::VARIANTS.iter().flat_map(|action| {
        let columns = &columns;
        roles.iter().map(move |role| row(access, *action, role.as_deref(), columns))
    });
    Matrix {
        manager_scope: access.manager_scope,
        rows: rows.collect(),
        columns: columns.iter().map(|set| set.list()).collect(),
    }
}

/// The built-in roles in their order, then the policy's own.
fn roles(access: &AccessPolicy) -> impl Iterator<Item = String> + '_ {
    let built_in = Role::VARIANTS.iter().map(|role| role.name().to_owned());
    built_in.chain(access.roles.keys().filter(|name| Role::named(name).is_none()).cloned())
}

fn row(access: &AccessPolicy, action: Action, role: Option<&str>, columns: &[Relations]) -> MatrixRow {
    let carries = |capability| role.is_some_and(|role| access.carries(role, capability));
    let cell = |set: &Relations| {
        let can_be = role.is_none() || *set != Relations::of_host();
        can_be.then(|| decide(action, *set, carries).into())
    };
    MatrixRow { action, cells: columns.iter().map(cell).collect(), role: role.map(str::to_owned) }
}

#[cfg(test)]
mod tests;
