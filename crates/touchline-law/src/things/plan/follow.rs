//! What follows for a plan when a session of it is recorded: how far its milestones have come, by their own rule; and which of
//! its events end it, from which something follows for its sessions.
//!
//! Rules: SES-04, SES-06.

use super::{Change, MilestoneProgressed};
use crate::facts::{PlanEnd, SessionProgress};
use crate::ground::{PlanId, SessionId};
use touchline_kernel::{Actor, Instant, Key};

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
}
