//! Certifications, by who was examined.

use crate::workspace::things::certification::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::certification::Certification;

impl Kept for Certification {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let managers = world.lines.managers(after.person);
        world.certification_index.change(before, after, &managers);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.person).is_some()
    }
}
