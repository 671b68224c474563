//! Whose the one text of a goal is, and when a redaction takes it away.

use super::{Change, Goal};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::redaction::{Redaction, Whose};

impl Change {
    /// Whose goal it is, where the change says so.
    #[must_use]
    pub fn coached(&self) -> Option<PersonId> {
        match self {
            Change::Set(body) => Some(body.goal.person),
            Change::Cancelled(_) | Change::Archived(_) | Change::Restored(_) => None,
        }
    }
}

impl Goal {
    /// Takes away what a redaction takes.
    pub fn redact(&mut self, redaction: &Redaction) {
        if let Some(cancelled) = self.cancelled.as_deref_mut() {
            let by = cancelled.said_by.map_or(cancelled.done.by, Actor::Person);
            redaction.redact(&mut cancelled.reason, Whose::wrote(by, self.person));
        }
    }
}
