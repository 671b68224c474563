//! What can be done with feedback between a coach and whom a plan coaches, and what can happen to it.
//!
//! Rules: FBK-01.

use crate::facts::PlanCoachRef;
use crate::ground::{PlanFeedbackId, PlanFeedbackMark, PlanId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{PlanFeedbackContent, Verb};
use touchline_kernel::{Key, PersonId};

/// Feedback of a coach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GivePlanFeedback {
    /// What it says: something, at least.
    pub content: PlanFeedbackContent,
    /// The external coach whose words that is; null where they are one's own.
    #[serde(default)]
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// The id that the host chose for it.
    pub plan_feedback: PlanFeedbackId,
}

/// Feedback of whom a plan coaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GiveCoachFeedback {
    /// What it says: something, at least.
    pub content: PlanFeedbackContent,
    /// The plan.
    pub plan: PlanId,
    /// The id that the host chose for it.
    pub plan_feedback: PlanFeedbackId,
    /// The coach whom it is for.
    pub to: PlanCoachRef,
}

crate::life::acts! {
    /// What can be done with feedback between a coach and whom a plan coaches.
    Act as "PlanFeedbackAct": PlanFeedbackMark, body => body.plan_feedback, Verb;

    /// Give feedback to whom a plan coaches. It stays as it was given: what is to be added is feedback of its own.
    "plan_feedback.give": Give(GivePlanFeedback),
    /// Give feedback to one of those who coach oneself, where the plan provides for that. It stays as it was given.
    "plan_feedback.give_to_coach": GiveToCoach(GiveCoachFeedback),
}

/// Feedback that a coach gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanFeedbackGiven {
    /// Whom the plan coaches, and whom it is for.
    pub coachee: PersonId,
    /// What it says.
    pub content: PlanFeedbackContent,
    /// The external coach whose words that is.
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// The feedback.
    pub plan_feedback: PlanFeedbackId,
}

/// Feedback that a coach was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CoachFeedbackGiven {
    /// Whom the plan coaches, and whose words it is.
    pub coachee: PersonId,
    /// What it says.
    pub content: PlanFeedbackContent,
    /// The plan.
    pub plan: PlanId,
    /// The feedback.
    pub plan_feedback: PlanFeedbackId,
    /// The coach whom it is for.
    pub to: PlanCoachRef,
    /// Who reads it for that coach: they themselves, or whoever then entered what an external one says.
    pub told: PersonId,
}

crate::life::changes! {
    /// What can happen to feedback between a coach and whom a plan coaches.
    Change as "PlanFeedbackChange": PlanFeedbackMark of plan_feedback;

    /// A coach gave it to whom the plan coaches.
    "plan_feedback.given": Given(PlanFeedbackGiven) coaches coachee,
    /// Whom the plan coaches gave it to a coach.
    "plan_feedback.given_to_coach": GivenToCoach(CoachFeedbackGiven) describes described_in,
}

/// Whom it describes: the coach whom it is for, where that is a person of the organisation, and else whom the plan coaches, who
/// is given it or wrote it.
pub(super) fn described(coachee: PersonId, to: Option<&PlanCoachRef>) -> PersonId {
    to.and_then(PlanCoachRef::person).unwrap_or(coachee)
}

/// Whom feedback to a coach describes.
pub(super) fn described_in(given: &CoachFeedbackGiven) -> PersonId {
    described(given.coachee, Some(&given.to))
}
