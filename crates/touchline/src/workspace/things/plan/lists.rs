//! `plan.mine`, `plan.coached` and `plan.list`: the plans that coach the viewer, those that the viewer coaches, and all.
//!
//! Rules: ACC-09, PLN-12.

use crate::workspace::queries::listing::{lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::plan::index::{Of, Section};
use touchline_kernel::PersonId;
use touchline_law::access::Capability;
use touchline_law::facts::Refusal;
use touchline_law::things::plan::{AgentPlan, Plan, PlanSight, StaffPlan};

lists! {
    /// The lists of plans.
    PlanList of Section {
        /// Those whose days run: the one that ends first first.
        Active: Active, OldestFirst,
        /// Those that rest: the one that ends first first.
        OnHold: OnHold, OldestFirst,
        /// Those that are being prepared: the oldest first.
        Drafts: Draft, OldestFirst,
        /// Those that are completed: the newest first.
        Completed: Completed, NewestFirst,
        /// Those that were called off: the newest first.
        Cancelled: Cancelled, NewestFirst,
        /// Those that were put away: the newest first.
        Archived: Archived, NewestFirst,
    }
}

lists! {
    /// The lists of one's own plans.
    MyPlanList of Section {
        /// Those whose days run: the one that ends first first.
        Active: Active, OldestFirst,
        /// Those that rest: the one that ends first first.
        OnHold: OnHold, OldestFirst,
        /// Those that are completed: the newest first.
        Completed: Completed, NewestFirst,
        /// Those that were called off: the newest first.
        Cancelled: Cancelled, NewestFirst,
        /// Those that were put away: the newest first.
        Archived: Archived, NewestFirst,
    }
}

paged! {
    /// Which of one's own plans.
    #[schemars(rename = "PlansMine")]
    PlanMine {
        /// Which list.
        list: MyPlanList,
    }
}

paged! {
    /// Which of the plans that the viewer coaches, or writes in for an external coach.
    #[schemars(rename = "PlansCoached")]
    PlanCoached {
        /// Which list.
        list: PlanList,
    }
}

paged! {
    /// Which plans. What is left out chooses nothing.
    #[schemars(rename = "PlansListed")]
    PlansOf {
        /// Only those of this person.
        #[serde(default)]
        coachee: Option<PersonId>,
        /// Which list.
        list: PlanList,
    }
}

impl Question for PlanMine {
    type View = Page<AgentPlan>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentPlan>, Refusal> {
        let keys = asked.world.plan_index.listed.of(Of::Own(asked.viewing.viewer), self.list.section());
        let name = format!("{}/{}", Self::NAME, self.list.name());
        asked.page::<Plan, _, _>(name, keys, self.paging(self.list.order()), PlanSight::agent)
    }
}

impl Question for PlanCoached {
    type View = Page<StaffPlan>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffPlan>, Refusal> {
        let keys = asked.world.plan_index.listed.of(Of::Coach(asked.viewing.viewer), self.list.section());
        let name = format!("{}/{}", Self::NAME, self.list.name());
        asked.page::<Plan, _, _>(name, keys, self.paging(self.list.order()), PlanSight::staff)
    }
}

impl Question for PlansOf {
    type View = Page<StaffPlan>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffPlan>, Refusal> {
        let viewer = asked.viewing.viewer;
        // Who does not manage coaching sees those alone that they coach.
        let sees_all = asked.viewer()?.carries(Capability::CoachingManage);
        let of = self.coachee.map_or(if sees_all { Of::All } else { Of::Coach(viewer) }, Of::Coachee);
        let keys = asked.world.plan_index.listed.of(of, self.list.section());
        let name = format!("{}/{:?}/{}", Self::NAME, self.coachee, self.list.name());
        asked.page::<Plan, _, _>(name, keys, self.paging(self.list.order()), PlanSight::staff)
    }
}
