//! Cedar's side: entities, policies, and the decision with the rules behind it.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet,
    RestrictedExpression,
};
use touchline::access::{AccessPolicy, ManagerScope};

use crate::request::{OWN_ROLES, PEOPLE, Request, Thing};

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
    pub fn of(request: &Request, policy: &AccessPolicy) -> Result<Self, Box<dyn Error>> {
        let principal = if request.is_host { uid("Host", "host")? } else { uid("Person", PEOPLE[0])? };
        let thing = uid("Thing", "thing")?;
        let roles = request.roles.iter().map(|role| uid("Role", role)).collect::<Result<HashSet<_>, _>>()?;
        let mut entities = vec![
            Entity::new(principal.clone(), HashMap::new(), roles)?,
            Entity::new(thing.clone(), around(&request.thing)?, HashSet::new())?,
        ];
        for (own, model) in OWN_ROLES {
            let parents = HashSet::from([uid("Role", model)?]);
            entities.push(Entity::new(uid("Role", own)?, HashMap::new(), parents)?);
        }
        let action = uid("Action", request.action.into())?;
        Ok(Question {
            request: cedar_policy::Request::new(principal, action, thing, settings(policy)?, None)?,
            entities: Entities::from_entities(entities, None)?,
        })
    }
}

/// A thing's attributes; what it does not have it lacks.
fn around(thing: &Thing) -> Result<HashMap<String, RestrictedExpression>, Box<dyn Error>> {
    let person = |place: usize| Ok(RestrictedExpression::new_entity_uid(uid("Person", PEOPLE[place])?));
    let people = |places: &[usize]| -> Result<_, Box<dyn Error>> {
        let people: Vec<_> = places.iter().map(|place| person(*place)).collect::<Result<_, Box<dyn Error>>>()?;
        Ok(RestrictedExpression::new_set(people))
    };
    let mut around = HashMap::from([
        ("managers".to_owned(), people(&thing.managers)?),
        ("coaches".to_owned(), people(&thing.coaches)?),
        ("on_behalf".to_owned(), people(&thing.on_behalf)?),
        ("asked".to_owned(), people(&thing.asked)?),
        ("former_reviewers".to_owned(), people(&thing.former_reviewers)?),
        ("reports".to_owned(), people(&thing.reports)?),
        ("others_scored".to_owned(), long(thing.others_scored)?),
        ("undecided".to_owned(), RestrictedExpression::new_bool(thing.undecided)),
        ("unmanaged".to_owned(), RestrictedExpression::new_bool(thing.unmanaged)),
    ]);
    if let Some(campaign) = thing.campaign {
        around.insert("campaign".to_owned(), RestrictedExpression::new_string(campaign.to_owned()));
    }
    if let Some(members) = &thing.members {
        around.insert("members".to_owned(), people(members)?);
    }
    let ones = [
        ("coached", thing.coached),
        ("author", thing.author),
        ("keeper", thing.keeper),
        ("reviewer", thing.reviewer),
        ("assignee", thing.assignee),
        ("assigner", thing.assigner),
        ("stands_in", thing.stands_in),
    ];
    for (name, somebody) in ones {
        if let Some(place) = somebody {
            around.insert(name.to_owned(), person(place)?);
        }
    }
    Ok(around)
}

fn settings(policy: &AccessPolicy) -> Result<Context, Box<dyn Error>> {
    let scope = match policy.manager_scope {
        ManagerScope::Organisation => "organisation",
        ManagerScope::OwnReports => "own_reports",
    };
    let listed = policy.confidential_roles.iter().map(|role| uid("Role", role.as_str()));
    let listed: Vec<_> = listed.map(|role| role.map(RestrictedExpression::new_entity_uid)).collect::<Result<_, _>>()?;
    Ok(Context::from_pairs([
        ("manager_scope".to_owned(), RestrictedExpression::new_string(scope.to_owned())),
        ("managers_see_all_reviews".to_owned(), RestrictedExpression::new_bool(policy.managers_see_all_reviews)),
        ("confidential_roles".to_owned(), RestrictedExpression::new_set(listed)),
        ("group_minimum".to_owned(), long(policy.group_minimum)?),
    ])?)
}

fn long(number: usize) -> Result<RestrictedExpression, Box<dyn Error>> {
    Ok(RestrictedExpression::new_long(i64::try_from(number)?))
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, Box<dyn Error>> {
    Ok(EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind)?, EntityId::new(id)))
}
