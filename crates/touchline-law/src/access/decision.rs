//! What is decided, by the rules.

use super::action::Action;
use super::policy::Capability;
use super::relation::{Relation, Relations};
use super::rule::{Rule, rules_of};
use touchline_kernel::lifecycle::Names as _;

/// What was decided, and by which rule (its place in [`RULES`](super::RULES)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Allowed, by this rule.
    Allowed(usize),
    /// Denied: this rule came nearest, and lacked this.
    Denied(Option<usize>, Missing),
}

/// What the nearest rule lacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No rule is about this action.
    Rule,
    /// None of the actor's roles carries this.
    Capability(Capability),
    /// The actor is not this to the thing.
    Relation(Relation),
}

impl Missing {
    /// For programs: `capability:coach_pipeline`, `relation:in_scope`, or `rule`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Missing::Rule => "rule".to_owned(),
            Missing::Capability(capability) => format!("capability:{}", capability.name()),
            Missing::Relation(relation) => format!("relation:{}", relation.name()),
        }
    }
}

/// How much it counts that a person is not the host itself, in a rule that stands beside others for people: nobody is told
/// that they lack that while they lack something that they could have.
const NOT_THE_HOST: u32 = 100;

/// Decides on an action: the first rule whose demands are all met allows it; else the one that lacks least
/// (the earlier of two) is named, and one for the host alone only where it stands first.
#[must_use]
pub fn decide(action: Action, relations: Relations, carries: impl Fn(Capability) -> bool) -> Decision {
    let (first, rules) = rules_of(action);
    let mut nearest: Option<(usize, u32, Missing)> = None;
    for (place, rule) in (first..).zip(rules) {
        match lacks(rule, relations, &carries) {
            None => return Decision::Allowed(place),
            Some((missing, count)) => {
                let is_beside = place > first && rule.set.contains(Relation::System);
                let count = count.saturating_add(if is_beside { NOT_THE_HOST } else { 0 });
                if nearest.is_none_or(|(_, least, _)| count < least) {
                    nearest = Some((place, count, missing));
                }
            }
        }
    }
    match nearest {
        Some((place, _, missing)) => Decision::Denied(Some(place), missing),
        None => Decision::Denied(None, Missing::Rule),
    }
}

/// What a rule lacks first, and how much in all; nothing where it lacks nothing.
fn lacks(rule: &Rule, relations: Relations, carries: &impl Fn(Capability) -> bool) -> Option<(Missing, u32)> {
    let capability = rule.capability.filter(|capability| !carries(*capability)).map(Missing::Capability);
    let lacking = rule.set.without(relations);
    let relation =
        || rule.relations.iter().copied().find(|relation| lacking.contains(*relation)).map(Missing::Relation);
    let first = capability.or_else(relation)?;
    Some((first, lacking.count().saturating_add(u32::from(capability.is_some()))))
}
