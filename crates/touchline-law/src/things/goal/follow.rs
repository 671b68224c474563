//! What follows for a goal when the bundle that holds it is released or cancelled. The table decides, as for any
//! command.

use super::case::Case;
use super::decide::SCHEMA;
use super::{Change, Goal, GoalCancelled, GoalSet, LIFECYCLE, Verb};
use crate::access::{self, Standing, Stood};
use crate::facts::{Facts, NewGoal, Refusal};
use crate::ground::BundleId;
use crate::policy::Policy;
use touchline_calculators::progress::has_ended;
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::Code;
use touchline_kernel::text::Note;
use touchline_kernel::time::Instant;

/// What follows for a goal whose bundle is released.
#[must_use]
pub fn taken_up(goal: NewGoal, bundle: BundleId, released_by: Actor) -> Change {
    Change::Set(GoalSet { bundle: Some(bundle), goal, set_by: released_by })
}

/// What follows for a goal whose bundle is cancelled: nothing where it is over, or was called off before.
pub fn called_off<F: Facts>(
    goal: Option<&Goal>,
    (reason, said_by): (&Note, Actor),
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Option<Change>, Refusal> {
    let Some(goal) = goal.filter(|goal| goal.cancelled.is_none()) else { return Ok(None) };
    let today = policy.organisation.zone_of(goal.person, facts)?.day_of(at);
    let cancelled = GoalCancelled { goal: goal.goal, reason: reason.clone(), said_by: said_by.person() };
    Ok((!has_ended(goal.days, today)).then_some(Change::Cancelled(cancelled)))
}

/// Decides on a change that follows, at the moment of what it follows from.
pub fn follow<F: Facts>(
    goal: Option<&Goal>,
    change: Change,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Event<Change>, Refusal> {
    let (verb, person): (Verb, PersonId) = match (&change, goal) {
        (Change::Set(body), _) => (Verb::TakeUp, body.goal.person),
        (Change::Cancelled(_), Some(goal)) => (Verb::CallOff, goal.person),
        _ => return Err(Code::EventDoesNotFit.into()),
    };
    // One that was put away is called off like any other.
    let stood = goal.map(|goal| Stood { archived: false, last: (goal.version, goal.changed_at), state: goal.state });
    let standing = Standing::alone(Actor::System, &policy.access, facts)?;
    let mut case = Case { goal, person, standing, at, policy, facts };
    let check = |condition, at| {
        case.at = at;
        case.check_one(condition).map(drop)
    };
    let at = access::follow(&LIFECYCLE, stood, (verb, at), (&policy.access, facts), check)?;
    Ok(Event { at, by: Actor::System, schema: SCHEMA, change })
}
