//! `plan_proposal.mine` and `plan_proposal.list`: the plans that the viewer proposed, and those on which they may decide.
//!
//! Rules: KER-09, PLN-13.

use crate::workspace::Reach;
use crate::workspace::queries::listing::{lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::plan_proposal::index::Section;
use touchline_kernel::PersonId;
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::things::plan_proposal::{AgentPlanProposal, PlanProposal, PlanProposalSight, StaffPlanProposal};

lists! {
    /// The lists of plans that are proposed.
    PlanProposalList of Section {
        /// Those that await a decision: the oldest first.
        Open: Open, OldestFirst,
        /// Those that were accepted, declined or taken back: the one that ended last first.
        Ended: Ended, NewestFirst,
        /// Those that were put away: the one that ended last first.
        Archived: Archived, NewestFirst,
    }
}

paged! {
    /// Which of the plans that one proposed.
    #[schemars(rename = "PlanProposalsMine")]
    PlanProposalMine {
        /// Which list.
        list: PlanProposalList,
    }
}

paged! {
    /// Which of the plans that others proposed for themselves. What is left out chooses nothing.
    #[schemars(rename = "PlanProposalsListed")]
    PlanProposalsOf {
        /// Only those of this person.
        #[serde(default)]
        coachee: Option<PersonId>,
        /// Which list.
        list: PlanProposalList,
    }
}

impl Question for PlanProposalMine {
    type View = Page<AgentPlanProposal>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentPlanProposal>, Refusal> {
        let keys = asked.world.plan_proposal_index.listed.own(asked.viewing.viewer, self.list.section());
        let name = format!("{}/{}", Self::NAME, self.list.name());
        asked.page::<PlanProposal, _, _>(name, keys, self.paging(self.list.order()), PlanProposalSight::agent)
    }
}

impl Question for PlanProposalsOf {
    type View = Page<StaffPlanProposal>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffPlanProposal>, Refusal> {
        let reach = self.coachee.map_or_else(|| asked.reach_of(Action::SeePlanProposal), |one| Ok(Reach::One(one)))?;
        let keys = asked.world.plan_proposal_index.listed.within(reach, self.list.section());
        let name = format!("{}/{:?}/{}", Self::NAME, self.coachee, self.list.name());
        asked.page::<PlanProposal, _, _>(name, keys, self.paging(self.list.order()), PlanProposalSight::staff)
    }
}
