//! Skill reports, by whose scores they are and by who may release them.

use crate::workspace::things::skill_report::index::{Place, place};
use crate::workspace::{Kept, World};
use touchline_kernel::command::PersonId;
use touchline_law::things::skill_report::SkillReport;

impl Kept for SkillReport {
    type Entry = (PersonId, Place);

    fn entry(&self) -> Self::Entry {
        (self.person, place(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (person, place) = after;
        let managers = world.lines.managers(person);
        world.skill_report_index.change(before.map(|(_, place)| place), person, place, &managers);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.person).is_some()
    }
}
