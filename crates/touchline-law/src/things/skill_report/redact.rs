//! Whose the one text of a skill report is, and when a redaction takes it away.

use super::SkillReport;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes.
pub(super) fn redact(report: &mut SkillReport, redaction: &Redaction) {
    if let Some(held) = report.held.as_deref_mut() {
        redaction.redact(&mut held.reason, Whose::wrote(held.done.by, report.person));
    }
}
