//! Where an actor stands towards a thing, before anything is asked of them.
//!
//! Rules: ORG-05.

use super::about::About;
use super::action::Action;
use super::bearing::Bearing;
use super::campaigns::Campaigns;
use super::decision::{Decision, Missing, decide};
use super::policy::{AccessPolicy, Capability};
use super::relation::{Relation, Relations};
use super::rule::{RULES, RuleId};
use super::whose::Whose;
use crate::facts::{Facts, Refusal};
use crate::ground::people::Person;
use std::collections::BTreeSet;
use touchline_kernel::{Actor, Code, DetailKey, Key, Names as _, Reason};

/// An actor's roles and relations to one thing.
pub struct Standing<'a> {
    access: &'a AccessPolicy,
    person: Option<&'a Person>,
    relations: Relations,
    /// What they are to that to which it belongs, whoever of those there it is for.
    around: Relations,
    campaigns: Campaigns,
}

impl<'a> Standing<'a> {
    /// An actor towards nothing in particular. Who may do nothing is told so by this.
    pub fn alone<F: Facts>(actor: Actor, access: &'a AccessPolicy, facts: &'a F) -> Result<Self, Refusal> {
        let person = acting_person(actor, facts)?;
        let relations = if person.is_some() { Relations::of_person() } else { Relations::of_host() };
        Ok(Standing { access, person, relations, around: relations, campaigns: Campaigns::One(None) })
    }

    /// An actor towards a thing, by whose it is.
    pub fn of<F: Facts>(actor: Actor, whose: &Whose, access: &'a AccessPolicy, facts: &'a F) -> Result<Self, Refusal> {
        let alone = Standing::alone(actor, access, facts)?;
        let Actor::Person(actor) = actor else { return Ok(alone) };
        if whose.about() == About::Organisation {
            return Ok(alone);
        }
        let relations = whose.about().relations(whose.known(actor, facts)?, access);
        let around = match whose.around() {
            Some(around) => around.about().relations(around.known(actor, facts)?, access),
            None => relations,
        };
        let campaigns = if access.narrows() { whose.campaigns(facts)? } else { Campaigns::One(None) };
        Ok(Standing { relations, around, campaigns, ..alone })
    }

    /// The same towards a call of this campaign, and what is about it.
    #[must_use]
    pub fn in_campaign(self, campaign: Option<&Key>) -> Self {
        Standing { campaigns: Campaigns::One(campaign.cloned()), ..self }
    }

    /// The campaigns to which the policy narrows what the actor reviews, each once: none where it does not.
    #[must_use]
    pub fn campaigns(&self) -> BTreeSet<&'a Key> {
        self.person.map(|person| self.access.campaigns_of(&person.roles)).unwrap_or_default()
    }

    /// The actor towards everything to which they are this.
    #[must_use]
    pub fn bearing(&self, bearing: Bearing) -> Self {
        self.bearing_on(About::Person, bearing)
    }

    /// The same towards everything of a sort that is about one person.
    #[must_use]
    pub fn bearing_on(&self, about: About, bearing: Bearing) -> Self {
        let relations = match self.person {
            Some(_) => bearing.relations(about, self.access),
            None => self.relations,
        };
        Standing { relations, around: relations, campaigns: self.campaigns.clone(), ..*self }
    }

    /// The same towards things about which something is to be decided.
    #[must_use]
    pub fn undecided(self) -> Self {
        Standing { relations: self.relations.with(Relation::Undecided), ..self }
    }

    /// The same for one of those whom it gathers, and for whom enough others are in it or not.
    #[must_use]
    pub fn as_member(&self, is_large: bool) -> Self {
        let relations = self.relations.with(Relation::Member).with_if(Relation::LargeGroup, is_large);
        Standing { relations, around: relations, campaigns: self.campaigns.clone(), ..*self }
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
        let carried = |role: &Key, campaign| self.access.carries_towards(role.as_str(), capability, campaign);
        let by_role = |role: &Key| match &self.campaigns {
            Campaigns::One(campaign) => carried(role, campaign.as_ref()),
            Campaigns::Any => {
                let own = self.access.campaigns_of(core::slice::from_ref(role));
                carried(role, None) || own.into_iter().any(|campaign| carried(role, Some(campaign)))
            }
        };
        self.person.is_some_and(|person| person.roles.iter().any(by_role))
    }

    /// Whether the actor may towards that to which it belongs, whoever of those there it is for.
    #[must_use]
    pub fn may_around(&self, action: Action) -> bool {
        matches!(decide(action, self.around, |capability| self.carries(capability)), Decision::Allowed(_))
    }

    /// Whether the actor may; if not, the rule that came nearest and what it lacked.
    pub fn may(&self, action: Action) -> Result<(), Reason> {
        match decide(action, self.relations, |capability| self.carries(capability)) {
            Decision::Allowed(_) => Ok(()),
            Decision::Denied(rule, missing) => {
                Err(not_permitted(rule.and_then(|place| RULES.get(place)).map(|rule| rule.id), missing))
            }
        }
    }
}

/// What refuses whoever lacks this by the rule that came nearest; what no row is about is denied by a rule, too.
#[must_use]
pub fn not_permitted(rule: Option<RuleId>, missing: Missing) -> Reason {
    Reason::new(Code::NotPermitted)
        .with(DetailKey::Rule, rule.unwrap_or(RuleId::OF_WHAT_HAS_NO_ROW).name())
        .with(DetailKey::Missing, missing.name())
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
