//! What is shown of an escalation: one view for its agent, one for those who follow it.

use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;

use super::{About, Escalation, EscalationId, State, Titles, Turn};
use touchline_kernel::{Actor, Done, Instant, PersonId, Title, Zone};

crate::life::view! {
    /// An escalation as its agent sees it.
    AgentEscalation of escalation: Escalation for Coached, titles: Titles {
        /// What it is about.
        about: About,
        /// What the bundle is called that it is about, if it is about one.
        bundle_title: Option<Title> = titles.bundle_title,
        /// What the call is called that it is about, if it is about one that the viewer may see.
        call_name: Option<Title> = titles.call_name,
        /// Its id.
        escalation: EscalationId,
        /// All that was said, in order: the question first.
        exchange: Vec<Turn>,
        /// Whether the agent is to answer.
        needs_action: bool = escalation.state == State::Open,
        /// When and by whom it was raised.
        raised: Done,
        /// Where it stands.
        state: State,
        /// Its version, as its agent counts it.
        version: u64 = escalation.version_for(Actor::Person(escalation.agent)),
    }
}

crate::life::view! {
    /// An escalation as those see it who raise and follow it.
    StaffEscalation of escalation: Escalation for Staff, at: Instant, zone: Zone, titles: Titles {
        /// What it is about.
        about: About,
        /// Who is to answer.
        agent: PersonId,
        /// Whether it is put away.
        archived: bool,
        /// For how many days, in the agent's zone, it has awaited its agent, if it does.
        awaiting_days: Option<i64> = escalation.awaits_since().map(|asked| zone.days_waited(asked, at)),
        /// What the bundle is called that it is about, if it is about one.
        bundle_title: Option<Title> = titles.bundle_title,
        /// What the call is called that it is about, if it is about one that the viewer may see.
        call_name: Option<Title> = titles.call_name,
        /// Its id.
        escalation: EscalationId,
        /// All that was said, in order: the question first.
        exchange: Vec<Turn>,
        /// Who keeps it: whoever raised it, or took it over; null where that is the host.
        keeper: Option<PersonId> = escalation.keeper(),
        /// When and by whom it was raised.
        raised: Done,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
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
