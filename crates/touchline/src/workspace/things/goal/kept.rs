//! Goals, by whose they are and by what counts for them.

use crate::workspace::index::lists::SortKey;
use crate::workspace::kept::Kept;
use crate::workspace::table::Table;
use crate::workspace::things::goal::index::{Section, place};
use crate::workspace::world::World;
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::Redaction;
use touchline_law::ground::{GoalId, GoalMark};
use touchline_law::law::Thing;
use touchline_law::things::goal::Goal;

impl Kept for Goal {
    type Id = GoalId;
    type Entry = (PersonId, (Section, SortKey<GoalMark>));

    fn table(world: &World) -> &Table<Self> {
        &world.goals
    }

    fn table_mut(world: &mut World) -> &mut Table<Self> {
        &mut world.goals
    }

    fn id(&self) -> GoalId {
        self.goal
    }

    fn thing(self) -> Thing {
        Thing::Goal(self)
    }

    fn redact(&mut self, redaction: &Redaction) {
        Goal::redact(self, redaction);
    }

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
        world.people.get(self.person).is_some()
    }
}
