//! What is allowed with a bundle, in the fixed order: sight, permission, version, state, the body's own.

use super::case::{Case, Releasing};
use super::lifecycle::Condition;
use super::{Act, Bundle, BundleCancelled, BundleConcluded, BundleId, BundleReleased, Change, Content, goal_of};
use crate::access::{Standing, Subject, visible_call, visible_item};
use crate::facts::{FactKey, Facts, NewGoal, Refusal};
use crate::ground::{GoalId, TrainingItemId};
use crate::life::{Availability, Decided};
use crate::policy::Policy;
use touchline_calculators::progress::{Aim, Measure};
use touchline_kernel::command::{Actor, Command, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::time::Instant;
use touchline_kernel::warning::WarningCode;

/// The schema of the changes' bodies.
pub(super) const SCHEMA: u32 = 1;

/// What a command rests on, as far as it can be told without the bundle's state.
pub fn asks(act: &Act, actor: Actor) -> impl Iterator<Item = FactKey> {
    let agent = match act {
        Act::Create(body) | Act::CreateAndRelease(body) => Some(body.agent),
        _ => None,
    };
    agent
        .into_iter()
        .flat_map(move |agent| FactKey::towards(actor, agent))
        .chain(named_in(act.content()))
        .chain(goals_of(act, None))
}

/// The goals that a command sets or calls off: they are things of their own.
fn goals_of(act: &Act, bundle: Option<&Bundle>) -> Vec<FactKey> {
    let goals = |content: &Content| content.goals.iter().map(|aim| FactKey::goal(goal_of(act.bundle(), aim))).collect();
    match act {
        Act::CreateAndRelease(body) => goals(&body.content),
        Act::Release(_) | Act::Cancel(_) => bundle.map(|bundle| goals(&bundle.content)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The calls and training items that a content names.
fn named_in(content: Option<&Content>) -> impl Iterator<Item = FactKey> {
    content.into_iter().flat_map(|content| {
        let calls = content.calls.iter().map(|entry| FactKey::call(entry.call));
        calls.chain(content.training_items.iter().copied().map(FactKey::training_item))
    })
}

/// Decides on a command about a bundle.
pub fn decide<F: Facts>(
    bundle: Option<&Bundle>,
    command: &Command<&Act>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    let birth = match command.act {
        Act::Create(body) | Act::CreateAndRelease(body) => Some(body),
        _ => None,
    };
    let Some(agent) = birth.map(|body| body.agent).or(bundle.map(|bundle| bundle.agent)) else {
        Standing::alone(command.actor, &policy.access, facts)?;
        return Err(Code::NotFound.into());
    };
    let (brought, held) = (command.act.content(), bundle.map(|bundle| &bundle.content));
    let who = Who { actor: command.actor, agent, at: command.at };
    let case = case(bundle, who, Contents { brought, held, goals: goals_of(command.act, bundle) }, policy, facts)?;
    if birth.is_none() {
        case.sight()?;
    }
    let releasing = releasing(birth.and(brought).or(held), birth.is_some());
    let check = |conditions: &[Condition]| case.check(conditions, releasing);
    let open = case.gate().look_up(command.act.verb(), command.expected_version, &check)?;
    check_body(command, agent, policy, facts)?;
    let warnings = case.check(open.conditions, releasing)?;
    decided(command, bundle, (agent, policy), (open.at, &warnings))
}

/// Each command on a bundle, open or closed to this actor whatever the body.
pub fn available<F: Facts>(
    bundle: Option<&Bundle>,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    let Some(bundle) = bundle else {
        Standing::alone(actor, &policy.access, facts)?;
        return Err(Code::NotFound.into());
    };
    let who = Who { actor, agent: bundle.agent, at };
    let contents = Contents { brought: None, held: Some(&bundle.content), goals: Vec::new() };
    let case = case(Some(bundle), who, contents, policy, facts)?;
    case.sight()?;
    let content = releasing(Some(&bundle.content), false);
    let listed = case.gate().available(&|conditions| case.check(conditions, content))?;
    Ok(listed.into_iter().map(Availability::from).collect())
}

const NOTHING: &Content =
    &Content { calls: Vec::new(), goals: Vec::new(), notes: None, title: None, training_items: Vec::new() };

fn releasing(content: Option<&Content>, in_body: bool) -> Releasing<'_> {
    Releasing { content: content.unwrap_or(NOTHING), path: in_body.then_some("/body/content") }
}

/// Who acts, for whom, when.
struct Who {
    actor: Actor,
    agent: PersonId,
    at: Instant,
}

/// The content that a body brings, the one that the bundle holds, and the goals that move.
struct Contents<'a> {
    brought: Option<&'a Content>,
    goals: Vec<FactKey>,
    held: Option<&'a Content>,
}

/// Gathers, in one round, everything that a decision about this bundle may rest on.
fn case<'a, F: Facts>(
    bundle: Option<&'a Bundle>,
    who: Who,
    contents: Contents<'_>,
    policy: &'a Policy,
    facts: &'a F,
) -> Result<Case<'a, F>, Refusal> {
    let Who { actor, agent, at } = who;
    // Only of what a body brings must it be known whether the actor may see it.
    let lines = lines_to(contents.brought, actor, facts);
    let named = named_in(contents.brought).chain(named_in(contents.held));
    facts.gather(FactKey::towards(actor, agent).chain(named).chain(contents.goals).chain(lines))?;
    let author = bundle.and_then(Subject::author);
    let standing = Standing::towards(actor, agent, author, &policy.access, facts)?;
    Ok(Case { bundle, actor, agent, standing, at, policy, facts })
}

