//! What is shown of a plan that is proposed: one view for whoever proposed it, and one for those who may decide on it. Which plan was
//! made of it the first are not told, since a draft is not for whom it is to coach.
//!
//! Rules: ACC-07, ACC-08, PLN-13.

use crate::access::Sight;
use crate::facts::{Facts, MilestoneContent, PlanContent, Refusal};
use crate::life::Viewer;

use super::{PlanProposal, PlanProposalId, PlanProposalOutcome, State};
use touchline_kernel::{Done, Note, PersonId};

crate::life::view! {
    /// A plan that one proposed for oneself.
    AgentPlanProposal of known: PlanProposal for Coached {
        /// Whether it is put away.
        archived: bool,
        /// What the plan is to say.
        content: PlanContent,
        /// When, and who accepted it, declined it or took it back; null as long as it awaits a decision.
        ended: Option<Done> = known.outcome.as_deref().map(|outcome| outcome.done),
        /// Its milestones.
        milestones: Vec<MilestoneContent>,
        /// What there was to say of it; null where nothing was said.
        note: Option<Note>,
        /// Its id.
        plan_proposal: PlanProposalId,
        /// When, and who proposed it.
        proposed: Done,
        /// Why it was declined; null where it was not.
        reason: Option<Note> = known.outcome.as_deref().and_then(|outcome| outcome.reason.clone()),
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::view! {
    /// A plan that somebody proposed for themselves, as those see it who may create plans for them.
    StaffPlanProposal of known: PlanProposal for Staff {
        /// Whether it is put away.
        archived: bool,
        /// Who proposed it, and whom it would coach.
        coachee: PersonId,
        /// What the plan is to say.
        content: PlanContent,
        /// Its milestones.
        milestones: Vec<MilestoneContent>,
        /// What there was to say of it; null where nothing was said.
        note: Option<Note>,
        /// What came of it; null as long as it awaits a decision.
        outcome: Option<PlanProposalOutcome>,
        /// Its id.
        plan_proposal: PlanProposalId,
        /// When, and who proposed it.
        proposed: Done,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::audiences! {
    /// A plan that is proposed, by the audience that the viewer belongs to.
    PlanProposalSight {
        /// For whoever proposed it.
        Agent(AgentPlanProposal),
        /// For those who may create plans for them.
        Staff(StaffPlanProposal),
    }
}

/// A proposal as the viewer sees it.
pub(super) fn show<F: Facts>(
    known: &PlanProposal,
    viewer: &Viewer<'_, F>,
) -> Result<Option<PlanProposalSight>, Refusal> {
    Ok(viewer.see(known)?.map(|sight| match sight {
        Sight::Coached(seen) => PlanProposalSight::Agent(AgentPlanProposal::of(&seen)),
        Sight::Staff(seen) => PlanProposalSight::Staff(StaffPlanProposal::of(&seen)),
    }))
}
