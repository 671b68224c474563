//! Notes by their sessions, in the order in which they were written.
//!
//! Rules: ACC-12.

use crate::workspace::index::lists::ListsBy;
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::Instant;
use touchline_law::ground::{SessionId, SessionNoteId};
use touchline_law::things::session_note::{NotePlace, SessionNote};

/// When it was written, where it stands among those that were written with it, then the id.
pub(in crate::workspace) type NoteKey = (Instant, NotePlace, SessionNoteId);

/// Where a note stands.
pub(in crate::workspace) fn key_of(note: &SessionNote) -> NoteKey {
    (note.written.at, note.place, note.session_note)
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct SessionNoteIndex {
    /// `session_note.list`: "What was noted down of this session?"
    pub(in crate::workspace) listed: ListsBy<SessionId, (), NoteKey>,
}

/// What the index needs to know of a note, which stays as it was.
pub(in crate::workspace) struct Entry {
    key: NoteKey,
    session: SessionId,
}

impl Entry {
    pub(in crate::workspace) fn of(note: &SessionNote) -> Self {
        Entry { key: key_of(note), session: note.session }
    }
}

impl SessionNoteIndex {
    /// Takes a note as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        self.listed.change(after.session, before.map(|entry| ((), entry.key)), Some(((), after.key)));
    }
}

impl Follows<World> for SessionNoteIndex {
    /// Who stands above whom makes no difference to what was noted down.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
