//! Skill reports, by whose scores they are and by who may release them.

use crate::workspace::things::skill_report::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::skill_report::SkillReport;

impl Kept for SkillReport {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let managers = world.lines.managers(after.person);
        world.skill_report_index.change(before, after, &managers);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.person).is_some()
    }
}
