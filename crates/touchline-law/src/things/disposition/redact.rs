//! Whose the note of a disposition is, and when a redaction takes it away.

use super::{Change, Disposition};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

impl Change {
    /// Whom it is about.
    #[must_use]
    pub fn coached(&self) -> Option<PersonId> {
        let Change::Given(given) = self;
        Some(given.agent)
    }
}

impl Disposition {
    /// Takes away what a redaction takes.
    pub fn redact(&mut self, redaction: &Redaction) {
        redaction.redact_any(&mut self.note, Whose::wrote(self.given.by, self.agent));
    }
}
