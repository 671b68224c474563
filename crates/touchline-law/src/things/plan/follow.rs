//! What follows for a plan when a session of it is recorded: how far its milestones have come, by their own rule; that it begins
//! as it was proposed, when that is accepted; and which of its events end it, from which something follows for its sessions.
//!
//! Rules: PLN-13, SES-04, SES-06.

use super::{Change, InternalCoach, MilestoneContent, MilestoneProgressed, PlanCoach, PlanContent, PlanCreated};
use crate::facts::{PlanEnd, SessionProgress};
use crate::ground::{PlanId, SessionId};
use touchline_kernel::{Actor, Instant, Key, PersonId};

/// What follows for a plan from what a session of it says of a milestone.
#[must_use]
pub fn progressed(
    progress: SessionProgress,
    (session, plan): (SessionId, PlanId),
    held_until: Instant,
    on_behalf_of: Option<Key>,
    recorded_by: Actor,
) -> Change {
    let SessionProgress { milestone, note, value } = progress;
    Change::MilestoneProgressed(MilestoneProgressed {
        milestone,
        note,
        on_behalf_of,
        plan,
        recorded_by,
        session,
        taken_at: Some(held_until),
        value,
    })
}

/// The plan that is made of what somebody proposed for themselves, by whoever accepted that and coaches it from then on.
#[must_use]
pub fn taken_up(
    plan: PlanId,
    coachee: PersonId,
    (content, milestones): (PlanContent, Vec<MilestoneContent>),
    accepted_by: Actor,
) -> Change {
    let coach = accepted_by.person().map(|person| PlanCoach::Person(InternalCoach { person }));
    let (coaches, created_by) = (coach.into_iter().collect(), Some(accepted_by));
    Change::Created(PlanCreated { coachee, coaches, content, created_by, milestones, plan, template: None })
}

impl Change {
    /// Which plan it brings to its end, and how, if it does.
    #[must_use]
    pub fn ended(&self) -> Option<(PlanId, PlanEnd)> {
        match self {
            Change::Completed(body) => Some((body.plan, PlanEnd::Completed)),
            Change::Cancelled(body) => Some((body.plan, PlanEnd::Cancelled)),
            _ => None,
        }
    }

    /// Who coaches from then on under which plan, or is known otherwise, if it says so.
    #[must_use]
    pub fn coach_added(&self) -> Option<(PlanId, &PlanCoach)> {
        match self {
            Change::CoachAdded(body) => Some((body.plan, &body.coach)),
            _ => None,
        }
    }

    /// Which plan it has go on that rested, if it does.
    #[must_use]
    pub fn resumed(&self) -> Option<PlanId> {
        match self {
            Change::Resumed(body) => Some(body.plan),
            _ => None,
        }
    }
}
