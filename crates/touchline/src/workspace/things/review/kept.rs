//! Reviews, by who may want to list or count them.

use crate::workspace::things::review::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::review::Review;

impl Kept for Review {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let managers = world.lines.managers(after.agent);
        world.review_index.change(before, &after, &managers);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.agent).is_some() && world.tables.calls.get(self.call).is_some()
    }
}
