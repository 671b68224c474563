//! Whose the texts of an escalation are, and which of them a redaction takes away.

use super::{Change, Escalation, TurnKind};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::redaction::{Redaction, Whose};

impl Change {
    /// Who is to answer, where the change says so.
    #[must_use]
    pub fn coached(&self) -> Option<PersonId> {
        match self {
            Change::Raised(body) => Some(body.agent),
            Change::Answered(_)
            | Change::SentBack(_)
            | Change::Closed(_)
            | Change::Withdrawn(_)
            | Change::Archived(_)
            | Change::Restored(_)
            | Change::HandedOver(_) => None,
        }
    }
}

impl Escalation {
    /// Takes away what a redaction takes.
    pub fn redact(&mut self, redaction: &Redaction) {
        let called_off_by = self.called_off_by.as_deref().copied().map(Actor::Person);
        for turn in &mut self.exchange {
            let said_by = called_off_by.filter(|_| turn.kind == TurnKind::Withdrawal);
            let whose = Whose::wrote(said_by.unwrap_or(turn.done.by), self.agent);
            redaction.redact_any(&mut turn.text, whose);
        }
    }
}
