//! What follows for a plan when a session of it is recorded: how far its milestones have come, by their own rule.
//!
//! Rules: SES-06.

use super::{Change, MilestoneProgressed};
use crate::facts::SessionProgress;
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
