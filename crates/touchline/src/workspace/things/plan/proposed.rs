//! `plan.proposed`: the plans that the viewer coaches in which a milestone was proposed that awaits a decision.
//!
//! Rules: PLN-13.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_law::facts::Refusal;
use touchline_law::things::plan::{Plan, PlanSight, StaffPlan};

paged! {
    /// In which of the plans that one coaches, or writes in for an external coach, a milestone awaits a decision that was
    /// proposed; what was proposed first first.
    #[schemars(rename = "PlansProposed")]
    PlanProposed {}
}

impl Question for PlanProposed {
    type View = Page<StaffPlan>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffPlan>, Refusal> {
        let keys = asked.world.plan_index.proposed.of(asked.viewing.viewer, ());
        let (name, paging) = (Self::NAME.to_owned(), self.paging(Order::OldestFirst));
        asked.page::<Plan, _, _>(name, keys, paging, PlanSight::staff)
    }
}
