//! `agent.detail`: all that there is of one agent, for those who coach them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::agent_history::AgentHistory;
use crate::workspace::queries::{Asked, Page, Question, tallies};
use crate::workspace::things::bundle::pack_list::PackList;
use crate::workspace::things::bundle::packs::BundlePacks;
use crate::workspace::things::escalation::lists::{EscalationList, EscalationsOf};
use crate::workspace::things::goal::lists::{GoalList, GoalsOf};
use crate::workspace::things::training_item::queue::TrainingQueue;
use touchline_kernel::{Code, PersonId};
use touchline_law::access::Action;
use touchline_law::facts::{Facts as _, Refusal};
use touchline_law::things::bundle::{Bundle, BundleCards, BundleSight, StaffBundle};
use touchline_law::things::escalation::{Escalation, EscalationCounts, StaffEscalation};
use touchline_law::things::goal::StaffGoal;
use touchline_law::things::training_item::{StaffTrainingItem, State, TrainingCards, TrainingItem};

/// How many of each there are where nobody says.
const DEFAULT_LIMIT: u32 = 10;

/// Which agent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AgentDetail {
    /// The agent.
    pub agent: PersonId,
    /// How many of each at the most; 10 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// The figures of one agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AgentFigures {
    /// Of their packs.
    pub bundles: BundleCards,
    /// Of what is asked of them.
    pub escalations: EscalationCounts,
    /// Of their training items.
    pub training: TrainingCards,
}

/// All that there is of one agent. Each list goes on from its `next` with the query that is named.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AgentPage {
    /// The agent.
    pub agent: PersonId,
    /// What is asked of them, what awaits their answer first: `escalation.list`, of this agent.
    pub escalations: Page<StaffEscalation>,
    /// The figures.
    pub figures: AgentFigures,
    /// What they are to reach, what ends first first: `goal.list`, of this agent.
    pub goals: Page<StaffGoal>,
    /// The packs that were concluded or cancelled, the one last ended first: `agent.history`.
    pub history: Page<StaffBundle>,
    /// The training items that are in a live bundle: `training.queue`, of this agent.
    pub in_progress: Page<StaffTrainingItem>,
    /// The packs that are being worked on, drafts too, the oldest first: `bundle.packs`, of this agent.
    pub packs: Page<StaffBundle>,
    /// The training items that wait for a bundle: `training.queue`, of this agent.
    pub pending: Page<StaffTrainingItem>,
}

impl Question for AgentDetail {
    type View = AgentPage;

    fn answer(&self, asked: &Asked<'_>) -> Result<AgentPage, Refusal> {
        let (agent, limit) = (self.agent, Some(self.limit.unwrap_or(DEFAULT_LIMIT)));
        // Whoever sees what coaches the agent has a page of it: nobody of themselves.
        let sees = asked.standing(agent)?.may(Action::SeeBundle).is_ok();
        if !sees || asked.world.person(agent).present()?.is_none() {
            return Err(Code::NotFound.into());
        }
        let (after, of) = (None, Some(agent));
        let queue = |state| TrainingQueue { after: None, agent: of, limit, state }.answer(asked);
        Ok(AgentPage {
            agent,
            escalations: EscalationsOf { after: None, agent: of, limit, list: EscalationList::Active }.answer(asked)?,
            figures: figures(asked, agent)?,
            goals: GoalsOf { after: None, limit, list: GoalList::Active, person: agent }.answer(asked)?,
            history: AgentHistory { after, agent, limit }.page(asked, BundleSight::staff)?,
            in_progress: queue(State::InProgress)?,
            packs: BundlePacks { after: None, agent: of, limit, list: PackList::Active }.answer(asked)?,
            pending: queue(State::Pending)?,
        })
    }
}

fn figures(asked: &Asked<'_>, agent: PersonId) -> Result<AgentFigures, Refusal> {
    let world = asked.world;
    let bundles = world.bundle_index.counts.of_agent(agent);
    let escalations = world.escalation_index.asked.all.counts.of_agent(agent);
    let training = world.training_index.counts.own(agent);
    Ok(AgentFigures {
        bundles: BundleCards::of(&tallies::of_agent::<Bundle, _, _>(asked, agent, &bundles)?),
        escalations: EscalationCounts::of(&tallies::of_agent::<Escalation, _, _>(asked, agent, &escalations)?),
        training: TrainingCards::of(&tallies::of_agent::<TrainingItem, _, _>(asked, agent, &training)?),
    })
}
