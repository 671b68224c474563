//! `agent.history`: how an agent was coached so far.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::command::PersonId;
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::{Bundle, BundleSight};

paged! {
    /// Whose history.
    AgentHistory {
        /// The agent.
        agent: PersonId,
    }
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
        let keys = ended.of(self.agent, true).into_iter().chain(unshown);
        let name = format!("{}/{}", Self::NAME, self.agent);
        asked.page::<Bundle, _, _>(name, keys, self.paging(Order::NewestFirst), of)
    }
}
