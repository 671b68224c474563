//! `responses.list`: what agents have answered, bundles and escalations together, each with what was asked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::index::responses::{AnswerKey, Section};
use crate::workspace::queries::listing::{Listing, Order, Paging};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::command::PersonId;
use touchline_kernel::id::Id;
use touchline_kernel::time::Instant;
use touchline_law::access::{Capability, ManagerScope};
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::things::bundle::BundleSight;
use touchline_law::things::bundle::{StaffBundle, State};
use touchline_law::things::escalation::EscalationSight;
use touchline_law::things::escalation::{self, StaffEscalation};

/// The lists of responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResponseList {
    /// All of them, unless they were put away.
    All,
    /// Those that await a manager.
    Awaiting,
}

impl ResponseList {
    fn section(self) -> Section {
        match self {
            ResponseList::All => Section::All,
            ResponseList::Awaiting => Section::Awaiting,
        }
    }

    fn name(self) -> &'static str {
        match self {
            ResponseList::All => "all",
            ResponseList::Awaiting => "awaiting",
        }
    }
}

/// Which responses.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ResponsesList {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// Only the responses of this agent.
    #[serde(default)]
    pub agent: Option<PersonId>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Which list.
    pub list: ResponseList,
}

/// What was answered, with what was asked.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum AnsweredThing {
    /// A bundle: its agent responded, or acknowledged a session in person.
    Bundle(Box<StaffBundle>),
    /// An escalation: its agent answered.
    Escalation(Box<StaffEscalation>),
}

/// One response. Each thing stands there once, by its latest answer: answered anew, it comes first again.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AgentResponse {
    /// When its agent answered, the last time.
    pub answered_at: Instant,
    /// Whether a manager's turn has come.
    pub awaits_manager: bool,
    /// What was answered.
    pub thing: AnsweredThing,
}

impl Question for ResponsesList {
    type View = Page<AgentResponse>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentResponse>, Refusal> {
        let (index, section) = (&asked.world.responses, self.list.section());
        let viewer = asked.viewing.viewer;
        let coaches = asked.viewer()?.carries(Capability::CoachPipeline);
        let mut keys = Vec::new();
        match (self.agent, asked.policy.access.manager_scope) {
            (Some(agent), _) => keys.extend(index.listed.own(agent, section)),
            (None, ManagerScope::Organisation) if coaches => keys.extend(index.listed.all(section)),
            (None, _) => {
                keys.extend(index.listed.below(viewer, section).filter(|_| coaches));
                keys.extend(index.by_author.of(viewer, section));
            }
        }
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: Order::NewestFirst };
        let name = format!("{}/{}/{}", Self::NAME, self.agent.unwrap_or(viewer), self.list.name());
        Listing::new(name, viewer, keys, paging)?.page(|key| shown(key, asked))
    }
}

/// A response as one of those sees it who follow the thing; nothing where the viewer is not one of them.
fn shown((answered_at, thing): AnswerKey, asked: &Asked<'_>) -> Result<Option<AgentResponse>, Refusal> {
    let id = thing.id.uuid();
    if thing.kind == ThingKind::Bundle {
        let Some(bundle) = asked.world.tables.bundles.get(Id::new(id)) else { return Ok(None) };
        let Some(BundleSight::Staff(view)) = asked.show(bundle)? else { return Ok(None) };
        let awaits_manager = State::is_answered(view.state);
        return Ok(Some(AgentResponse { answered_at, awaits_manager, thing: AnsweredThing::Bundle(Box::new(view)) }));
    }
    let Some(escalation) = asked.world.tables.escalations.get(Id::new(id)) else { return Ok(None) };
    let Some(EscalationSight::Staff(view)) = asked.show(escalation)? else { return Ok(None) };
    let awaits_manager = view.state == escalation::State::Answered;
    Ok(Some(AgentResponse { answered_at, awaits_manager, thing: AnsweredThing::Escalation(Box::new(view)) }))
}
