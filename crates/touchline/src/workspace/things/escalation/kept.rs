//! Escalations, by who may want to list or count them, and among what was answered.

use crate::workspace::kept::Kept;
use crate::workspace::table::Table;
use crate::workspace::things::escalation::index::Entry;
use crate::workspace::world::World;
use touchline_kernel::redaction::Redaction;
use touchline_law::ground::EscalationId;
use touchline_law::law::Thing;
use touchline_law::things::escalation::Escalation;

impl Kept for Escalation {
    type Id = EscalationId;
    type Entry = Entry;

    fn table(world: &World) -> &Table<Self> {
        &world.escalations
    }

    fn table_mut(world: &mut World) -> &mut Table<Self> {
        &mut world.escalations
    }

    fn id(&self) -> EscalationId {
        self.escalation
    }

    fn thing(self) -> Thing {
        Thing::Escalation(self)
    }

    fn redact(&mut self, redaction: &Redaction) {
        Escalation::redact(self, redaction);
    }

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let managers = world.lines.managers(after.agent);
        world.escalation_index.change(before, &after, &managers);
        world.responses.change(before.map(|entry| entry.answered), after.answered, &managers);
    }
}
