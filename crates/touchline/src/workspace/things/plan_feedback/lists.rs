//! `plan_feedback.list` and `plan_feedback.mine`: what was said under a plan, and what the viewer gave or was given, of what the
//! viewer sees.
//!
//! Rules: FBK-01, WSP-05.

use crate::workspace::queries::listing::{Order, lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::plan_feedback::index::Side;
use touchline_law::facts::Refusal;
use touchline_law::ground::PlanId;
use touchline_law::things::plan_feedback::{PlanFeedback, PlanFeedbackSight};

lists! {
    /// The lists of one's own feedback between coaches and whom plans coach.
    MyPlanFeedbackList of Side {
        /// What one gave, also for an external coach: the newest first.
        Given: Given, NewestFirst,
        /// What one was given, or reads for an external coach: the newest first.
        Received: Received, NewestFirst,
    }
}

paged! {
    /// The feedback of which plan.
    #[schemars(rename = "PlanFeedbackListed")]
    PlanFeedbackOf {
        /// The plan.
        plan: PlanId,
    }
}

paged! {
    /// Which of one's own feedback.
    PlanFeedbackMine {
        /// Which list.
        list: MyPlanFeedbackList,
    }
}

impl Question for PlanFeedbackOf {
    type View = Page<PlanFeedbackSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<PlanFeedbackSight>, Refusal> {
        let keys = asked.world.plan_feedback_index.by_plan.of(self.plan, ());
        let name = format!("{}/{}", Self::NAME, self.plan);
        asked.page::<PlanFeedback, _, _>(name, keys, self.paging(Order::NewestFirst), Some)
    }
}

impl Question for PlanFeedbackMine {
    type View = Page<PlanFeedbackSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<PlanFeedbackSight>, Refusal> {
        let keys = asked.world.plan_feedback_index.own.of(asked.viewing.viewer, self.list.section());
        let name = format!("{}/{}", Self::NAME, self.list.name());
        asked.page::<PlanFeedback, _, _>(name, keys, self.paging(self.list.order()), Some)
    }
}
