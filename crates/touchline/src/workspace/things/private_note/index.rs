//! Private notes by their authors and sessions: nobody's list knows of another's.
//!
//! Rules: ACC-19, SES-09.

use crate::workspace::index::lists::{Lists, SortKey};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::ground::{PrivateNoteMark, SessionId};
use touchline_law::things::private_note::{PrivateNote, State};

#[derive(Debug, Default)]
pub(in crate::workspace) struct PrivateNoteIndex {
    /// `private_note.list`: "What did I note down of this session for myself?"
    pub(in crate::workspace) listed: Lists<(PersonId, SessionId), (), PrivateNoteMark>,
}

/// What the index needs to know of a note, before and after a change.
pub(in crate::workspace) struct Entry {
    /// Nothing once it was erased.
    key: Option<SortKey<PrivateNoteMark>>,
    owner: (PersonId, SessionId),
}

impl Entry {
    pub(in crate::workspace) fn of(note: &PrivateNote) -> Self {
        let key = (note.state == State::Kept).then_some((note.written_at, note.private_note));
        Entry { key, owner: (note.author, note.session) }
    }

    fn listed(&self) -> Option<((), SortKey<PrivateNoteMark>)> {
        self.key.map(|key| ((), key))
    }
}

impl PrivateNoteIndex {
    /// Takes a note as it is after a change.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry) {
        self.listed.change(after.owner, before.and_then(Entry::listed), after.listed());
    }
}

impl Follows<World> for PrivateNoteIndex {
    /// Who stands above whom makes no difference to what somebody keeps for themselves.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
