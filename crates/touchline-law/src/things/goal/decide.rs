//! What is allowed with a goal, in the fixed order: sight, permission, version, state, the body's own.

use super::case::Case;
use super::{Act, Change, Goal, GoalCancelled, GoalReason, GoalSet};
use crate::access::{Standing, Subject as _};
use crate::facts::{FactKey, Facts, NewGoal, Refusal};
use crate::life::{Availability, Decided};
use crate::policy::Policy;
use touchline_kernel::command::{Actor, Command, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::Code;
use touchline_kernel::time::Instant;
use touchline_kernel::warning::WarningCode;

/// The schema of the changes' bodies.
pub(super) const SCHEMA: u32 = 1;

/// What a command rests on, as far as it can be told without the goal's state.
pub fn asks(act: &Act, actor: Actor) -> impl Iterator<Item = FactKey> {
    let person = match act {
        Act::Set(body) => Some(body.person),
        _ => None,
    };
    person.into_iter().flat_map(move |person| FactKey::towards(actor, person))
}

/// Decides on a command about a goal.
pub fn decide<F: Facts>(
    goal: Option<&Goal>,
    command: &Command<&Act>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    let who = (command.actor, command.at);
    let case = match (command.act, goal) {
        (Act::Set(body), _) => case(goal, body.person, who, policy, facts)?,
        (_, Some(known)) => case(goal, known.person, who, policy, facts)?,
        (_, None) => {
            Standing::alone(command.actor, &policy.access, facts)?;
            return Err(Code::NotFound.into());
        }
    };
    if !matches!(command.act, Act::Set(_)) {
        case.sight()?;
    }
    let open =
        case.gate().look_up(command.act.verb(), command.expected_version, &|conditions| case.check(conditions))?;
    let warnings = case.check(open.conditions)?.into_iter().map(WarningCode::into).collect();
    let change = match command.act {
        Act::Set(body) => {
            let days = body.aim.check(&policy.goal, &policy.metric, "/body/aim")?;
            let (aim, goal, person) = (body.aim.clone(), body.goal, body.person);
            let goal = NewGoal { aim, days, goal, person, training_items: None };
            Change::Set(GoalSet { bundle: None, goal, set_by: command.actor })
        }
        Act::Cancel(GoalReason { goal, reason }) => {
            Change::Cancelled(GoalCancelled { goal: *goal, reason: reason.clone(), said_by: None })
        }
        Act::Archive(body) => Change::Archived(*body),
        Act::Restore(body) => Change::Restored(*body),
    };
    let event = Event { at: open.at, by: command.actor, schema: SCHEMA, change };
    Ok(Decided { events: vec![event], warnings })
}

/// Each command on a goal, open or closed to this actor whatever the body.
pub fn available<F: Facts>(
    goal: Option<&Goal>,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    let Some(known) = goal else {
        Standing::alone(actor, &policy.access, facts)?;
        return Err(Code::NotFound.into());
    };
    let case = case(goal, known.person, (actor, at), policy, facts)?;
    case.sight()?;
    let listed = case.gate().available(&|conditions| case.check(conditions))?;
    Ok(listed.into_iter().map(Availability::from).collect())
}

/// Gathers, in one round, everything that a decision about this goal may rest on.
fn case<'a, F: Facts>(
    goal: Option<&'a Goal>,
    person: PersonId,
    (actor, at): (Actor, Instant),
    policy: &'a Policy,
    facts: &'a F,
) -> Result<Case<'a, F>, Refusal> {
    facts.gather(FactKey::towards(actor, person))?;
    let author = goal.and_then(Goal::author);
    let standing = Standing::towards(actor, person, author, &policy.access, facts)?;
    Ok(Case { goal, person, standing, at, policy, facts })
}
