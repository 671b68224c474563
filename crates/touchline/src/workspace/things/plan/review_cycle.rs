//! `plan.review_cycle`: the plans that are linked to a performance review cycle, of those that the viewer sees.
//!
//! Rules: PLN-12.

use crate::workspace::queries::listing::paged;
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::plan::index::Of;
use crate::workspace::things::plan::lists::PlanList;
use touchline_kernel::Key;
use touchline_law::access::Capability;
use touchline_law::facts::Refusal;
use touchline_law::things::plan::{Plan, PlanSight};

paged! {
    /// Which of the plans that are linked to a performance review cycle.
    #[schemars(rename = "PlansOfReviewCycle")]
    PlanReviewCycle {
        /// The review cycle, by the key that it has with the host.
        cycle: Key,
        /// Which list.
        list: PlanList,
    }
}

impl Question for PlanReviewCycle {
    type View = Page<PlanSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<PlanSight>, Refusal> {
        let viewer = asked.viewing.viewer;
        // Who does not manage coaching sees those alone that they coach, or that coach them.
        let sees_all = asked.viewer()?.carries(Capability::CoachingManage);
        let whose: &[Of] = if sees_all { &[Of::All] } else { &[Of::Coach(viewer), Of::Own(viewer)] };
        let (index, section) = (&asked.world.plan_index.of_cycle, self.list.section());
        let keys = whose.iter().filter_map(|of| index.of((self.cycle.clone(), *of), section));
        let name = format!("{}/{}/{}", Self::NAME, self.cycle.as_str(), self.list.name());
        asked.page::<Plan, _, _>(name, keys, self.paging(self.list.order()), Some)
    }
}
