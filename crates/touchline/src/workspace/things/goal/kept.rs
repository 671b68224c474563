//! Goals, by whose they are and by what counts for them.

use crate::workspace::things::goal::index::{Section, place};
use crate::workspace::{Kept, SortKey, World};
use touchline_kernel::command::PersonId;
use touchline_law::ground::GoalMark;
use touchline_law::things::goal::Goal;

impl Kept for Goal {
    type Entry = (PersonId, (Section, SortKey<GoalMark>));

    fn entry(&self) -> Self::Entry {
        (self.person, place(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (person, place) = after;
        if before.is_none() {
            world.measure(place.1.1);
        }
        world.goal_index.listed.change(person, before.map(|(_, place)| place), Some(place));
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.person).is_some()
    }
}
