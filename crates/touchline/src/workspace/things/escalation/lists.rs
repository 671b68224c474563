//! `escalation.mine` and `escalation.list`: escalations by whose turn it is, for their agent and for those who
//! follow them.

use crate::workspace::queries::listing::{lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::escalation::index::Section;
use touchline_kernel::command::PersonId;
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::things::escalation::{AgentEscalation, Escalation, EscalationSight, StaffEscalation};

lists! {
    /// The lists of escalations.
    EscalationList of Section {
        /// Neither closed nor withdrawn: those that await their agent first, each the oldest first.
        Active: Active, OldestFirst,
        /// Closed or withdrawn; the newest first.
        Completed: Completed, NewestFirst,
        /// Put away; the newest first.
        Archived: Archived, NewestFirst,
    }
}

paged! {
    /// Which of one's own escalations.
    EscalationMine {
        /// Which list.
        list: EscalationList,
    }
}

paged! {
    /// Which escalations.
    #[schemars(rename = "EscalationListed")]
    EscalationsOf {
        /// Only the escalations to this agent.
        #[serde(default)]
        agent: Option<PersonId>,
        /// Which list.
        list: EscalationList,
    }
}

impl Question for EscalationMine {
    type View = Page<AgentEscalation>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentEscalation>, Refusal> {
        let keys = asked.world.escalation_index.asked.all.listed.own(asked.viewing.viewer, self.list.section());
        let name = format!("{}/{}", Self::NAME, self.list.name());
        let paging = self.paging(self.list.order());
        asked.page::<Escalation, _, _>(name, keys, paging, EscalationSight::agent)
    }
}

impl Question for EscalationsOf {
    type View = Page<StaffEscalation>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffEscalation>, Refusal> {
        let (index, section) = (&asked.world.escalation_index.asked, self.list.section());
        let reaches = asked.reaches_of(Action::SeeEscalation, self.agent)?.into_iter();
        let keys = reaches.filter_map(|(of, reach)| index.of(of)?.listed.within(reach, section));
        let name = format!("{}/{}/{}", Self::NAME, self.agent.unwrap_or(asked.viewing.viewer), self.list.name());
        let paging = self.paging(self.list.order());
        asked.page::<Escalation, _, _>(name, keys, paging, EscalationSight::staff)
    }
}
