//! What is shown of an escalation: one view for its agent, one for those who follow it.

use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;
use schemars::JsonSchema;
use serde::Serialize;

use super::{About, Escalation, EscalationId, State, Titles, Turn, TurnKind};
use crate::access::{Coached, Seen, Staff};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::event::Done;
use touchline_kernel::text::Title;
use touchline_kernel::time::{Instant, Zone};

/// An escalation as its agent sees it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AgentEscalation {
    /// What it is about.
    pub about: About,
    /// What the bundle is called that it is about, if it is about one.
    pub bundle_title: Option<Title>,
    /// What the call is called that it is about, if it is about one that the viewer may see.
    pub call_name: Option<Title>,
    /// Its id.
    pub escalation: EscalationId,
    /// All that was said, in order: the question first.
    pub exchange: Vec<Turn>,
    /// Whether the agent is to answer.
    pub needs_action: bool,
    /// When and by whom it was raised.
    pub raised: Done,
    /// Where it stands.
    pub state: State,
    /// Its version, as its agent counts it.
    pub version: u64,
}

impl AgentEscalation {
    /// The agent's view of an escalation that access released to them.
    #[must_use]
    pub fn of(seen: &Seen<'_, Escalation, Coached>, titles: Titles) -> Self {
        let escalation = seen.thing();
        AgentEscalation {
            about: escalation.about.clone(),
            bundle_title: titles.bundle_title,
            call_name: titles.call_name,
            escalation: escalation.escalation,
            exchange: escalation.exchange.clone(),
            needs_action: escalation.state == State::Open,
            raised: escalation.raised,
            state: escalation.state,
            version: escalation.version_for(Actor::Person(escalation.agent)),
        }
    }
}

/// An escalation as those see it who raise and follow it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StaffEscalation {
    /// What it is about.
    pub about: About,
    /// Who is to answer.
    pub agent: PersonId,
    /// Whether it is put away.
    pub archived: bool,
    /// For how many days, in the agent's zone, it has awaited its agent, if it does.
    pub awaiting_days: Option<i64>,
    /// What the bundle is called that it is about, if it is about one.
    pub bundle_title: Option<Title>,
    /// What the call is called that it is about, if it is about one that the viewer may see.
    pub call_name: Option<Title>,
    /// Its id.
    pub escalation: EscalationId,
    /// All that was said, in order: the question first.
    pub exchange: Vec<Turn>,
    /// Who keeps it: whoever raised it, or took it over; null where that is the host.
    pub keeper: Option<PersonId>,
    /// When and by whom it was raised.
    pub raised: Done,
    /// Where it stands.
    pub state: State,
    /// How many changes it has seen.
    pub version: u64,
}

impl StaffEscalation {
    /// The view of an escalation that access released to those who raise and follow it.
    #[must_use]
    pub fn of(seen: &Seen<'_, Escalation, Staff>, at: Instant, zone: Zone, titles: Titles) -> Self {
        let escalation = seen.thing();
        let asks = |turn: &&Turn| matches!(turn.kind, TurnKind::Question | TurnKind::SendBack);
        let asked = escalation.exchange.iter().rev().find(asks).filter(|_| escalation.state == State::Open);
        StaffEscalation {
            about: escalation.about.clone(),
            agent: escalation.agent,
            archived: escalation.archived,
            awaiting_days: asked.map(|turn| zone.days_between(turn.done.at, at)),
            bundle_title: titles.bundle_title,
            call_name: titles.call_name,
            escalation: escalation.escalation,
            exchange: escalation.exchange.clone(),
            keeper: escalation.keeper(),
            raised: escalation.raised,
            state: escalation.state,
            version: escalation.version,
        }
    }
}

crate::life::audiences! {
    /// An escalation, by the audience that the viewer belongs to.
    EscalationSight {
        /// For its agent.
        Agent(AgentEscalation),
        /// For those who raise and follow it.
        Staff(StaffEscalation),
    }
}

/// An escalation as the viewer sees it.
pub(super) fn show<F: Facts>(
    escalation: &Escalation,
    viewer: &Viewer<'_, F>,
) -> Result<Option<EscalationSight>, Refusal> {
    let Some(sight) = viewer.see(escalation)? else { return Ok(None) };
    let actor = Actor::Person(viewer.person);
    let titles = escalation.about.seen_by(actor, &viewer.policy.access, viewer.facts)?.unwrap_or_default();
    Ok(Some(match sight {
        Sight::Coached(seen) => EscalationSight::Agent(AgentEscalation::of(&seen, titles)),
        Sight::Staff(seen) => {
            let zone = viewer.zone_of(escalation.agent)?;
            EscalationSight::Staff(StaffEscalation::of(&seen, viewer.at, zone, titles))
        }
    }))
}
