//! Goals of teams, by whose team it is and by what counts for them.

use crate::workspace::index::lists::SortKey;
use crate::workspace::kept::Kept;
use crate::workspace::table::Table;
use crate::workspace::things::goal::index::Section;
use crate::workspace::things::team_goal::index::place;
use crate::workspace::world::World;
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::Redaction;
use touchline_law::ground::{TeamGoalId, TeamGoalMark};
use touchline_law::law::Thing;
use touchline_law::things::team_goal::TeamGoal;

impl Kept for TeamGoal {
    type Id = TeamGoalId;
    type Entry = (PersonId, (Section, SortKey<TeamGoalMark>));

    fn table(world: &World) -> &Table<Self> {
        &world.team_goals
    }

    fn table_mut(world: &mut World) -> &mut Table<Self> {
        &mut world.team_goals
    }

    fn id(&self) -> TeamGoalId {
        self.team_goal
    }

    fn thing(self) -> Thing {
        Thing::TeamGoal(self)
    }

    fn redact(&mut self, redaction: &Redaction) {
        TeamGoal::redact(self, redaction);
    }

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
        world.people.get(self.manager).is_some()
    }
}