/// A body's own conditions: an agent who is there, calls that the actor may see, a day that has come.
fn check_body<F: Facts>(command: &Command<&Act>, agent: PersonId, policy: &Policy, facts: &F) -> Result<(), Refusal> {
    if let Act::Create(_) | Act::CreateAndRelease(_) = command.act {
        match facts.person(agent).present()? {
            Some(agent) if agent.active => {}
            Some(_) => return Err(Rejection::from(Code::PersonDeactivated).at("/body/agent").into()),
            None => return Err(Rejection::from(Code::NotFound).at("/body/agent").into()),
        }
    }
    if let Act::RecordSession(body) = command.act {
        let today = policy.organisation.zone_of(agent, facts)?.day_of(command.at);
        if body.held_on > today {
            return Err(Rejection::from(Code::DayAhead).at("/body/held_on").into());
        }
    }
    match command.act.content() {
        Some(content) => {
            check_calls(content, command.actor, policy, facts)?;
            check_items(content, command.actor, policy, facts)?;
            check_goals(content, policy)
        }
        None => Ok(()),
    }
}

/// Whether the actor manages those whose calls and training items a content names, as far as these are known.
fn lines_to<F: Facts>(content: Option<&Content>, actor: Actor, facts: &F) -> Vec<FactKey> {
    let (Some(content), Actor::Person(actor)) = (content, actor) else { return Vec::new() };
    let calls = content.calls.iter().filter_map(|entry| facts.call(entry.call).present().ok().flatten());
    let items = content.training_items.iter().filter_map(|item| facts.training_item(*item).present().ok().flatten());
    let agents = calls.map(|call| call.handler).chain(items.map(|item| item.agent));
    agents.map(|agent| FactKey::manages(actor, agent)).collect()
}

/// Every call of the content must be one that the actor may see, and stand there once.
fn check_calls<F: Facts>(content: &Content, actor: Actor, policy: &Policy, facts: &F) -> Result<(), Refusal> {
    for (place, entry) in content.calls.iter().enumerate() {
        let path = || format!("/body/content/calls/{place}/call");
        if visible_call(entry.call, actor, &policy.access, facts)?.is_none() {
            return Err(Rejection::from(Code::NotFound).at(path()).into());
        }
        if content.calls.iter().take(place).any(|earlier| earlier.call == entry.call) {
            return Err(Rejection::from(Code::CallTwice).at(path()).into());
        }
    }
    Ok(())
}

/// Every training item of the content must be one that the actor may see, and stand there once.
fn check_items<F: Facts>(content: &Content, actor: Actor, policy: &Policy, facts: &F) -> Result<(), Refusal> {
    for (place, item) in content.training_items.iter().enumerate() {
        let refuse = |code: Code| Rejection::from(code).at(format!("/body/content/training_items/{place}"));
        if visible_item(*item, actor, &policy.access, facts)?.is_none() {
            return Err(refuse(Code::NotFound).into());
        }
        if content.training_items.iter().take(place).any(|earlier| earlier == item) {
            return Err(refuse(Code::TrainingItemTwice).into());
        }
    }
    Ok(())
}

