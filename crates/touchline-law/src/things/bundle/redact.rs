//! Whose the texts of a bundle are, and which of them a redaction takes away.

use super::{Bundle, Change};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::redaction::{Redaction, Whose};

impl Change {
    /// Whom the bundle coaches, where the change says so.
    #[must_use]
    pub fn coached(&self) -> Option<PersonId> {
        match self {
            Change::Created(body) => Some(body.agent),
            Change::Released(_)
            | Change::Responded(_)
            | Change::Edited(_)
            | Change::SessionRecorded(_)
            | Change::Acknowledged(_)
            | Change::SessionDenied(_)
            | Change::Concluded(_)
            | Change::Cancelled(_)
            | Change::Archived(_)
            | Change::Restored(_)
            | Change::HandedOver(_) => None,
        }
    }
}

impl Bundle {
    /// Takes away what a redaction takes.
    pub fn redact(&mut self, redaction: &Redaction) {
        let agent = self.agent;
        let wrote = |by| Whose::wrote(by, agent);
        let content = wrote(self.edited_by.as_deref().copied().unwrap_or(self.created.by));
        redaction.redact_any(&mut self.content.notes, content);
        redaction.redact_any(&mut self.content.title, content);
        if let Some(response) = self.response.as_deref_mut() {
            redaction.redact(&mut response.text, wrote(Actor::Person(agent)));
        }
        if let Some(session) = self.session.as_deref_mut() {
            redaction.redact_any(&mut session.note, wrote(session.recorded.by));
        }
        let called_off_by = self.called_off_by.as_deref().copied().map(Actor::Person);
        if let Some(cancelled) = self.cancelled.as_deref_mut() {
            redaction.redact_any(&mut cancelled.text, wrote(called_off_by.unwrap_or(cancelled.done.by)));
        }
        for remark in [&mut self.acknowledged, &mut self.concluded, &mut self.denied].into_iter().flatten() {
            redaction.redact_any(&mut remark.text, wrote(remark.done.by));
        }
    }
}
