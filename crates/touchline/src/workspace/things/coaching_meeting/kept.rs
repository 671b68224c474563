//! Meetings of programmes, by programme and by whom they were for.

use crate::workspace::things::coaching_meeting::index::{Place, place};
use crate::workspace::things::training_item::proposals_index::{CoachedBy, change_coaching};
use crate::workspace::{Kept, World};
use touchline_kernel::PersonId;
use touchline_law::ground::{ProgrammeId, ThingRef};
use touchline_law::things::coaching_meeting::CoachingMeeting;

impl Kept for CoachingMeeting {
    type Entry = ((ProgrammeId, Option<PersonId>), Place, CoachedBy);

    fn entry(&self) -> Self::Entry {
        ((self.programme, self.person), place(self), CoachedBy::meeting(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, ((programme, person), after, coaches): Self::Entry) {
        let (before, coached) = before.map(|(_, before, coached)| (before, coached)).unzip();
        let index = &mut world.coaching_meeting_index;
        index.by_programme.change(programme, before, Some(after));
        if let Some(person) = person {
            index.own.change(person, before, Some(after));
            let meeting = ThingRef::of(after.1.1);
            change_coaching(world, (person, meeting), coached.unwrap_or_default(), coaches);
        }
    }

    fn fits(&self, world: &World) -> bool {
        let mut people = [self.manager].into_iter().chain(self.person);
        people.all(|person| world.tables.people.get(person).is_some())
            && world.tables.programmes.get(self.programme).is_some()
    }
}
