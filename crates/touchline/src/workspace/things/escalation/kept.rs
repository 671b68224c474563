//! Escalations, by who may want to list or count them, and among what was answered.

use crate::workspace::things::escalation::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::escalation::Escalation;

impl Kept for Escalation {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let managers = world.lines.managers(after.agent);
        world.escalation_index.change(before, &after, &managers);
        world.responses.change(before.map(|entry| entry.answered), after.answered, &managers);
    }
}
