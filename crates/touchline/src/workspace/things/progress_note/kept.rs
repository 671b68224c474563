//! Progress notes, by their plans.

use crate::workspace::things::progress_note::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::progress_note::ProgressNote;

impl Kept for ProgressNote {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.progress_note_index.change(before.as_ref(), &after);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.plans.get(self.plan).is_some_and(|plan| plan.coachee == self.coachee)
    }
}
