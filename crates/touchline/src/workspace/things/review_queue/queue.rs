//! `review.queue`: the calls that wait for review, of those that the viewer may review, the oldest first.

use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::review_queue::index::assigned;
use touchline_kernel::command::PersonId;
use touchline_law::access::{Action, Sight};
use touchline_law::facts::Refusal;
use touchline_law::things::review_queue::{AssignedTo, ReviewEntry, WaitingCall};

paged! {
    /// Which calls that wait for review.
    ReviewQueue {
        /// Only calls that this person handled.
        #[serde(default)]
        agent: Option<PersonId>,
        /// Only calls that were drawn for the viewer, or that the viewer is to review.
        #[serde(default)]
        mine: bool,
    }
}

impl Question for ReviewQueue {
    type View = Page<ReviewEntry>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<ReviewEntry>, Refusal> {
        asked.world.look_for_draws();
        let queue = &asked.world.review_queue;
        let (viewer, agent) = (asked.viewing.viewer, self.agent);
        let keys: Vec<_> = if self.mine {
            queue.by_reviewer.of(viewer, ()).into_iter().collect()
        } else {
            let reaches = asked.reaches_of(Action::GiveDisposition, agent)?.into_iter();
            reaches.filter_map(|(of, reach)| queue.waits.of(of)?.listed.within(reach, ())).collect()
        };
        let part = if self.mine { "mine" } else { "all" };
        let name = format!("{}/{}/{part}", Self::NAME, agent.unwrap_or(viewer));
        let paging = self.paging(Order::OldestFirst);
        Listing::new(name, asked, keys, paging)?.page(|id| {
            let Some(call) = asked.world.tables.calls.get(id).map(|call| &call.document) else { return Ok(None) };
            if agent.is_some_and(|agent| agent != call.handler) {
                return Ok(None);
            }
            let assigned: Vec<AssignedTo> = assigned(asked.world, call).collect();
            let drawn = asked.world.draws(id);
            waiting(asked, &WaitingCall { assigned: &assigned, call, drawn: &drawn })
        })
    }
}

/// A call that waits for review, as the viewer sees it.
fn waiting(asked: &Asked<'_>, call: &WaitingCall<'_>) -> Result<Option<ReviewEntry>, Refusal> {
    let seen = asked.sight().see(call)?.and_then(Sight::staff);
    Ok(seen.map(|seen| ReviewEntry::of(&seen)))
}
