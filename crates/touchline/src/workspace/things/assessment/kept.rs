//! Assessments, by whose skills they are and by who is to rate.

use crate::workspace::things::assessment::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::assessment::Assessment;

impl Kept for Assessment {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.assessment_index.change(before.as_ref(), &after);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.person).is_some()
    }
}
