//! Private notes, by their authors and sessions.

use crate::workspace::things::private_note::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::private_note::PrivateNote;

impl Kept for PrivateNote {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.private_note_index.change(before.as_ref(), &after);
    }

    fn fits(&self, world: &World) -> bool {
        let of = world.tables.sessions.get(self.session);
        let is_of_session = of.is_some_and(|session| session.plan == self.plan && session.coachee == self.coachee);
        is_of_session && world.tables.people.get(self.author).is_some()
    }
}
