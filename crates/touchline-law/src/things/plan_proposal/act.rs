//! What can be done with a plan that is proposed, and what can happen to one.

use crate::facts::{MilestoneContent, PlanContent};
use crate::ground::{PlanId, PlanProposalId, PlanProposalMark};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Verb;
use touchline_kernel::{Note, PersonId};

/// A plan to be proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProposePlan {
    /// What the plan is to say.
    pub content: PlanContent,
    /// Its milestones.
    #[serde(default)]
    pub milestones: Vec<MilestoneContent>,
    /// What there is to say of it.
    #[serde(default)]
    pub note: Option<Note>,
    /// The id that the host chose for it.
    pub plan_proposal: PlanProposalId,
}

/// A plan that was proposed, to be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AcceptPlanProposal {
    /// The id that the host chose for the plan that is made of it.
    pub plan: PlanId,
    /// The proposal.
    pub plan_proposal: PlanProposalId,
}

/// A plan that was proposed, to be declined.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeclinePlanProposal {
    /// The proposal.
    pub plan_proposal: PlanProposalId,
    /// Why.
    pub reason: Note,
}

/// Which proposal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanProposalRef {
    /// The proposal.
    pub plan_proposal: PlanProposalId,
}

crate::life::acts! {
    /// What can be done with a plan that is proposed.
    Act as "PlanProposalAct": PlanProposalMark, body => body.plan_proposal, Verb;

    /// Propose a plan for oneself.
    "plan_proposal.propose": Propose(Box<ProposePlan>),
    /// Accept a plan that somebody proposed for themselves: it is a draft that one coaches, and that says what was proposed.
    "plan_proposal.accept": Accept(AcceptPlanProposal),
    /// Decline a plan that somebody proposed for themselves, with a reason that they are told.
    "plan_proposal.decline": Decline(DeclinePlanProposal),
    /// Take back a plan that one proposed.
    "plan_proposal.withdraw": Withdraw(PlanProposalRef),
    /// Put away a plan that was proposed, once it was accepted, declined or taken back.
    "plan_proposal.archive": Archive(PlanProposalRef),
    /// Bring an archived one back.
    "plan_proposal.restore": Restore(PlanProposalRef),
}

/// A plan that was proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanProposed {
    /// Who proposed it, and whom it would coach.
    pub coachee: PersonId,
    /// What the plan is to say.
    pub content: PlanContent,
    /// Its milestones.
    pub milestones: Vec<MilestoneContent>,
    /// What there was to say of it.
    #[serde(default)]
    pub note: Option<Note>,
    /// The proposal.
    pub plan_proposal: PlanProposalId,
}

crate::life::changes! {
    /// What can happen to a plan that is proposed.
    Change as "PlanProposalChange": PlanProposalMark of plan_proposal;

    /// Somebody proposed it for themselves.
    "plan_proposal.proposed": Proposed(Box<PlanProposed>) coaches coachee,
    /// It was accepted, and is a draft of a plan.
    "plan_proposal.accepted": Accepted(AcceptPlanProposal),
    /// It was declined.
    "plan_proposal.declined": Declined(DeclinePlanProposal),
    /// It was taken back.
    "plan_proposal.withdrawn": Withdrawn(PlanProposalRef),
    /// It was put away.
    "plan_proposal.archived": Archived(PlanProposalRef),
    /// It was brought back.
    "plan_proposal.restored": Restored(PlanProposalRef),
}
