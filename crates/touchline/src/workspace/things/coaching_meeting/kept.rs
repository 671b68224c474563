//! Meetings of programmes, by programme, and by whom or whose team they were for.

use crate::workspace::things::coaching_meeting::index::{Place, place};
use crate::workspace::things::training_item::proposals_index::{OnDay, change_meeting, met};
use crate::workspace::{Kept, World};
use touchline_kernel::PersonId;
use touchline_law::ground::ProgrammeId;
use touchline_law::things::coaching_meeting::CoachingMeeting;

impl Kept for CoachingMeeting {
    type Entry = ((ProgrammeId, PersonId, Option<PersonId>), Place, Option<OnDay>);

    fn entry(&self) -> Self::Entry {
        ((self.programme, self.manager, self.person), place(self), met(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, (whose, after, is_met): Self::Entry) {
        let (programme, manager, person) = whose;
        let (before, was_met) = before.map(|(_, before, met)| (before, met)).unzip();
        let index = &mut world.coaching_meeting_index;
        index.by_programme.change(programme, before, Some(after));
        if let Some(person) = person {
            index.own.change(person, before, Some(after));
            change_meeting(world, (person, after.1.1), (was_met.flatten(), is_met));
        } else {
            index.of_team.change(manager, before, Some(after));
        }
    }

    fn fits(&self, world: &World) -> bool {
        let mut people = [self.manager].into_iter().chain(self.person);
        people.all(|person| world.tables.people.get(person).is_some())
            && world.tables.programmes.get(self.programme).is_some()
    }
}
