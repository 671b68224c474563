//! `escalation.mine` and `escalation.list`: escalations by whose turn it is, for their agent and for those who
//! follow them.

use crate::workspace::table::ordered::Ordered;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::{Listing, Order, Paging};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::escalation::index::{Key, Section};
use touchline_kernel::command::PersonId;
use touchline_law::access::{Capability, ManagerScope};
use touchline_law::facts::Refusal;
use touchline_law::things::escalation::EscalationSight;
use touchline_law::things::escalation::{AgentEscalation, StaffEscalation};

/// The lists of escalations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EscalationList {
    /// Neither closed nor withdrawn: those that await their agent first, each the oldest first.
    Active,
    /// Closed or withdrawn; the newest first.
    Completed,
    /// Put away; the newest first.
    Archived,
}

impl EscalationList {
    fn section(self) -> Section {
        match self {
            EscalationList::Active => Section::Active,
            EscalationList::Completed => Section::Completed,
            EscalationList::Archived => Section::Archived,
        }
    }

    fn order(self) -> Order {
        match self {
            EscalationList::Active => Order::OldestFirst,
            EscalationList::Completed | EscalationList::Archived => Order::NewestFirst,
        }
    }

    fn name(self) -> &'static str {
        match self {
            EscalationList::Active => "active",
            EscalationList::Completed => "completed",
            EscalationList::Archived => "archived",
        }
    }
}

/// Which of one's own escalations.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EscalationMine {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Which list.
    pub list: EscalationList,
}

/// Which escalations.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "EscalationListed")]
pub struct EscalationsOf {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// Only the escalations to this agent.
    #[serde(default)]
    pub agent: Option<PersonId>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Which list.
    pub list: EscalationList,
}

impl Question for EscalationMine {
    type View = Page<AgentEscalation>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentEscalation>, Refusal> {
        let keys = asked.world.escalation_index.asked.own(asked.viewing.viewer, self.list.section());
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: self.list.order() };
        page(asked, format!("{}/{}", Self::NAME, self.list.name()), keys, paging, |sight| match sight {
            EscalationSight::Agent(view) => Some(view),
            EscalationSight::Staff(_) => None,
        })
    }
}

impl Question for EscalationsOf {
    type View = Page<StaffEscalation>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffEscalation>, Refusal> {
        let (index, section) = (&asked.world.escalation_index, self.list.section());
        let viewer = asked.viewing.viewer;
        let coaches = asked.viewer()?.carries(Capability::CoachPipeline);
        let keys = match (self.agent, asked.policy.access.manager_scope) {
            (Some(agent), _) => index.asked.own(agent, section),
            (None, _) if !coaches => None,
            (None, ManagerScope::Organisation) => index.asked.all(section),
            (None, ManagerScope::OwnReports) => index.asked.below(viewer, section),
        };
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: self.list.order() };
        let name = format!("{}/{}/{}", Self::NAME, self.agent.unwrap_or(viewer), self.list.name());
        page(asked, name, keys, paging, |sight| match sight {
            EscalationSight::Staff(view) => Some(view),
            EscalationSight::Agent(_) => None,
        })
    }
}

fn page<View>(
    asked: &Asked<'_>,
    name: String,
    keys: Option<&Ordered<Key>>,
    paging: Paging<'_>,
    of: impl Fn(EscalationSight) -> Option<View>,
) -> Result<Page<View>, Refusal> {
    let listing = Listing::new(name, asked.viewing.viewer, keys.into_iter().collect(), paging)?;
    listing.page(|id| {
        let Some(escalation) = asked.world.tables.escalations.get(id) else { return Ok(None) };
        Ok(asked.show(escalation)?.and_then(&of))
    })
}
