//! `review.queue`: the calls that wait for review, of those that the viewer may review, the oldest first.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::{Listing, Order, Paging};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::command::PersonId;
use touchline_law::access::{Capability, ManagerScope, Sight};
use touchline_law::facts::Refusal;
use touchline_law::things::review_queue::{ReviewEntry, WaitingCall};

/// Which calls that wait for review.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReviewQueue {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// Only calls that this person handled.
    #[serde(default)]
    pub agent: Option<PersonId>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Only calls that were drawn for the viewer.
    #[serde(default)]
    pub mine: bool,
}

impl Question for ReviewQueue {
    type View = Page<ReviewEntry>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<ReviewEntry>, Refusal> {
        let queue = &asked.world.review_queue;
        let viewer = asked.viewing.viewer;
        let reviews = asked.viewer()?.carries(Capability::CoachPipeline);
        let keys = match (self.mine, self.agent, asked.policy.access.manager_scope) {
            (true, _, _) => queue.by_reviewer.of(viewer, ()),
            (false, Some(agent), _) => queue.listed.own(agent, ()),
            (false, None, _) if !reviews => None,
            (false, None, ManagerScope::Organisation) => queue.listed.all(()),
            (false, None, ManagerScope::OwnReports) => queue.listed.below(viewer, ()),
        };
        let part = if self.mine { "mine" } else { "all" };
        let agent = self.agent;
        let name = format!("{}/{}/{part}", Self::NAME, agent.unwrap_or(viewer));
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: Order::OldestFirst };
        Listing::new(name, viewer, keys.into_iter().collect(), paging)?.page(|id| {
            let Some(call) = asked.world.tables.calls.get(id).map(|call| &call.document) else { return Ok(None) };
            if agent.is_some_and(|agent| agent != call.handler) {
                return Ok(None);
            }
            waiting(asked, &WaitingCall { call, drawn: queue.drawn(id) })
        })
    }
}

/// A call that waits for review, as the viewer sees it.
fn waiting(asked: &Asked<'_>, call: &WaitingCall<'_>) -> Result<Option<ReviewEntry>, Refusal> {
    let seen = asked.sight().see(call)?.and_then(Sight::staff);
    Ok(seen.map(|seen| ReviewEntry::of(&seen)))
}
