//! Plans that somebody proposes for themselves: whoever may create plans for them accepts one, and has a draft of it that they coach;
//! or declines it, with a reason. Whoever proposed it sees what came of that, and of the draft nothing before it is activated.
//!
//! Rules: ACC-07, ACC-08, ACC-17, PLN-13.

mod act;
mod decide;
mod evolve;
mod lifecycle;
mod notices;
mod redact;
mod view;

use crate::access::{Action, Shape, Subject, Whose};
use crate::facts::{Facts, MilestoneContent, PlanContent, Refusal};
use crate::ground::{PlanId, PlanProposalMark};
use crate::life::{Found, Telling, Thing, Viewer, by_files, counted_alike};
use crate::notify::{MessageFacts, Planned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Done, Instant, Note, PersonId};

pub use crate::ground::PlanProposalId;
pub use act::{
    AcceptPlanProposal, Act, Change, DeclinePlanProposal, Happening, PlanProposalRef, PlanProposed, ProposePlan,
};
pub use lifecycle::{Condition, LIFECYCLE, State, Verb};
pub use view::{AgentPlanProposal, PlanProposalSight, StaffPlanProposal};

/// What came of a proposal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanProposalOutcome {
    /// When, and who accepted it, declined it or took it back.
    pub done: Done,
    /// The plan that was made of it; null where none was.
    pub plan: Option<PlanId>,
    /// Why it was declined; null where it was not.
    pub reason: Option<Note>,
}

/// A plan that somebody proposed for themselves, as its events make it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanProposal {
    /// Whether it is put away.
    #[serde(default)]
    pub archived: bool,
    /// When it last changed.
    pub changed_at: Instant,
    /// Who proposed it, and whom it would coach.
    pub coachee: PersonId,
    /// What the plan is to say.
    pub content: PlanContent,
    /// Its milestones.
    pub milestones: Vec<MilestoneContent>,
    /// What there was to say of it; null where nothing was said.
    pub note: Option<Note>,
    /// What came of it; null as long as it awaits a decision.
    pub outcome: Option<Box<PlanProposalOutcome>>,
    /// Its id.
    pub plan_proposal: PlanProposalId,
    /// When, and who proposed it.
    pub proposed: Done,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

/// Whose a proposal of somebody's is: nobody coaches under it.
const fn whose(coached: PersonId) -> Whose {
    Whose::Plan { author: None, coached, coaches: Vec::new(), on_behalf: Vec::new(), undecided: false }
}

impl Subject for PlanProposal {
    const SEE: Action = Action::SeePlanProposal;
    const SHAPE: Shape = Shape::Plan;

    fn whose(&self) -> Whose {
        whose(self.coachee)
    }

    /// It is theirs.
    fn was_shown(&self) -> bool {
        true
    }
}

impl Thing for PlanProposal {
    by_files!(PlanProposalMark, plan_proposal, PlanProposalSight);
    counted_alike!();

    const TELLINGS: &'static [Telling<Happening>] = notices::TELLINGS;

    fn says<F: Facts>(&self, viewer: &Viewer<'_, F>, told: &Planned) -> Result<Option<MessageFacts>, Refusal> {
        notices::says(self, viewer, told.template.names())
    }

    fn found(&self) -> Found {
        let plan = self.outcome.as_deref().and_then(|outcome| outcome.plan);
        Found::made(self.proposed.at).stands(self.state, !self.state.is_open()).archived(self.archived).names(plan)
    }

    /// Lists of what is open go by when it was proposed, of others by when that ended.
    fn listed_at(&self) -> Instant {
        self.outcome.as_deref().map_or(self.proposed, |outcome| outcome.done).at
    }
}
