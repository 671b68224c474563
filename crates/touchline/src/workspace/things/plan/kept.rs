//! Development plans, by whom they coach and by who coaches.

use crate::workspace::things::plan::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::plan::Plan;

impl Kept for Plan {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.plan_index.change(before.as_ref(), &after);
    }

    fn fits(&self, world: &World) -> bool {
        let coaches = self.coaches.iter().map(|kept| kept.coach.writer());
        [self.coachee].into_iter().chain(coaches).all(|person| world.tables.people.get(person).is_some())
    }
}
