//! Persons, and the reporting lines that they make. Whatever is kept along those moves with a person.

use crate::workspace::things::person::directory::Listed;
use crate::workspace::things::training_item::proposals_index::refresh;
use crate::workspace::{Kept, World};
use touchline_kernel::{Key, PersonId, Recorded, Zone};
use touchline_law::ground::people::Person;

/// What the indexes keep of a person.
pub(in crate::workspace) struct Entry {
    person: PersonId,
    active: bool,
    manager: Option<PersonId>,
    zone: Option<Zone>,
    listed: Listed,
    /// Those of somebody who could act.
    roles: Vec<Key>,
}

impl Kept for Recorded<Person> {
    type Entry = Entry;

    /// Who is told rests on who stands above whom, and on who holds which role.
    const AT_ONCE: bool = true;

    fn entry(&self) -> Self::Entry {
        let Person { person, active, manager, zone, .. } = self.document;
        let roles = if self.document.can_act() { self.document.roles.clone() } else { Vec::new() };
        Entry { person, active, manager, zone, listed: Listed::of(&self.document), roles }
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let Entry { person, active, manager, zone, listed, roles } = after;
        if before.as_ref().is_some_and(|before| before.zone != zone) {
            world.measure_all_of(person);
        }
        world.holders.change(person, before.as_ref().map_or(&[], |before| &before.roles), &roles);
        if let Some(directory) = world.directory.kept() {
            directory.change(before.as_ref().map(|before| &before.listed), &listed, &world.lines.managers(person));
        }
        if let Some(moved) = world.lines.place(person, manager) {
            world.follow(&moved);
        }
        if let Some(known) = world.tables.people.get(person) {
            let managers = world.lines.managers(person);
            world.pool.rename(person, &known.document.name, &managers);
        }
        refresh(world, person);
        if before.is_some_and(|before| (before.active, before.manager) != (active, manager)) {
            world.settle_deciders(person);
        }
    }

    /// Nobody may come to stand above themselves: every walk along the reporting lines ends because they form a
    /// forest; and no line becomes longer than any policy allows.
    fn fits(&self, world: &World) -> bool {
        world.lines.has_room(self.document.person, self.document.manager)
    }
}
