//! Whose the note of a training item is, and when a redaction takes it away.

use super::TrainingItem;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(item: &mut TrainingItem, redaction: &Redaction) {
    let by = item.noted_by.as_deref().copied().unwrap_or(item.raised.by);
    redaction.redact_any(&mut item.note, Whose::wrote(by, item.agent));
}
