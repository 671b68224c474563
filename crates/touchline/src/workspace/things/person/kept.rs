//! Persons, and the reporting lines that they make. Whatever is kept along those moves with a person.

use crate::workspace::things::training_item::proposals_index::refresh;
use crate::workspace::{Kept, World};
use touchline_kernel::{PersonId, Recorded, Zone};
use touchline_law::ground::people::Person;

impl Kept for Recorded<Person> {
    type Entry = (PersonId, Option<PersonId>, Option<Zone>);

    fn entry(&self) -> Self::Entry {
        (self.document.person, self.document.manager, self.document.zone)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (person, manager, zone) = after;
        if before.is_some_and(|(_, _, before)| before != zone) {
            world.measure_all_of(person);
        }
        if let Some(moved) = world.lines.place(person, manager) {
            world.follow(&moved);
        }
        if let Some(known) = world.tables.people.get(person) {
            let managers = world.lines.managers(person);
            world.pool.rename(person, &known.document.name, &managers);
        }
        refresh(world, person);
    }

    /// Nobody may come to stand above themselves: every walk along the reporting lines ends because they form a
    /// forest.
    fn fits(&self, world: &World) -> bool {
        world.lines.has_room(self.document.person, self.document.manager)
    }
}
