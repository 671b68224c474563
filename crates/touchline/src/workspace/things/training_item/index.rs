//! Training items by who may want to list or count them.

use strum::VariantArray;

use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::index::reporting::{Follows, Moved};
use crate::workspace::index::sums::AlongSums;
use crate::workspace::world::World;
use touchline_kernel::command::PersonId;
use touchline_law::ground::TrainingItemMark;
use touchline_law::things::training_item::{self, Tally, TrainingItem};

sections!(training_item::State);

/// Training items by who may want to list them, and by where they stand.
#[derive(Debug, Default)]
pub(in crate::workspace) struct TrainingIndex {
    /// "The queue of the organisation."
    pub(in crate::workspace) all: Lists<(), training_item::State, TrainingItemMark>,
    /// "The queue of one agent."
    pub(in crate::workspace) by_agent: Lists<PersonId, training_item::State, TrainingItemMark>,
    /// "The queue of the people whom I manage", in the list of everybody above the agent.
    pub(in crate::workspace) below: Lists<PersonId, training_item::State, TrainingItemMark>,
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
        self.all.change((), Some(before), None);
        self.by_agent.change(agent, Some(before), None);
        for manager in managers {
            self.below.change(*manager, Some(before), None);
        }
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
        self.all.change((), before, Some(after));
        self.by_agent.change(agent, before, Some(after));
        for manager in managers {
            self.below.change(*manager, before, Some(after));
        }
        let counted = before.map(|(state, _)| Tally::one(state)).unwrap_or_default();
        self.counts.change(agent, managers, (&counted, &Tally::one(after.0)));
    }
}

impl Follows<World> for TrainingIndex {
    /// A person has moved, and everybody below them along: so do their items.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.below.moved(moved, &self.by_agent, training_item::State::VARIANTS);
        self.counts.moved(moved, world);
    }
}
