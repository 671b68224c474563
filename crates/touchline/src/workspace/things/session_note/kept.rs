//! Notes, by their sessions.

use crate::workspace::things::session_note::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::session_note::SessionNote;

impl Kept for SessionNote {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.session_note_index.change(before.as_ref(), &after);
    }

    fn fits(&self, world: &World) -> bool {
        let of = world.tables.sessions.get(self.session);
        of.is_some_and(|session| session.plan == self.plan && session.coachee == self.coachee)
    }
}
