//! `agent.history`: how an agent was coached so far.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::{Listing, Order, Paging};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::command::PersonId;
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::BundleSight;

/// Whose history.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AgentHistory {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// The agent.
    pub agent: PersonId,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

impl Question for AgentHistory {
    type View = Page<BundleSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<BundleSight>, Refusal> {
        self.page(asked, Some)
    }
}

impl AgentHistory {
    /// The packs that were concluded or cancelled, as the viewer sees each of them, the one last ended first.
    pub(super) fn page<View>(
        &self,
        asked: &Asked<'_>,
        of: impl Fn(BundleSight) -> Option<View>,
    ) -> Result<Page<View>, Refusal> {
        let viewer = asked.viewing.viewer;
        let ended = &asked.world.bundle_index.ended;
        // What an agent was never shown is not theirs to pass over.
        let unshown = ended.of(self.agent, false).filter(|_| viewer != self.agent);
        let keys = ended.of(self.agent, true).into_iter().chain(unshown).collect();
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: Order::NewestFirst };
        Listing::new(format!("{}/{}", Self::NAME, self.agent), viewer, keys, paging)?.page(|id| {
            let Some(bundle) = asked.world.tables.bundles.get(id) else { return Ok(None) };
            Ok(asked.show(bundle)?.and_then(&of))
        })
    }
}
