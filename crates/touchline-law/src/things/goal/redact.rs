//! Whose the one text of a goal is, and when a redaction takes it away.

use super::Goal;
use touchline_kernel::command::Actor;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(goal: &mut Goal, redaction: &Redaction) {
    if let Some(cancelled) = goal.cancelled.as_deref_mut() {
        let by = cancelled.said_by.map_or(cancelled.done.by, Actor::Person);
        redaction.redact(&mut cancelled.reason, Whose::wrote(by, goal.person));
    }
}
