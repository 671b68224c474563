//! Whose the texts of a meeting of a programme are, and when a redaction takes them away.

use super::CoachingMeeting;
use touchline_kernel::redaction::{Redaction, Whose};

/// Takes away what a redaction takes. What was corrected is in the words of whoever did so last.
pub(super) fn redact(meeting: &mut CoachingMeeting, redaction: &Redaction) {
    let about = meeting.about();
    let by = meeting.corrected.as_deref().map_or(meeting.recorded.by, |corrected| corrected.done.by);
    meeting.content.redact(redaction, Whose::wrote(by, about));
    for remark in [meeting.corrected.as_deref_mut(), meeting.withdrawn.as_deref_mut()].into_iter().flatten() {
        redaction.redact(&mut remark.reason, Whose::wrote(remark.done.by, about));
    }
}
