//! What an event changes in a progress note.
//!
//! Rules: PLN-11.

use super::{Change, ProgressNote, ProgressNoteCorrection, ProgressNoteWritten, State};
use touchline_kernel::{Done, Event, next_version};

/// The note after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(note: Option<ProgressNote>, event: Event<Change>) -> Option<ProgressNote> {
    let (change, event) = event.split();
    let done = Done { at: event.at, by: event.by };
    match (note, change) {
        (None, Change::Written(body)) => Some(written(body, done)),
        (None, Change::WrittenShared(body)) => Some(shared(written(body, done), done)),
        (None, _) => None,
        (Some(known), change) => {
            let next = ProgressNote { changed_at: done.at, version: next_version(known.version), ..known };
            changed(next, change, done)
        }
    }
}

fn written(body: ProgressNoteWritten, done: Done) -> ProgressNote {
    let ProgressNoteWritten { coachee, coaches, on_behalf_of, plan, progress_note, text } = body;
    ProgressNote {
        changed_at: done.at,
        coachee,
        coaches,
        corrections: Vec::new(),
        on_behalf_of,
        plan,
        progress_note,
        shared: None,
        state: State::Kept,
        text,
        unseen: 0,
        version: 1,
        withdrawn: None,
        written: done,
    }
}

fn shared(note: ProgressNote, done: Done) -> ProgressNote {
    ProgressNote { shared: Some(done), state: State::Shared, ..note }
}

fn changed(mut known: ProgressNote, change: Change, done: Done) -> Option<ProgressNote> {
    match change {
        Change::Written(_) | Change::WrittenShared(_) => None,
        Change::Corrected(body) => {
            if known.shared.is_none() {
                known.unseen = known.unseen.saturating_add(1);
            }
            let was = core::mem::replace(&mut known.text, body.text);
            known.corrections.push(ProgressNoteCorrection { corrected: done, was });
            Some(known)
        }
        Change::Shared(_) => Some(shared(known, done)),
        Change::Withdrawn(_) => Some(ProgressNote { state: State::Withdrawn, withdrawn: Some(done), ..known }),
    }
}
