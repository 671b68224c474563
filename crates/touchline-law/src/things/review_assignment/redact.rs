//! Whose the texts of an assignment are, and which of them a redaction takes away.

use super::ReviewAssignment;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(known: &mut ReviewAssignment, redaction: &Redaction) {
    let agent = known.agent;
    redaction.redact_any(&mut known.note, Whose::wrote(known.asked.by, agent));
    for turn in &mut known.history {
        redaction.redact_any(&mut turn.text, Whose::wrote(turn.done.by, agent));
    }
}
