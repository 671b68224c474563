//! The whole of access as data: a decision for every action, role and set of relations that there can be.
//!
//! Rules: ACC-18.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use strum::VariantArray as _;

use super::about::About;
use super::action::Action;
use super::decision::decide;
use super::policy::{AccessPolicy, ManagerScope};
use super::relation::{Relation, Relations};
use super::verdict::Verdict;
use crate::ground::people::Role;
use touchline_kernel::Key;
use touchline_kernel::lifecycle::Names as _;

/// Who may do what under a policy: a row for each action and role, a column for each set of relations that
/// there can be. Whoever holds several roles may what any one of them may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "AccessMatrix")]
pub struct Matrix {
    /// What an actor is to a thing: for each column all the relations that hold.
    pub columns: Vec<Vec<Relation>>,
    /// How far a manager reaches, which decides what the columns are.
    pub manager_scope: ManagerScope,
    /// Whether those who coach see all delivered reviews, which decides it too.
    pub managers_see_all_reviews: bool,
    /// The decisions.
    pub rows: Vec<MatrixRow>,
}

/// The decisions on one action and one role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "AccessMatrixRow")]
pub struct MatrixRow {
    /// What the action is about, which decides what an actor can be to it.
    pub about: About,
    /// What is to be done or seen.
    pub action: Action,
    /// A decision for each column; null where nobody can be this to what the action is about, and where the column
    /// is the host's own and the row a role's, since the host holds no role.
    pub cells: Vec<Option<Verdict>>,
    /// The only role that the actor holds; null for actors without a role, such as the host itself.
    pub role: Option<String>,
}

/// Every cell under a policy, towards calls of a campaign; where `about` is told, only the actions and columns of that.
#[must_use]
pub fn matrix(access: &AccessPolicy, about: Option<About>, campaign: Option<&Key>) -> Matrix {
    let asked = |other: About| about.is_none_or(|about| about == other);
    let columns = joined(About::VARIANTS.iter().copied().filter(|about| asked(*about)), access);
    let roles: Vec<Option<String>> = [None].into_iter().chain(roles(access).map(Some)).collect();
    let mut rows = Vec::new();
    for action in Action::VARIANTS.iter().copied().filter(|action| asked(action.about())) {
        let can_be = action.about().occurring(access);
        rows.extend(roles.iter().map(|role| row((access, campaign), action, role.as_deref(), &columns, &can_be)));
    }
    Matrix {
        manager_scope: access.manager_scope,
        managers_see_all_reviews: access.managers_see_all_reviews,
        rows,
        columns: columns.iter().map(|set| set.list()).collect(),
    }
}

fn joined(abouts: impl Iterator<Item = About>, access: &AccessPolicy) -> Vec<Relations> {
    let mut sets = Vec::new();
    for set in abouts.flat_map(|about| about.occurring(access)) {
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    sets
}

/// The built-in roles in their order, then the policy's own.
fn roles(access: &AccessPolicy) -> impl Iterator<Item = String> + '_ {
    let built_in = Role::VARIANTS.iter().map(|role| role.name().to_owned());
    let own: BTreeSet<&String> = access.roles.keys().chain(access.reviewer_scope.keys()).collect();
    built_in.chain(own.into_iter().filter(|name| Role::named(name).is_none()).cloned())
}

fn row(
    (access, campaign): (&AccessPolicy, Option<&Key>),
    action: Action,
    role: Option<&str>,
    columns: &[Relations],
    can_be: &[Relations],
) -> MatrixRow {
    let campaign = campaign.filter(|_| action.about().can_be_of_calls());
    let carries = |capability| role.is_some_and(|role| access.carries_towards(role, capability, campaign));
    let cell = |set: &Relations| {
        let is_asked = can_be.contains(set) && (role.is_none() || *set != Relations::of_host());
        is_asked.then(|| decide(action, *set, carries).into())
    };
    let cells = columns.iter().map(cell).collect();
    MatrixRow { about: action.about(), action, cells, role: role.map(str::to_owned) }
}

#[cfg(test)]
mod sources;
#[cfg(test)]
mod tests;
