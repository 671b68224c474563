//! Whose the one text of a goal is, and when a redaction takes it away.

use super::{Change, Goal};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::redaction::{Redaction, Whose};

/// Whose goal it is, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Set(body) => Some(body.goal.person),
        Change::Cancelled(_) | Change::Archived(_) | Change::Restored(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(goal: &mut Goal, redaction: &Redaction) {
    if let Some(cancelled) = goal.cancelled.as_deref_mut() {
        let by = cancelled.said_by.map_or(cancelled.done.by, Actor::Person);
        redaction.redact(&mut cancelled.reason, Whose::wrote(by, goal.person));
    }
}
