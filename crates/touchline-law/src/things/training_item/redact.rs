//! Whose the note of a training item is, and when a redaction takes it away.

use super::{Change, TrainingItem};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

impl Change {
    /// Whom the finding is about, where the change holds one.
    #[must_use]
    pub fn coached(&self) -> Option<PersonId> {
        match self {
            Change::Raised(finding) | Change::Reinstated(finding) => Some(finding.agent),
            Change::Withdrawn(_)
            | Change::Superseded(_)
            | Change::Started(_)
            | Change::Returned(_)
            | Change::Resolved(_)
            | Change::LetGo(_) => None,
        }
    }
}

impl TrainingItem {
    /// Takes away what a redaction takes.
    pub fn redact(&mut self, redaction: &Redaction) {
        let by = self.noted_by.as_deref().copied().unwrap_or(self.raised.by);
        redaction.redact_any(&mut self.note, Whose::wrote(by, self.agent));
    }
}
