//! Self-reviews, by whose they are and by call.

use crate::workspace::things::self_review::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::self_review::SelfReview;

impl Kept for SelfReview {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.self_review_index.change(before, &after);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.agent).is_some() && world.tables.calls.get(self.call).is_some()
    }
}
