//! Programmes, by whose team they are for.

use crate::workspace::{Kept, SortKey, World};
use touchline_kernel::PersonId;
use touchline_law::ground::ProgrammeMark;
use touchline_law::things::programme::Programme;

impl Kept for Programme {
    type Entry = (PersonId, (bool, SortKey<ProgrammeMark>));

    fn entry(&self) -> Self::Entry {
        (self.manager, (self.archived, (self.set_up.at, self.programme)))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, (manager, after): Self::Entry) {
        let before = before.map(|(_, before)| before);
        world.programme_index.by_manager.change(manager, before, Some(after));
    }

    fn fits(&self, world: &World) -> bool {
        !self.versions.is_empty() && world.tables.people.get(self.manager).is_some()
    }
}
