//! Cedar's side: entities, policies, and the decision with the rules behind it.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet,
    RestrictedExpression,
};
use touchline::access::ManagerScope;

use crate::request::{OWN_ROLES, PEOPLE, Request};

/// The policies, read once.
pub struct Cedar {
    authorizer: Authorizer,
    rules: PolicySet,
}

/// What Cedar decided, and the ids of the rules that allowed it.
pub struct Decided {
    /// Whether it is allowed.
    pub allowed: bool,
    /// The rules that allow it.
    pub rules: Vec<String>,
}

impl Cedar {
    /// Reads the policies.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        Ok(Cedar { authorizer: Authorizer::new(), rules: PolicySet::from_str(include_str!("rules.cedar"))? })
    }

    /// Decides on a request that was put into Cedar's words.
    pub fn decide(&self, question: &Question) -> Result<Decided, Box<dyn Error>> {
        let response = self.authorizer.is_authorized(&question.request, &self.rules, &question.entities);
        if let Some(error) = response.diagnostics().errors().next() {
            return Err(error.to_string().into());
        }
        let rule = |id| self.rules.policy(id).and_then(|policy| policy.annotation("id")).unwrap_or_default().to_owned();
        let rules = response.diagnostics().reason().map(rule).collect();
        Ok(Decided { allowed: response.decision() == Decision::Allow, rules })
    }

    /// Whether it is allowed, and nothing else: for measuring.
    #[must_use]
    pub fn allows(&self, question: &Question) -> bool {
        let response = self.authorizer.is_authorized(&question.request, &self.rules, &question.entities);
        response.decision() == Decision::Allow
    }
}

/// A request and its entities in Cedar's words.
pub struct Question {
    request: cedar_policy::Request,
    entities: Entities,
}

impl Question {
    /// Puts a request into Cedar's words.
    pub fn of(request: &Request) -> Result<Self, Box<dyn Error>> {
        let person = |place: &usize| uid("Person", PEOPLE[*place]);
        let principal = if request.is_host { uid("Host", "host")? } else { person(&0)? };
        let thing = uid("Thing", "thing")?;
        let roles = request.roles.iter().map(|role| uid("Role", role)).collect::<Result<HashSet<_>, _>>()?;
        let managers = request.managers.iter().map(person).collect::<Result<Vec<_>, _>>()?;
        let set = RestrictedExpression::new_set(managers.into_iter().map(RestrictedExpression::new_entity_uid));
        let mut around = HashMap::from([("managers".to_owned(), set)]);
        for (name, somebody) in [("coached", request.coached), ("author", request.author)] {
            if let Some(place) = somebody {
                around.insert(name.to_owned(), RestrictedExpression::new_entity_uid(person(&place)?));
            }
        }
        let mut entities = vec![
            Entity::new(principal.clone(), HashMap::new(), roles)?,
            Entity::new(thing.clone(), around, HashSet::new())?,
        ];
        for (own, model) in OWN_ROLES {
            let parents = HashSet::from([uid("Role", model)?]);
            entities.push(Entity::new(uid("Role", own)?, HashMap::new(), parents)?);
        }
        let scope = match request.scope {
            ManagerScope::Organisation => "organisation",
            ManagerScope::OwnReports => "own_reports",
        };
        let scope = RestrictedExpression::new_string(scope.to_owned());
        let context = Context::from_pairs([("manager_scope".to_owned(), scope)])?;
        let action = uid("Action", request.action.into())?;
        Ok(Question {
            request: cedar_policy::Request::new(principal, action, thing, context, None)?,
            entities: Entities::from_entities(entities, None)?,
        })
    }
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, Box<dyn Error>> {
    Ok(EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind)?, EntityId::new(id)))
}
