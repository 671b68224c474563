//! Actors as a host tells of them, with the roles that they hold: what each may, one decision or many at once.

use schemars::JsonSchema;
use serde::Deserialize;
use strum::VariantArray as _;

use super::action::Action;
use super::decision::{Decision, decide};
use super::policy::{AccessPolicy, Capability};
use super::relation::{Relation, Relations};
use super::thing::{Around, ThingOfSomebody};
use super::verdict::Verdict;
use touchline_kernel::{Actor, Code, DetailKey, Key, Reason, Rejection};

/// An actor and the roles that they hold.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct ActorWithRoles {
    /// A person, or the host itself.
    pub actor: Actor,
    /// The roles that the person holds; the host holds none.
    #[serde(default)]
    pub roles: Vec<Key>,
}

/// Whether somebody with these relations and roles may do it. The roles stand at `path`.
///
/// # Errors
/// A role that nobody knows.
pub fn decide_with_roles(
    action: Action,
    (relations, campaign): (&[Relation], Option<&Key>),
    roles: &[Key],
    access: &AccessPolicy,
    path: &str,
) -> Result<Verdict, Rejection> {
    let carried = Carried::of(roles, access, path)?;
    let campaign = campaign.filter(|_| action.about().can_be_of_calls());
    Ok(decide(action, Relations::of(relations), |capability| carried.holds(capability, campaign)).into())
}

/// A decision for each action on each thing by each actor: the actors' one after the other, within these the things'.
///
/// # Errors
/// A role that nobody knows.
pub fn decide_many(
    actors: &[ActorWithRoles],
    things: &[ThingOfSomebody],
    actions: &[Action],
    access: &AccessPolicy,
) -> Result<Vec<Verdict>, Rejection> {
    let things: Vec<Around<'_>> = things.iter().map(Around::of).collect();
    let count = actors.len().saturating_mul(things.len()).saturating_mul(actions.len());
    let mut decisions = Vec::with_capacity(count);
    for (place, ActorWithRoles { actor, roles }) in actors.iter().enumerate() {
        let carried = Carried::of(roles, access, &format!("/actors/{place}/roles"))?;
        for thing in &things {
            let ties = thing.ties(*actor, access);
            let decision = |action: &Action| {
                let carries = |of| *actor != Actor::System && carried.holds(of, thing.campaign(action.about()));
                decide(*action, ties.relations(action.about(), access), carries)
            };
            decisions.extend(actions.iter().map(|action| Verdict::from(decision(action))));
        }
    }
    Ok(decisions)
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
        let allowed = |thing: &ThingOfSomebody| {
            let (thing, about) = (Around::of(thing), action.about());
            let carries = |of| self.actor != Actor::System && carried.holds(of, thing.campaign(about));
            let relations = thing.ties(self.actor, access).relations(about, access);
            matches!(decide(action, relations, carries), Decision::Allowed(_))
        };
        Ok(things.iter().map(allowed).collect())
    }
}

/// What an actor's roles carry together.
struct Carried<'a> {
    access: &'a AccessPolicy,
    /// Whatever the campaign.
    everywhere: Vec<Capability>,
    roles: &'a [Key],
}

impl<'a> Carried<'a> {
    /// Fails at the first role that does not exist.
    fn of(roles: &'a [Key], access: &'a AccessPolicy, path: &str) -> Result<Self, Rejection> {
        for (place, role) in roles.iter().enumerate() {
            if !access.knows(role.as_str()) {
                let reason = Reason::new(Code::UnknownRole).with(DetailKey::Actual, role.as_str());
                return Err(Rejection::from(reason).at(format!("{path}/{place}")));
            }
        }
        let carried = |capability: &Capability| roles.iter().any(|role| access.carries(role.as_str(), *capability));
        let everywhere = Capability::VARIANTS.iter().copied().filter(carried).collect();
        Ok(Carried { access, everywhere, roles })
    }

    fn holds(&self, capability: Capability, campaign: Option<&Key>) -> bool {
        let in_campaign = |role: &Key| self.access.carries_towards(role.as_str(), capability, campaign);
        self.everywhere.contains(&capability) || (campaign.is_some() && self.roles.iter().any(in_campaign))
    }
}
