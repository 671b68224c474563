//! Where an actor stands towards a thing, before anything is asked of them.
//!
//! Rules: ORG-05.

use super::about::About;
use super::action::Action;
use super::bearing::Bearing;
use super::decision::{Decision, decide};
use super::policy::{AccessPolicy, Capability};
use super::relation::{Relation, Relations};
use super::rule::RULES;
use super::whose::Whose;
use crate::facts::{Facts, Refusal};
use crate::ground::people::Person;
use touchline_kernel::{Actor, Code, DetailKey, Names as _, Reason};

/// An actor's roles and relations to one thing.
pub struct Standing<'a> {
    access: &'a AccessPolicy,
    person: Option<&'a Person>,
    relations: Relations,
}

impl<'a> Standing<'a> {
    /// An actor towards nothing in particular. Who may do nothing is told so by this.
    pub fn alone<F: Facts>(actor: Actor, access: &'a AccessPolicy, facts: &'a F) -> Result<Self, Refusal> {
        let person = acting_person(actor, facts)?;
        let relations = if person.is_some() { Relations::of_person() } else { Relations::of_host() };
        Ok(Standing { access, person, relations })
    }

    /// An actor towards a thing, by whose it is.
    pub fn of<F: Facts>(actor: Actor, whose: &Whose, access: &'a AccessPolicy, facts: &'a F) -> Result<Self, Refusal> {
        let alone = Standing::alone(actor, access, facts)?;
        let Actor::Person(actor) = actor else { return Ok(alone) };
        if whose.about() == About::Organisation {
            return Ok(alone);
        }
        let known = whose.known(actor, facts)?;
        Ok(Standing { relations: whose.about().relations(known, access), ..alone })
    }

    /// The actor towards everything to which they are this.
    #[must_use]
    pub fn bearing(&self, bearing: Bearing) -> Self {
        let relations = match self.person {
            Some(_) => bearing.relations(self.access),
            None => self.relations,
        };
        Standing { relations, ..*self }
    }

    /// Everything that the actor is to the thing.
    #[must_use]
    pub fn relations(&self) -> Relations {
        self.relations
    }

    /// Whether the actor is the one coached.
    #[must_use]
    pub fn is_coached(&self) -> bool {
        self.relations.contains(Relation::Coached)
    }

    /// Whether one of the actor's roles carries this.
    #[must_use]
    pub fn carries(&self, capability: Capability) -> bool {
        self.person.is_some_and(|person| person.roles.iter().any(|role| self.access.carries(role.as_str(), capability)))
    }

    /// Whether the actor may; if not, the rule that came nearest and what it lacked.
    pub fn may(&self, action: Action) -> Result<(), Reason> {
        match decide(action, self.relations, |capability| self.carries(capability)) {
            Decision::Allowed(_) => Ok(()),
            Decision::Denied(rule, missing) => {
                let rule = rule.and_then(|place| RULES.get(place)).map_or("none", |rule| rule.id.name());
                Err(Reason::new(Code::NotPermitted)
                    .with(DetailKey::Rule, rule)
                    .with(DetailKey::Missing, missing.name()))
            }
        }
    }
}

/// The person who acts, or nobody where the host itself does. Who is unknown, deactivated or without an
/// account can do nothing and see nothing.
fn acting_person<F: Facts>(actor: Actor, facts: &F) -> Result<Option<&Person>, Refusal> {
    let Actor::Person(id) = actor else { return Ok(None) };
    let Some(person) = facts.person(id).present()? else { return Err(Reason::new(Code::UnknownActor).into()) };
    if !person.active {
        return Err(Reason::new(Code::ActorDeactivated).into());
    }
    if !person.has_account {
        return Err(Reason::new(Code::ActorWithoutAccount).into());
    }
    Ok(Some(person))
}
