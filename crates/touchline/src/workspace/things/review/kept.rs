//! Reviews, by who may want to list or count them.

use crate::workspace::index::history::Coaching;
use crate::workspace::things::review::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::review::Review;

impl Kept for Review {
    type Entry = (Entry, Coaching);

    fn entry(&self) -> Self::Entry {
        (Entry::of(self), Coaching::of_review(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (entry, coaching) = after;
        let (was, coached) = before.unzip();
        let managers = world.lines.managers(entry.agent);
        world.review_index.change(was, &entry, &managers);
        world.history.change(coached.as_ref(), &coaching);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.agent).is_some() && world.tables.calls.get(self.call).is_some()
    }
}
