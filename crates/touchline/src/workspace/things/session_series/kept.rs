//! Series of sessions, by their plans.

use crate::workspace::things::session_series::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::session_series::SessionSeries;

impl Kept for SessionSeries {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.session_series_index.change(before.as_ref(), &after);
    }

    fn fits(&self, world: &World) -> bool {
        let is_of_plan = world.tables.plans.get(self.plan).is_some_and(|plan| plan.coachee == self.coachee);
        is_of_plan && self.coaches.iter().all(|coach| world.tables.people.get(coach.writer).is_some())
    }
}
