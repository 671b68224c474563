//! Action items, by whose they are and by who decides on them.

use crate::workspace::things::action_item::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::action_item::ActionItem;

impl Kept for ActionItem {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (decider, managers) = (world.decider_of(&after), world.lines.managers(after.assignee));
        world.action_item_index.change(before.as_ref(), &after, decider, &managers);
    }

    fn fits(&self, world: &World) -> bool {
        let mut people = [self.assignee].into_iter().chain(self.assigner);
        people.all(|person| world.tables.people.get(person).is_some())
    }
}
