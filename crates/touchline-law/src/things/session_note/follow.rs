//! What follows for notes when their session is recorded.
//!
//! Rules: SES-01, SES-06.

use super::{Change, NotePlace, SessionNoteWritten};
use crate::facts::{NewSessionNote, PlanStanding, WhyNoNotes};
use crate::ground::{PlanId, SessionId};
use touchline_kernel::{Actor, Key};

/// What the record of a session notes down.
pub struct NotedDown<'a> {
    /// The notes, in their order.
    pub notes: &'a [NewSessionNote],
    /// The external coach whose words that is.
    pub on_behalf_of: Option<&'a Key>,
    /// The session.
    pub session: SessionId,
    /// Its plan.
    pub plan: PlanId,
    /// Why there are no notes.
    pub why_none: Option<&'a WhyNoNotes>,
    /// Who recorded it.
    pub written_by: Actor,
}

/// What follows for the notes of a session that is recorded, of a plan that stands so. Why there are none is confidential: who
/// knows that there are none would know, too, where there are some.
#[must_use]
pub fn noted_down(noted: &NotedDown<'_>, standing: &PlanStanding<'_>) -> Vec<Change> {
    let mut before = None;
    let mut written = Vec::new();
    let reason = noted.why_none.map(|why| {
        let WhyNoNotes { session_note, text } = why.clone();
        (NewSessionNote { confidential: true, session_note, text }, true)
    });
    for (note, why_none) in noted.notes.iter().map(|note| (note.clone(), false)).chain(reason) {
        let NewSessionNote { confidential, session_note, text } = note;
        let place = NotePlace::next(before, confidential);
        before = Some((place, confidential));
        written.push(Change::Written(SessionNoteWritten {
            coachee: standing.coachee,
            coaches: standing.coaches_themselves().collect(),
            confidential,
            on_behalf_of: noted.on_behalf_of.cloned(),
            place,
            plan: noted.plan,
            session: noted.session,
            session_note,
            text,
            why_none,
            written_by: noted.written_by,
        }));
    }
    written
}
