//! Goals of teams, by whose team it is and by what counts for them.

use crate::workspace::things::goal::index::Section;
use crate::workspace::things::team_goal::index::place;
use crate::workspace::{Kept, SortKey, World};
use touchline_kernel::command::PersonId;
use touchline_law::ground::TeamGoalMark;
use touchline_law::things::team_goal::TeamGoal;

impl Kept for TeamGoal {
    type Entry = (PersonId, (Section, SortKey<TeamGoalMark>));

    fn entry(&self) -> Self::Entry {
        (self.manager, place(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (manager, place) = after;
        if before.is_none() {
            world.measure_team(place.1.1);
        }
        world.team_goal_index.listed.change(manager, before.map(|(_, place)| place), Some(place));
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.manager).is_some()
    }
}
