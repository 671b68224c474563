//! `training.queue`: the training items of those whom the viewer coaches, by where they stand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::{Listing, Order, Paging};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::command::PersonId;
use touchline_kernel::lifecycle::Names as _;
use touchline_law::access::{Capability, ManagerScope};
use touchline_law::facts::Refusal;
use touchline_law::things::training_item::{StaffTrainingItem, State};

/// Which training items.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TrainingQueue {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// Only the items of this agent.
    #[serde(default)]
    pub agent: Option<PersonId>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Only the items that stand there. Open ones come with the oldest first, the others with the newest.
    pub state: State,
}

impl Question for TrainingQueue {
    type View = Page<StaffTrainingItem>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffTrainingItem>, Refusal> {
        let index = &asked.world.training_index.queue;
        let viewer = asked.viewing.viewer;
        let coaches = asked.viewer()?.carries(Capability::CoachPipeline);
        let keys = match (self.agent, asked.policy.access.manager_scope) {
            (Some(agent), _) => index.own(agent, self.state),
            (None, _) if !coaches => None,
            (None, ManagerScope::Organisation) => index.all(self.state),
            (None, ManagerScope::OwnReports) => index.below(viewer, self.state),
        };
        let order = match self.state {
            State::Pending | State::InProgress => Order::OldestFirst,
            State::Resolved | State::Withdrawn | State::Superseded => Order::NewestFirst,
        };
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order };
        let name = format!("{}/{}/{}", Self::NAME, self.agent.unwrap_or(viewer), self.state.name());
        Listing::new(name, viewer, keys.into_iter().collect(), paging)?.page(|id| {
            let Some(item) = asked.world.tables.training_items.get(id) else { return Ok(None) };
            asked.show(item)
        })
    }
}
