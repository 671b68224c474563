//! Whose the one text of a team's goal is, and when a redaction takes it away.

use super::{Change, TeamGoal};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whose team's goal it is, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Set(body) => Some(body.manager),
        Change::Cancelled(_) | Change::Archived(_) | Change::Restored(_) => None,
    }
}

/// Takes away what a redaction takes. Why a team's goal was called off is said of whoever leads the team.
pub(super) fn redact(goal: &mut TeamGoal, redaction: &Redaction) {
    if let Some(cancelled) = goal.cancelled.as_deref_mut() {
        redaction.redact(&mut cancelled.reason, Whose::wrote(cancelled.done.by, goal.manager));
    }
}
