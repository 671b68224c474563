//! `responses.list`: what agents have answered, bundles and escalations together, each with what was asked.
//!
//! Rules: ESC-02.

use schemars::JsonSchema;
use serde::Serialize;

use crate::workspace::index::responses::{AnswerKey, Section};
use crate::workspace::queries::listing::{Listing, lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::{Id, Instant, PersonId};
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::ground::ThingKind;
use touchline_law::things::bundle::{Bundle, BundleSight, StaffBundle, State};
use touchline_law::things::escalation::{Escalation, EscalationSight, StaffEscalation};

lists! {
    /// The lists of responses.
    ResponseList of Section {
        /// All of them, unless they were put away.
        All: All, NewestFirst,
        /// Those that await a manager.
        Awaiting: Awaiting, NewestFirst,
    }
}

paged! {
    /// Which responses.
    ResponsesList {
        /// Only the responses of this agent.
        #[serde(default)]
        agent: Option<PersonId>,
        /// Which list.
        list: ResponseList,
    }
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
        let (viewer, reach) = (asked.viewing.viewer, asked.reach(self.agent)?);
        let keys = index.to_bundles.within(reach, section).into_iter();
        let (answers, reaches) =
            (&asked.world.escalation_index.asked, asked.reaches_of(Action::SeeEscalation, self.agent)?);
        let reached = reaches.into_iter().filter_map(|(of, reach)| answers.of(of)?.answers.within(reach, section));
        let keys = keys.chain(reached);
        let keys = keys.chain(index.by_keeper.besides(reach, viewer, section));
        let name = format!("{}/{}/{}", Self::NAME, self.agent.unwrap_or(viewer), self.list.name());
        let listing = Listing::new(name, asked, keys.collect(), self.paging(self.list.order()))?;
        listing.page(|key| shown(key, asked))
    }
}

/// A response as one of those sees it who follow the thing; nothing where the viewer is not one of them.
fn shown((answered_at, thing): AnswerKey, asked: &Asked<'_>) -> Result<Option<AgentResponse>, Refusal> {
    let id = thing.id.uuid();
    let (thing, awaits_manager) = if thing.kind == ThingKind::Bundle {
        let Some(BundleSight::Staff(view)) = asked.shown::<Bundle>(Id::new(id))? else { return Ok(None) };
        let is_answered = State::is_answered(view.state);
        (AnsweredThing::Bundle(Box::new(view)), is_answered)
    } else {
        let Some(EscalationSight::Staff(view)) = asked.shown::<Escalation>(Id::new(id))? else { return Ok(None) };
        let is_answered = view.state.is_answered();
        (AnsweredThing::Escalation(Box::new(view)), is_answered)
    };
    Ok(Some(AgentResponse { answered_at, awaits_manager, thing }))
}
