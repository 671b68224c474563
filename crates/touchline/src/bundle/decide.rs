//! What is allowed with a bundle, in the fixed order: sight, permission, version, state, the body's own.

use strum::VariantArray;

use super::case::{Case, Releasing, Verdict};
use super::lifecycle::Verb;
use super::{Act, Bundle, BundleRef, Change, Content, CreateBundle};
use crate::access::Standing;
use crate::calls;
use crate::facts::{FactKey, Facts, Refusal};
use crate::kernel::command::{Actor, Command, PersonId};
use crate::kernel::event::Event;
use crate::kernel::lifecycle::Names;
use crate::kernel::rejection::{Code, Rejection};
use crate::kernel::time::Instant;
use crate::kernel::warning::WarningCode;
use crate::law::{Availability, Decided};
use crate::policy::Policy;

/// The schema of the changes' bodies.
const SCHEMA: u32 = 1;

/// Decides on a command about a bundle.
pub fn decide<F: Facts>(
    bundle: Option<&Bundle>,
    command: &Command<&Act>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    let birth = match command.act {
        Act::Create(body) | Act::CreateAndRelease(body) => Some(body),
        Act::Release(_) | Act::Respond(_) => None,
    };
    let Some(agent) = birth.map(|body| body.agent).or(bundle.map(|bundle| bundle.agent)) else {
        facts.gather(FactKey::actor(command.actor))?;
        Standing::alone(command.actor, &policy.access, facts)?;
        return Err(Code::NotFound.into());
    };
    let content = birth.map(|body| &body.content).or(bundle.map(|bundle| &bundle.content));
    let case = case(bundle, agent, content, command.actor, command.at, policy, facts)?;
    if birth.is_none() {
        case.sight()?;
    }
    let releasing = releasing(content, birth.is_some());
    let verdict = case.judge(command.act.verb(), command.expected_version, releasing)?;
    if let Some(body) = birth {
        check_new(body, command.actor, policy, facts)?;
    }
    Ok(decided(command, &verdict))
}

/// Each command on a bundle, open or closed to this actor whatever the body.
pub fn available<F: Facts>(
    bundle: Option<&Bundle>,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    facts.gather(FactKey::actor(actor))?;
    let Some(bundle) = bundle else {
        Standing::alone(actor, &policy.access, facts)?;
        return Err(Code::NotFound.into());
    };
    let case = case(Some(bundle), bundle.agent, Some(&bundle.content), actor, at, policy, facts)?;
    case.sight()?;
    let content = releasing(Some(&bundle.content), false);
    let mut list = Vec::new();
    for verb in Verb::VARIANTS {
        let code = match case.judge(*verb, None, content) {
            Ok(_) => None,
            Err(Refusal::Rejected(rejection)) => Some(rejection.reason.code),
            Err(needs) => return Err(needs),
        };
        list.push(Availability { code, command: format!("bundle.{}", verb.name()), open: code.is_none() });
    }
    Ok(list)
}

const NOTHING: &Content = &Content { calls: Vec::new(), notes: None, title: None };

fn releasing(content: Option<&Content>, in_body: bool) -> Releasing<'_> {
    Releasing { content: content.unwrap_or(NOTHING), path: in_body.then_some("/body/content") }
}

/// Gathers, in one round, everything that a decision about this bundle may rest on.
fn case<'a, F: Facts>(
    bundle: Option<&'a Bundle>,
    agent: PersonId,
    content: Option<&Content>,
    actor: Actor,
    at: Instant,
    policy: &'a Policy,
    facts: &'a F,
) -> Result<Case<'a, F>, Refusal> {
    let own = match actor {
        Actor::Person(actor) => Some([FactKey::person(actor), FactKey::manages(actor, agent)]),
        Actor::System => None,
    };
    let calls = content.iter().flat_map(|content| &content.calls).map(|entry| FactKey::call(entry.call));
    facts.gather(own.into_iter().flatten().chain([FactKey::person(agent)]).chain(calls))?;
    let author = bundle.and_then(crate::access::Subject::author);
    let standing = Standing::towards(actor, agent, author, &policy.access, facts)?;
    Ok(Case { bundle, actor, agent, standing, at, policy, facts })
}

/// The body's own conditions of a new bundle: an agent who is there, calls that the actor may see.
fn check_new<F: Facts>(body: &CreateBundle, actor: Actor, policy: &Policy, facts: &F) -> Result<(), Refusal> {
    match facts.person(body.agent).present()? {
        Some(agent) if agent.active => {}
        Some(_) => return Err(Rejection::from(Code::PersonDeactivated).at("/body/agent").into()),
        None => return Err(Rejection::from(Code::NotFound).at("/body/agent").into()),
    }
    check_calls(&body.content, actor, policy, facts)
}

/// Every call of the content must be one that the actor may see, and stand there once.
fn check_calls<F: Facts>(content: &Content, actor: Actor, policy: &Policy, facts: &F) -> Result<(), Refusal> {
    if let Actor::Person(actor) = actor {
        let handlers = content.calls.iter().filter_map(|entry| facts.call(entry.call).present().ok().flatten());
        facts.gather(handlers.map(|call| FactKey::manages(actor, call.handler)))?;
    }
    for (place, entry) in content.calls.iter().enumerate() {
        let path = || format!("/body/content/calls/{place}/call");
        if calls::seen(entry.call, actor, policy, facts)?.is_none() {
            return Err(Rejection::from(Code::NotFound).at(path()).into());
        }
        if content.calls.iter().take(place).any(|earlier| earlier.call == entry.call) {
            return Err(Rejection::from(Code::CallTwice).at(path()).into());
        }
    }
    Ok(())
}

fn decided(command: &Command<&Act>, verdict: &Verdict) -> Decided<Change> {
    let event = |change| Event { at: verdict.at, by: command.actor, schema: SCHEMA, change };
    let changes = match command.act {
        Act::Create(body) => vec![Change::Created(body.clone())],
        Act::CreateAndRelease(body) => {
            vec![Change::Created(body.clone()), Change::Released(BundleRef { bundle: body.bundle })]
        }
        Act::Release(body) => vec![Change::Released(*body)],
        Act::Respond(body) => vec![Change::Responded(body.clone())],
    };
    let warnings = verdict.warnings.iter().copied().map(WarningCode::into).collect();
    Decided { events: changes.into_iter().map(event).collect(), warnings }
}
