//! What is allowed with a team's goal, in the fixed order: sight, permission, version, state, the body's own.

use super::case::Case;
use super::{Act, Change, TeamGoal, TeamGoalSet};
use crate::access::{Gathered as _, Standing};
use crate::facts::{FactKey, Facts, Refusal};
use crate::life::{Availability, Decided};
use crate::policy::Policy;
use touchline_kernel::command::{Actor, Command, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::Code;
use touchline_kernel::time::Instant;

/// The schema of the changes' bodies.
const SCHEMA: u32 = 1;

/// What a command rests on, as far as it can be told without the state.
pub fn asks(act: &Act, actor: Actor) -> impl Iterator<Item = FactKey> {
    let manager = match act {
        Act::Set(body) => Some(body.manager),
        _ => None,
    };
    manager.into_iter().flat_map(move |manager| FactKey::towards(actor, manager))
}

/// Decides on a command about a team's goal.
pub fn decide<F: Facts>(
    goal: Option<&TeamGoal>,
    command: &Command<&Act>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    let who = (command.actor, command.at);
    let case = match (command.act, goal) {
        (Act::Set(body), _) => case(goal, body.manager, who, policy, facts)?,
        (_, Some(known)) => case(goal, known.manager, who, policy, facts)?,
        (_, None) => {
            Standing::alone(command.actor, &policy.access, facts)?;
            return Err(Code::NotFound.into());
        }
    };
    if !matches!(command.act, Act::Set(_)) {
        case.sight()?;
    }
    let check = |conditions: &[_]| case.check(conditions).map(|()| Vec::new());
    let open = case.gate().look_up(command.act.verb(), command.expected_version, &check)?;
    case.check(open.conditions)?;
    let change = match command.act {
        Act::Set(body) => {
            let days = body.aim.check(&policy.goal, &policy.metric, "/body/aim")?;
            Change::Set(TeamGoalSet { aim: body.aim.clone(), days, manager: body.manager, team_goal: body.team_goal })
        }
        Act::Cancel(body) => Change::Cancelled(body.clone()),
        Act::Archive(body) => Change::Archived(*body),
        Act::Restore(body) => Change::Restored(*body),
    };
    Ok(Decided::one(Event { at: open.at, by: command.actor, schema: SCHEMA, change }))
}

/// Each command on a team's goal, open or closed to this actor whatever the body.
pub fn available<F: Facts>(
    goal: Option<&TeamGoal>,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    let Some(known) = goal else {
        Standing::alone(actor, &policy.access, facts)?;
        return Err(Code::NotFound.into());
    };
    let case = case(goal, known.manager, (actor, at), policy, facts)?;
    case.sight()?;
    let listed = case.gate().available(&|conditions| case.check(conditions).map(|()| Vec::new()))?;
    Ok(listed.into_iter().map(Availability::from).collect())
}

/// Gathers, in one round, everything that a decision about this goal may rest on.
fn case<'a, F: Facts>(
    goal: Option<&'a TeamGoal>,
    manager: PersonId,
    (actor, at): (Actor, Instant),
    policy: &'a Policy,
    facts: &'a F,
) -> Result<Case<'a, F>, Refusal> {
    facts.gather(FactKey::towards(actor, manager))?;
    let author = goal.and_then(TeamGoal::author);
    let standing = Standing::of_team(actor, manager, author, &policy.access, facts)?;
    Ok(Case { goal, manager, standing, at, policy, facts })
}
