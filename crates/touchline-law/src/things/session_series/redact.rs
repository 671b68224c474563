//! Whose the texts of a series of sessions are, and which of them a redaction takes away.

use super::{Change, SessionSeries};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::{Redaction, Whose};

/// Whom its plan coaches, where the change says so.
pub(super) fn coached_in(change: &Change) -> Option<PersonId> {
    match change {
        Change::Started(body) => Some(body.coachee),
        Change::Ended(_) => None,
    }
}

/// Takes away what a redaction takes.
pub(super) fn redact(series: &mut SessionSeries, redaction: &Redaction) {
    if let Some(ended) = series.ended.as_deref_mut() {
        redaction.redact(&mut ended.reason, Whose::wrote(ended.done.by, series.coachee));
    }
}
