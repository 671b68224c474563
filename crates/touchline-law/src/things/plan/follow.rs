//! What follows for a plan when a session of it is recorded: how far its milestones have come, by their own rule; that it begins
//! as it was proposed, when that is accepted; who coaches when somebody who did hands their duties over; and which of its events
//! end it, from which something follows for its sessions.
//!
//! Rules: ORG-08, PLN-13, SES-04, SES-06.

use super::{
    Change, CoachKept, ExternalCoach, InternalCoach, MilestoneContent, MilestoneProgressed, PlanCoach, PlanContent,
    PlanCreated, PlanHandedOver, PlanResumed,
};
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

/// What follows for a plan where somebody who coaches hands it over to another.
#[must_use]
pub(super) fn handed_over(plan: PlanId, (from, to): (PersonId, PersonId)) -> Change {
    Change::HandedOver(PlanHandedOver { before: from, plan, to })
}

/// Who coaches where one takes over from another, in the order in which that one did: in their own place, and for each from
/// outside for whom that one wrote.
#[must_use]
pub fn taken_over(coaches: &[CoachKept], body: &PlanHandedOver) -> Vec<PlanCoach> {
    let taken = coaches.iter().filter(|kept| kept.coach.writer() == body.before).map(|kept| match &kept.coach {
        PlanCoach::External(coach) => PlanCoach::External(ExternalCoach { entered_by: body.to, ..coach.clone() }),
        PlanCoach::Person(_) => PlanCoach::Person(InternalCoach { person: body.to }),
    });
    taken.collect()
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

    /// Which plan it has go on that rested, if it does, and how.
    #[must_use]
    pub fn resumed(&self) -> Option<&PlanResumed> {
        match self {
            Change::Resumed(body) => Some(body),
            _ => None,
        }
    }
}
