//! What follows for a goal when the bundle that holds it is released or cancelled.

use touchline_calculators::progress::has_ended;
use touchline_kernel::{Actor, Instant, Note};

use super::{Change, Goal, GoalCancelled, GoalSet};
use crate::facts::{Facts, NewGoal, Refusal};
use crate::ground::BundleId;
use crate::policy::Policy;

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
