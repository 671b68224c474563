//! Whose the texts of a series of sessions are, and which of them a redaction takes away.

use super::SessionSeries;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(series: &mut SessionSeries, redaction: &Redaction) {
    if let Some(ended) = series.ended.as_deref_mut() {
        redaction.redact(&mut ended.reason, Whose::wrote(ended.done.by, series.coachee));
    }
}
