//! `agent.dashboard`: what an agent sees first.
//!
//! Rules: BUN-17.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::agent_history::AgentHistory;
use crate::workspace::queries::{Asked, Page, Question, tallies};
use crate::workspace::things::bundle::index::Section;
use crate::workspace::things::escalation::lists::{EscalationList, EscalationMine};
use crate::workspace::things::goal::lists::{GoalList, GoalMine};
use touchline_law::facts::Refusal;
use touchline_law::ground::BundleId;
use touchline_law::things::bundle::{AgentBundle, BundleSight, State};
use touchline_law::things::escalation::{self, AgentEscalation};
use touchline_law::things::goal::AgentGoal;

/// How many of each there are where nobody says.
const DEFAULT_LIMIT: u32 = 10;

/// Asks for one's own dashboard.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AgentDashboard {
    /// How many of each at the most; 10 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// What needs the viewer's action. A banner says so while there is any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DashboardBanner {
    /// How many escalations await their answer.
    pub escalations: u64,
    /// How many packs await their response or acknowledgement.
    pub packs: u64,
}

/// What an agent sees first.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Dashboard {
    /// What needs their action.
    pub banner: DashboardBanner,
    /// What is asked of them: what awaits their answer first. `escalation.mine` goes on from `next`.
    pub escalations: Page<AgentEscalation>,
    /// What they are to reach, what ends first first. `goal.mine` goes on from `next`.
    pub goals: Page<AgentGoal>,
    /// The packs that were concluded or cancelled, the one last ended first. `agent.history` goes on from `next`.
    pub history: Page<AgentBundle>,
    /// The packs that are being worked on: those that need action first, each by release. `bundle.my_packs` has all.
    pub packs: Vec<AgentBundle>,
}

impl Question for AgentDashboard {
    type View = Dashboard;

    fn answer(&self, asked: &Asked<'_>) -> Result<Dashboard, Refusal> {
        let limit = self.limit.unwrap_or(DEFAULT_LIMIT);
        let mine = EscalationMine { after: None, limit: Some(limit), list: EscalationList::Active };
        let history = AgentHistory { after: None, agent: asked.viewing.viewer, limit: Some(limit) };
        Ok(Dashboard {
            banner: banner(asked)?,
            escalations: mine.answer(asked)?,
            goals: GoalMine { after: None, limit: Some(limit), list: GoalList::Active }.answer(asked)?,
            history: history.page(asked, BundleSight::agent)?,
            packs: packs(asked, limit)?,
        })
    }
}

fn banner(asked: &Asked<'_>) -> Result<DashboardBanner, Refusal> {
    let escalations = tallies::escalations_given(asked)?.of(|state| state == escalation::State::Open);
    Ok(DashboardBanner { escalations, packs: tallies::given(asked)?.of(State::needs_agent) })
}

fn packs(asked: &Asked<'_>, limit: u32) -> Result<Vec<AgentBundle>, Refusal> {
    let (index, viewer) = (&asked.world.bundle_index, asked.viewing.viewer);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let to_do = index.to_do.of(viewer, ()).into_iter().flatten();
    // What awaits their response is among what needs their action.
    let others = index.shown_to.of(viewer, Section::InHand).into_iter().flatten();
    let mut packs = shown(asked, to_do.map(|(_, id)| *id), true, limit)?;
    let rest = limit.saturating_sub(packs.len());
    packs.extend(shown(asked, others.map(|(_, id)| *id), false, rest)?);
    Ok(packs)
}

/// The first so many that need action, or that do not.
fn shown(
    asked: &Asked<'_>,
    ids: impl Iterator<Item = BundleId>,
    needs_action: bool,
    most: usize,
) -> Result<Vec<AgentBundle>, Refusal> {
    let mut views = Vec::new();
    for bundle in ids.filter_map(|id| asked.world.tables.bundles.get(id)) {
        if views.len() == most {
            break;
        }
        if bundle.state.needs_agent() == needs_action {
            views.extend(asked.show(bundle)?.and_then(BundleSight::agent));
        }
    }
    Ok(views)
}
