//! What an event changes in a private note.
//!
//! Rules: SES-09.

use super::{Change, PrivateNote, PrivateNoteWritten, State};
use touchline_kernel::{Event, Instant, next_version};

/// The note after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(note: Option<PrivateNote>, event: Event<Change>) -> Option<PrivateNote> {
    let (change, event) = event.split();
    match (note, change) {
        (None, Change::Written(body)) => Some(written(body, event.at)),
        (None, _) | (Some(_), Change::Written(_)) => None,
        (Some(known), Change::Changed(body)) => Some(PrivateNote { text: Some(body.text), ..moved(known, event.at) }),
        (Some(known), Change::Erased(_)) => {
            Some(PrivateNote { state: State::Erased, text: None, ..moved(known, event.at) })
        }
    }
}

fn moved(known: PrivateNote, at: Instant) -> PrivateNote {
    PrivateNote { changed_at: at, version: next_version(known.version), ..known }
}

fn written(body: PrivateNoteWritten, at: Instant) -> PrivateNote {
    let PrivateNoteWritten { author, coachee, plan, private_note, session, text } = body;
    PrivateNote {
        author,
        changed_at: at,
        coachee,
        plan,
        private_note,
        session,
        state: State::Kept,
        text: Some(text),
        version: 1,
        written_at: at,
    }
}
