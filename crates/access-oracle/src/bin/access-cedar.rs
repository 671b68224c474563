//! The decisions through Cedar: `access-cedar FOLDER [compare]`, for `cargo xtask bench access`. It is written
//! for speed: rules that ask for the same stand in one policy, entities and requests are made beforehand.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request,
    RestrictedExpression,
};
use strum::VariantArray as _;
use touchline::access::Relation;
use touchline_bench::access::{self, Material, compare};
use touchline_bench::turns::each;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    let [folder, how @ ..] = arguments else { return Err("access-cedar FOLDER [compare]".into()) };
    let material = Material::read(Path::new(folder))?;
    let kept = Kept::of(&material)?;
    let requests = material.requests.iter().map(request).collect::<Result<Vec<_>, _>>()?;
    if how.iter().any(|how| how == "compare") {
        return Ok(compare("cedar", &material.requests, |place, _| kept.decide(&requests[place]))?);
    }
    let mut next = requests.iter().cycle();
    Ok(each("cedar", 200, 10, || {
        black_box(next.next().map(|request| kept.allows(black_box(request))));
        Ok(())
    })?)
}

/// What a host makes once.
struct Kept {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
}

impl Kept {
    fn of(material: &Material) -> Result<Self, Box<dyn Error>> {
        Ok(Kept {
            authorizer: Authorizer::new(),
            policies: PolicySet::from_str(&policies(&material.rules))?,
            entities: Entities::from_entities(entities(material)?, None)?,
        })
    }

    fn allows(&self, request: &Request) -> bool {
        self.authorizer.is_authorized(request, &self.policies, &self.entities).decision() == Decision::Allow
    }

    fn decide(&self, request: &Request) -> Result<bool, String> {
        let response = self.authorizer.is_authorized(request, &self.policies, &self.entities);
        let error = response.diagnostics().errors().next().map(ToString::to_string);
        error.map_or(Ok(response.decision() == Decision::Allow), Err)
    }
}

/// Who asks: somebody of one role, or of none.
fn actor(role: Option<&str>) -> Result<EntityUid, Box<dyn Error>> {
    uid("Actor", role.unwrap_or_default())
}

/// With what: whatever the actor is this to.
fn thing(relations: &[String]) -> Result<EntityUid, Box<dyn Error>> {
    uid("Thing", &relations.join("+"))
}

fn request(request: &access::Request) -> Result<Request, Box<dyn Error>> {
    let (actor, thing) = (actor(request.role.as_deref())?, thing(&request.relations)?);
    Ok(Request::new(actor, uid("Action", &request.action)?, thing, Context::empty(), None)?)
}

/// Every rule; those that differ in their action alone stand in one policy.
fn policies(rules: &[access::Row]) -> String {
    let mut actions: BTreeMap<(Option<&str>, &[String]), Vec<String>> = BTreeMap::new();
    for rule in rules {
        let demands = (rule.capability.as_deref(), rule.relations.as_slice());
        actions.entry(demands).or_default().push(format!("Action::\"{}\"", rule.action));
    }
    let policy = |((capability, relations), actions): ((Option<&str>, &[String]), Vec<String>)| {
        let principal = capability.map_or_else(String::new, |name| format!(" in Capability::\"{name}\""));
        let demands: String = relations.iter().map(|relation| format!(" when {{ resource.{relation} }}")).collect();
        format!("permit (principal{principal}, action in [{}], resource){demands};\n", actions.join(", "))
    };
    actions.into_iter().map(policy).collect()
}

/// Actors below their capabilities, and things that say of each relation whether it holds.
fn entities(material: &Material) -> Result<Vec<Entity>, Box<dyn Error>> {
    let mut entities = vec![Entity::new(actor(None)?, HashMap::new(), HashSet::new())?];
    for (role, capabilities) in &material.roles {
        let carried = capabilities.iter().map(|name| uid("Capability", name)).collect::<Result<_, _>>()?;
        entities.push(Entity::new(actor(Some(role))?, HashMap::new(), carried)?);
    }
    let sets: BTreeSet<&Vec<String>> = material.requests.iter().map(|request| &request.relations).collect();
    for set in sets {
        let holds = Relation::VARIANTS.iter().map(|relation| {
            let name: &str = relation.into();
            (name.to_owned(), RestrictedExpression::new_bool(set.iter().any(|held| held == name)))
        });
        entities.push(Entity::new(thing(set)?, holds.collect(), HashSet::new())?);
    }
    Ok(entities)
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, Box<dyn Error>> {
    Ok(EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind)?, EntityId::new(id)))
}
