//! `training.queue`: the training items of those whom the viewer coaches, by where they stand.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::{Names as _, PersonId};
use touchline_law::facts::Refusal;
use touchline_law::things::training_item::{StaffTrainingItem, State, TrainingItem};

paged! {
    /// Which training items.
    TrainingQueue {
        /// Only the items of this agent.
        #[serde(default)]
        agent: Option<PersonId>,
        /// Only the items that stand there. Open ones come with the oldest first, the others with the newest.
        state: State,
    }
}

impl Question for TrainingQueue {
    type View = Page<StaffTrainingItem>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffTrainingItem>, Refusal> {
        let keys = asked.world.training_index.queue.within(asked.reach(self.agent)?, self.state);
        let order = match self.state {
            State::Pending | State::InProgress => Order::OldestFirst,
            State::Resolved | State::Withdrawn | State::Superseded => Order::NewestFirst,
        };
        let name = format!("{}/{}/{}", Self::NAME, self.agent.unwrap_or(asked.viewing.viewer), self.state.name());
        asked.page::<TrainingItem, _, _>(name, keys, self.paging(order), Some)
    }
}
