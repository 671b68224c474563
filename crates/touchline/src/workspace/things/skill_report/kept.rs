//! Skill reports, by whose scores they are and by who may release them.

use crate::workspace::kept::Kept;
use crate::workspace::table::Table;
use crate::workspace::things::skill_report::index::{Place, place};
use crate::workspace::world::World;
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::Redaction;
use touchline_law::ground::SkillReportId;
use touchline_law::law::Thing;
use touchline_law::things::skill_report::SkillReport;

impl Kept for SkillReport {
    type Id = SkillReportId;
    type Entry = (PersonId, Place);

    fn table(world: &World) -> &Table<Self> {
        &world.skill_reports
    }

    fn table_mut(world: &mut World) -> &mut Table<Self> {
        &mut world.skill_reports
    }

    fn id(&self) -> SkillReportId {
        self.skill_report
    }

    fn thing(self) -> Thing {
        Thing::SkillReport(self)
    }

    fn redact(&mut self, redaction: &Redaction) {
        SkillReport::redact(self, redaction);
    }

    fn entry(&self) -> Self::Entry {
        (self.person, place(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (person, place) = after;
        let managers = world.lines.managers(person);
        world.skill_report_index.change(before.map(|(_, place)| place), person, place, &managers);
    }

    fn fits(&self, world: &World) -> bool {
        world.people.get(self.person).is_some()
    }
}
