//! Training items, by who may want to list or count them.

use super::Kept;
use crate::facts::TrainingItemId;
use crate::kernel::command::PersonId;
use crate::kernel::redaction::Redaction;
use crate::law::Thing;
use crate::training::TrainingItem;
use crate::workspace::index::{Place, place};
use crate::workspace::table::Table;
use crate::workspace::world::World;

impl Kept for TrainingItem {
    type Id = TrainingItemId;
    type Entry = (PersonId, Place);

    fn table(world: &World) -> &Table<TrainingItemId, Self> {
        &world.training_items
    }

    fn table_mut(world: &mut World) -> &mut Table<TrainingItemId, Self> {
        &mut world.training_items
    }

    fn thing(self) -> Thing {
        Thing::TrainingItem(self)
    }

    fn redact(&mut self, redaction: &Redaction) {
        TrainingItem::redact(self, redaction);
    }

    fn entry(&self) -> Self::Entry {
        (self.agent, place(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (agent, after) = after;
        let before = match before {
            Some((former, before)) if former != agent => {
                let managers: Vec<PersonId> = world.lines.managers(former).collect();
                world.training_index.leave(former, before, &managers);
                None
            }
            before => before.map(|(_, before)| before),
        };
        let managers: Vec<PersonId> = world.lines.managers(agent).collect();
        world.training_index.change(before, agent, after, &managers);
    }
}
