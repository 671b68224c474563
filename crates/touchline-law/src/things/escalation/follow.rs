//! What follows for an escalation when its keeper hands their duties over, or its agent has left.

use touchline_kernel::{Actor, Note, PersonId};

use super::{Change, EscalationHandedOver, EscalationId, EscalationWithdrawn};

/// What follows for an escalation whose keeper hands it over.
#[must_use]
pub(super) fn handed_over(escalation: EscalationId, to: PersonId) -> Change {
    Change::HandedOver(EscalationHandedOver { escalation, to })
}

/// What follows for an escalation whose agent has left.
#[must_use]
pub(super) fn called_off(escalation: EscalationId, (reason, said_by): (&Note, Actor)) -> Change {
    Change::Withdrawn(EscalationWithdrawn { escalation, reason: reason.clone(), said_by: said_by.person() })
}
