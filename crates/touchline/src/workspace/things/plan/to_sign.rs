//! `plan.to_sign`: the viewer's own plans that wait for their signature.
//!
//! Rules: PLN-13.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_law::facts::Refusal;
use touchline_law::things::plan::{AgentPlan, Plan, PlanSight};

paged! {
    /// Which of one's own plans wait for one's signature; what came to say first what it says first.
    #[schemars(rename = "PlansToSign")]
    PlanToSign {}
}

impl Question for PlanToSign {
    type View = Page<AgentPlan>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentPlan>, Refusal> {
        let keys = asked.world.plan_index.to_sign.of(asked.viewing.viewer, ());
        let (name, paging) = (Self::NAME.to_owned(), self.paging(Order::OldestFirst));
        asked.page::<Plan, _, _>(name, keys, paging, PlanSight::agent)
    }
}
