//! What is shown of feedback between a coach and whom a plan coaches, to whom it is shown at all: all of it.
//!
//! Rules: ACC-11, FBK-01.

use crate::access::Sight;
use crate::facts::{Facts, PlanCoachRef, Refusal};
use crate::ground::PlanId;
use crate::life::Viewer;

use super::{PlanFeedback, PlanFeedbackContent, PlanFeedbackId};
use touchline_kernel::{Done, Key, PersonId};

crate::life::view! {
    /// Feedback between a coach and whom a plan coaches, as the latter sees it.
    AgentPlanFeedback of feedback: PlanFeedback for Coached {
        /// What it says.
        content: PlanFeedbackContent,
        /// When it was given, and by whom.
        given: Done,
        /// The external coach whose words that is; null where they are those of whoever gave it.
        on_behalf_of: Option<Key>,
        /// The plan.
        plan: PlanId,
        /// Its id.
        plan_feedback: PlanFeedbackId,
        /// The coach whom it is for; null where it is for oneself.
        to: Option<PlanCoachRef> = feedback.to_coach(),
    }
}

crate::life::view! {
    /// Feedback between a coach and whom a plan coaches, as those see it who coach, or manage coaching.
    StaffPlanFeedback of feedback: PlanFeedback for Staff {
        /// Whom the plan coaches.
        coachee: PersonId,
        /// What it says.
        content: PlanFeedbackContent,
        /// When it was given, and by whom.
        given: Done,
        /// The external coach whose words that is; null where they are those of whoever gave it.
        on_behalf_of: Option<Key>,
        /// The plan.
        plan: PlanId,
        /// Its id.
        plan_feedback: PlanFeedbackId,
        /// The coach whom it is for; null where it is for whom the plan coaches.
        to: Option<PlanCoachRef> = feedback.to_coach(),
    }
}

crate::life::audiences! {
    /// Feedback between a coach and whom a plan coaches, by the audience that the viewer belongs to.
    PlanFeedbackSight {
        /// For whom the plan coaches.
        Agent(AgentPlanFeedback),
        /// For those who coach, or manage coaching.
        Staff(StaffPlanFeedback),
    }
}

/// Feedback as the viewer sees it.
pub(super) fn show<F: Facts>(
    feedback: &PlanFeedback,
    viewer: &Viewer<'_, F>,
) -> Result<Option<PlanFeedbackSight>, Refusal> {
    Ok(viewer.see(feedback)?.map(|sight| match sight {
        Sight::Coached(seen) => PlanFeedbackSight::Agent(AgentPlanFeedback::of(&seen)),
        Sight::Staff(seen) => PlanFeedbackSight::Staff(StaffPlanFeedback::of(&seen)),
    }))
}
