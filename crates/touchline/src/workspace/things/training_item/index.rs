//! Training items by who may want to list or count them.

use crate::workspace::index::lists::{SortKey, sections};
use crate::workspace::index::sums::AlongSums;
use crate::workspace::{Along, Follows, Moved, World};
use touchline_kernel::command::PersonId;
use touchline_law::ground::TrainingItemMark;
use touchline_law::things::training_item::{self, Tally, TrainingItem};

sections!(training_item::State);

/// Training items by who may want to list them, and by where they stand.
#[derive(Debug, Default)]
pub(in crate::workspace) struct TrainingIndex {
    /// `training.queue`: "The queue of the organisation", "of one agent" and "of the people whom I manage".
    pub(in crate::workspace) queue: Along<training_item::State, SortKey<TrainingItemMark>>,
    /// `training.figures`, `agent.detail`: "How many?", of the items that each list would hold.
    pub(in crate::workspace) counts: AlongSums<Tally>,
}

/// Where an item stands in the lists.
pub(in crate::workspace) type Place = (training_item::State, SortKey<TrainingItemMark>);

/// An item's place in the lists.
pub(in crate::workspace) fn place(item: &TrainingItem) -> Place {
    (item.state, (item.raised.at, item.training_item))
}

impl TrainingIndex {
    /// An item is another agent's from now on.
    pub(in crate::workspace) fn leave(&mut self, agent: PersonId, before: Place, managers: &[PersonId]) {
        self.queue.change(agent, managers, Some(before), None);
        self.counts.change(agent, managers, (&Tally::one(before.0), &Tally::default()));
    }

    /// Takes an item as it is after a change; its agent has these managers, the nearest first.
    pub(in crate::workspace) fn change(
        &mut self,
        before: Option<Place>,
        agent: PersonId,
        after: Place,
        managers: &[PersonId],
    ) {
        self.queue.change(agent, managers, before, Some(after));
        let counted = before.map(|(state, _)| Tally::one(state)).unwrap_or_default();
        self.counts.change(agent, managers, (&counted, &Tally::one(after.0)));
    }
}

impl Follows<World> for TrainingIndex {
    /// A person has moved, and everybody below them along: so do their items.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.queue.moved(moved, world);
        self.counts.moved(moved, world);
    }
}
