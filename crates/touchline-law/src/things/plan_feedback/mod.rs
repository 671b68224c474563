//! Feedback between a coach and whom a plan coaches: what is good, what is to be better, how far one is in each focus area. It is
//! given whole, and stays as it was given, so that nobody finds changed what they have answered to in their mind: what is to be
//! added is feedback of its own.
//!
//! What a coach gives is for whom the plan coaches, and seen by whoever sees the plan. What is given to a coach is about that
//! coach's work: the other coaches are that one's peers, and peers see nobody's ratings (ACC-14); so it is for that coach, and for
//! those who manage coaching.
//!
//! Rules: ACC-11, ACC-14, FBK-01, ORG-03.

mod act;
mod content;
mod decide;
mod evolve;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{Facts, PlanCoachRef, Refusal};
use crate::ground::{PlanFeedbackMark, PlanId};
use crate::life::{Found, Telling, Thing, Viewer, by_files};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Actor, Done, Key, Last, PersonId};

pub use crate::ground::PlanFeedbackId;
pub use act::{Act, Change, CoachFeedbackGiven, GiveCoachFeedback, GivePlanFeedback, Happening, PlanFeedbackGiven};
pub use content::{Addressee, AreaRating, PlanFeedbackContent};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentPlanFeedback, PlanFeedbackSight, StaffPlanFeedback};

/// Feedback between a coach and whom a plan coaches, as its event makes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanFeedback {
    /// Whom its plan coaches.
    pub coachee: PersonId,
    /// What it says.
    pub content: PlanFeedbackContent,
    /// When it was given, and by whom.
    pub given: Done,
    /// The external coach whose words that is; null where they are those of whoever gave it.
    pub on_behalf_of: Option<Key>,
    /// The plan.
    pub plan: PlanId,
    /// Its id.
    pub plan_feedback: PlanFeedbackId,
    /// Where it stands.
    pub state: State,
    /// The coach whom it is for; null where it is for whom the plan coaches.
    pub to: Option<Addressee>,
}

impl PlanFeedback {
    /// Who is told of it, and finds it among what they were given.
    #[must_use]
    pub fn told(&self) -> PersonId {
        self.to.as_ref().map_or(self.coachee, |to| to.told)
    }

    /// The coach whom it is for, where it is for one.
    fn to_coach(&self) -> Option<PlanCoachRef> {
        self.to.as_ref().map(|to| to.coach.clone())
    }
}

impl Subject for PlanFeedback {
    const SEE: Action = Action::SeePlan;
    const SHAPE: Shape = Shape::OfPlan;

    fn whose(&self) -> Whose {
        let (coached, plan) = (self.coachee, self.plan);
        match self.to_coach() {
            Some(to) => Whose::ToCoach { coached, plan, to },
            None => Whose::OfPlan { among: None, author: self.given.by.person(), coached, plan },
        }
    }

    /// It is given to whom the plan coaches, or by them.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for PlanFeedback {
    by_files!(PlanFeedbackMark, plan_feedback, PlanFeedbackSight);

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn last(&self, _: Actor) -> Last {
        (1, self.given.at)
    }

    /// Whom it describes: an order to forget a coach reaches what was said of their coaching.
    fn coached(&self) -> Option<PersonId> {
        Some(act::described(self.coachee, self.to.as_ref().map(|to| &to.coach)))
    }

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    /// Whoever reads what is for a coach.
    fn keeper(&self) -> Option<PersonId> {
        self.to.as_ref().map(|to| to.told)
    }

    fn found(&self) -> Found {
        Found::made(self.given.at).stands(self.state, true).names([self.plan])
    }
}
