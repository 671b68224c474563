//! Milestones that whom a plan coaches proposes: a coach accepts one, and it is a milestone in their words; or declines it, with a
//! reason. Nobody decides on what they proposed themselves, since nobody coaches themselves.
//!
//! What an improvement track says is amended: there a milestone that was proposed is accepted once the plan says it. Were it accepted
//! before, whom it coaches would learn by that of an amendment that is not in force.
//!
//! Rules: ACC-17, PIP-02, PLN-13.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::{Code, Done, Note, Rejection};

use super::milestones::{PlanCase, can_be_set};
use super::said::say;
use super::{MilestoneContent, Plan, PlanRemark, ProposeMilestone, State};
use crate::facts::{Facts, Refusal, refuse_if};

const PROPOSAL: &str = "/body/proposal";

/// What came of a milestone that was proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum MilestoneProposalOutcome {
    /// A coach accepted it: when, and who.
    Accepted(Done),
    /// A coach declined it, and said why.
    Declined(PlanRemark),
    /// Whoever proposed it took it back: when.
    Withdrawn(Done),
}

/// A milestone that whom a plan coaches proposed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MilestoneProposal {
    /// What it is to say.
    pub content: MilestoneContent,
    /// What there was to say of it; null where nothing was said.
    pub note: Option<Note>,
    /// Which of the plan's proposals it is, counted from 1.
    pub number: u32,
    /// What came of it; null as long as it awaits a decision.
    pub outcome: Option<MilestoneProposalOutcome>,
    /// When, and who proposed it.
    pub proposed: Done,
}

impl MilestoneProposal {
    /// Whether it awaits a decision.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }
}

impl Plan {
    /// The proposals on which a coach is to decide: none of a plan that has ended.
    pub fn open_proposals(&self) -> impl Iterator<Item = &MilestoneProposal> {
        let is_live = matches!(self.state, State::Active | State::OnHold);
        self.proposals.iter().filter(move |proposal| is_live && proposal.is_open())
    }

    /// The proposal of a number.
    fn proposal(&self, number: u32) -> Option<&MilestoneProposal> {
        self.proposals.iter().find(|proposal| proposal.number == number)
    }

    /// Whether it says what a proposal asks for, and aims at that.
    fn says(&self, proposal: &MilestoneProposal) -> bool {
        let milestone = self.milestone(&proposal.content.milestone);
        milestone.is_some_and(|known| known.dropped.is_none() && known.content == proposal.content)
    }

    /// Whether it says something else once a proposal is accepted.
    pub(super) fn is_changed_by(&self, number: u32) -> bool {
        self.proposal(number).is_some_and(|proposal| !self.says(proposal))
    }

    /// A milestone is proposed.
    pub(super) fn propose(&mut self, body: ProposeMilestone, proposed: Done) {
        let number = u32::try_from(self.proposals.len()).unwrap_or(u32::MAX).saturating_add(1);
        let (content, note) = (body.milestone, body.note);
        self.proposals.push(MilestoneProposal { content, note, number, outcome: None, proposed });
    }

    /// It is a milestone, in the words of whoever proposed it.
    pub(super) fn accept(&mut self, number: u32, done: Done) -> Option<()> {
        let proposal = self.proposal(number)?;
        let (said, content, proposed) = (self.says(proposal), proposal.content.clone(), proposal.proposed);
        if !said {
            say(self, content, proposed, None);
        }
        self.settle_proposal(number, MilestoneProposalOutcome::Accepted(done))
    }

    /// Something came of a proposal.
    pub(super) fn settle_proposal(&mut self, number: u32, outcome: MilestoneProposalOutcome) -> Option<()> {
        let proposal = self.proposals.iter_mut().find(|proposal| proposal.number == number)?;
        proposal.outcome = Some(outcome);
        Some(())
    }
}

/// The proposal that is meant, as long as nothing came of it.
pub(super) fn awaits_decision(known: &Plan, number: u32) -> Result<&MilestoneProposal, Refusal> {
    let proposal = known.proposal(number).ok_or_else(|| Refusal::from(Rejection::from(Code::NotFound).at(PROPOSAL)))?;
    refuse_if(!proposal.is_open(), Code::MilestoneProposalOver, PROPOSAL)?;
    Ok(proposal)
}

/// What is accepted a coach could set now, where the plan does not say it already.
pub(super) fn can_be_accepted<F: Facts>(case: &PlanCase<'_, F>, known: &Plan, number: u32) -> Result<(), Refusal> {
    let proposal = awaits_decision(known, number)?;
    if known.says(proposal) {
        return Ok(());
    }
    refuse_if(known.is_amended(), Code::AmendInstead, PROPOSAL)?;
    can_be_set(case, known, &proposal.content).map_err(|refused| refused.at(PROPOSAL))
}
