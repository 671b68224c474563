//! Whose the one text of a team's goal is, and when a redaction takes it away.

use super::{Change, TeamGoal};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

impl Change {
    /// Whose team's goal it is, where the change says so.
    #[must_use]
    pub fn manager(&self) -> Option<PersonId> {
        match self {
            Change::Set(body) => Some(body.manager),
            Change::Cancelled(_) | Change::Archived(_) | Change::Restored(_) => None,
        }
    }
}

impl TeamGoal {
    /// Takes away what a redaction takes. Why a team's goal was called off is said of whoever leads the team.
    pub fn redact(&mut self, redaction: &Redaction) {
        if let Some(cancelled) = self.cancelled.as_deref_mut() {
            redaction.redact(&mut cancelled.reason, Whose::wrote(cancelled.done.by, self.manager));
        }
    }
}
