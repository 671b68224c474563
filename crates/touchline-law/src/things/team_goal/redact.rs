//! Whose the one text of a team's goal is, and when a redaction takes it away.

use super::TeamGoal;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes. Why a team's goal was called off is said of whoever leads the team.
pub(super) fn redact(goal: &mut TeamGoal, redaction: &Redaction) {
    if let Some(cancelled) = goal.cancelled.as_deref_mut() {
        redaction.redact(&mut cancelled.reason, Whose::wrote(cancelled.done.by, goal.manager));
    }
}