/// Every goal of the content must be one that can be aimed at, and stand there once.
fn check_goals(content: &Content, policy: &Policy) -> Result<(), Refusal> {
    for (place, aim) in content.goals.iter().enumerate() {
        let path = format!("/body/content/goals/{place}");
        aim.check(&policy.goal, &policy.metric, &path)?;
        if content.goals.iter().take(place).any(|earlier| earlier.is_the_same(aim, &policy.goal)) {
            return Err(Rejection::from(Code::GoalTwice).at(path).into());
        }
    }
    Ok(())
}

/// The goals that a bundle with this content sets when it is released.
fn new_goals(
    bundle: BundleId,
    content: &Content,
    (agent, policy): (PersonId, &Policy),
) -> Result<Vec<NewGoal>, Rejection> {
    let new = |aim: &Aim| {
        let training = aim.measure == Measure::TrainingCompleted;
        Ok(NewGoal {
            aim: aim.clone(),
            days: aim.period.days(&policy.goal)?,
            goal: goal_of(bundle, aim),
            person: agent,
            training_items: training.then(|| content.training_items.clone()),
        })
    };
    content.goals.iter().map(new).collect()
}

fn decided(
    command: &Command<&Act>,
    bundle: Option<&Bundle>,
    whose: (PersonId, &Policy),
    (at, warnings): (Instant, &[WarningCode]),
) -> Result<Decided<Change>, Refusal> {
    let event = |change| Event { at, by: command.actor, schema: SCHEMA, change };
    let released = |bundle, content: &Content| {
        let goals = new_goals(bundle, content, whose)?;
        Ok::<_, Refusal>(Change::Released(BundleReleased {
            bundle,
            goals,
            training_items: content.training_items.clone(),
        }))
    };
    let changes = match command.act {
        Act::Create(body) => vec![Change::Created(body.clone())],
        Act::CreateAndRelease(body) => {
            vec![Change::Created(body.clone()), released(body.bundle, &body.content)?]
        }
        Act::Release(body) => vec![released(body.bundle, bundle.map_or(NOTHING, |bundle| &bundle.content))?],
        Act::Respond(body) => vec![Change::Responded(body.clone())],
        Act::Edit(body) => vec![Change::Edited(body.clone())],
        Act::RecordSession(body) => vec![Change::SessionRecorded(body.clone())],
        Act::Acknowledge(body) => vec![Change::Acknowledged(body.clone())],
        Act::Deny(body) => vec![Change::SessionDenied(body.clone())],
        Act::Conclude(body) => vec![Change::Concluded(BundleConcluded {
            bundle: body.bundle,
            note: body.note.clone(),
            training_items: held_by(bundle),
        })],
        Act::Cancel(body) => vec![Change::Cancelled(BundleCancelled {
            bundle: body.bundle,
            goals: goals_held_by(bundle),
            reason: body.reason.clone(),
            said_by: None,
            training_items: held_by(bundle),
        })],
        Act::Archive(body) => vec![Change::Archived(*body)],
        Act::Restore(body) => vec![Change::Restored(*body)],
    };
    let warnings = warnings.iter().copied().map(WarningCode::into).collect();
    Ok(Decided { events: changes.into_iter().map(event).collect(), warnings })
}

/// The goals that a bundle's release has set: a draft has set none.
pub(super) fn goals_held_by(bundle: Option<&Bundle>) -> Vec<GoalId> {
    let released = bundle.filter(|bundle| bundle.was_shown());
    released.map(|bundle| bundle.goals().map(|(goal, _)| goal).collect()).unwrap_or_default()
}

/// The training items that a bundle holds: a draft holds none, it only names them.
pub(super) fn held_by(bundle: Option<&Bundle>) -> Vec<TrainingItemId> {
    bundle.filter(|bundle| bundle.was_shown()).map(|bundle| bundle.content.training_items.clone()).unwrap_or_default()
}
