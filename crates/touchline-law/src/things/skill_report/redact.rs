//! Whose the one text of a skill report is, and when a redaction takes it away.

use super::{Change, SkillReport};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

impl Change {
    /// Whose scores they are, where the change says so.
    #[must_use]
    pub fn coached(&self) -> Option<PersonId> {
        match self {
            Change::Recorded(body) | Change::RecordedForReview(body) => Some(body.person),
            Change::Released(_) | Change::Held(_) => None,
        }
    }
}

impl SkillReport {
    /// Takes away what a redaction takes.
    pub fn redact(&mut self, redaction: &Redaction) {
        if let Some(held) = self.held.as_deref_mut() {
            redaction.redact(&mut held.reason, Whose::wrote(held.done.by, self.person));
        }
    }
}
