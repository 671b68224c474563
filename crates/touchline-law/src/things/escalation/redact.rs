//! Whose the texts of an escalation are, and which of them a redaction takes away.

use super::{Escalation, TurnKind};
use touchline_kernel::command::Actor;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(escalation: &mut Escalation, redaction: &Redaction) {
    let called_off_by = escalation.called_off_by.as_deref().copied().map(Actor::Person);
    for turn in &mut escalation.exchange {
        let said_by = called_off_by.filter(|_| turn.kind == TurnKind::Withdrawal);
        let whose = Whose::wrote(said_by.unwrap_or(turn.done.by), escalation.agent);
        redaction.redact_any(&mut turn.text, whose);
    }
}
