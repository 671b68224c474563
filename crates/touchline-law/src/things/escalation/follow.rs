//! What follows for an escalation when its keeper hands their duties over, or its agent has left. The table decides,
//! as for any command.

use super::decide::SCHEMA;
use super::lifecycle::{Condition, LIFECYCLE, Verb};
use super::{Change, Escalation, EscalationHandedOver, EscalationId, EscalationWithdrawn};
use crate::access::{self, Action, Standing, Stood, Subject as _};
use crate::facts::{Facts, Refusal};
use crate::policy::Policy;
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::text::Note;
use touchline_kernel::time::Instant;

/// What follows for an escalation whose keeper hands it over.
#[must_use]
pub fn handed_over(escalation: EscalationId, to: PersonId) -> Change {
    Change::HandedOver(EscalationHandedOver { escalation, to })
}

/// What follows for an escalation whose agent has left.
#[must_use]
pub fn called_off(escalation: EscalationId, reason: Note, said_by: Actor) -> Change {
    Change::Withdrawn(EscalationWithdrawn { escalation, reason, said_by: said_by.person() })
}

/// Decides on a change that follows, at the moment of what it follows from.
pub fn follow<F: Facts>(
    escalation: Option<&Escalation>,
    change: Change,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Event<Change>, Refusal> {
    let verb = match &change {
        Change::HandedOver(_) => Verb::HandOver,
        Change::Withdrawn(_) => Verb::CallOff,
        _ => return Err(Code::EventDoesNotFit.into()),
    };
    let stood = escalation.map(|escalation| Stood {
        archived: escalation.archived,
        last: (escalation.version, escalation.changed_for(Actor::System)),
        state: escalation.state,
    });
    let check = |condition, _| check(condition, escalation, &change, policy, facts);
    let at = access::follow(&LIFECYCLE, stood, (verb, at), (&policy.access, facts), check)?;
    Ok(Event { at, by: Actor::System, schema: SCHEMA, change })
}

/// Whoever is to keep an escalation must be able to bring it to its end.
fn check<F: Facts>(
    condition: Condition,
    escalation: Option<&Escalation>,
    change: &Change,
    policy: &Policy,
    facts: &F,
) -> Result<(), Refusal> {
    let (Condition::SuccessorMayClose, Change::HandedOver(body), Some(known)) = (condition, change, escalation) else {
        return Ok(());
    };
    let standing = Standing::towards(Actor::Person(body.to), known.agent, known.author(), &policy.access, facts)?;
    standing.may(Action::CloseEscalation).map_err(|reason| {
        let refused = Reason::new(Code::SuccessorNotPermitted).with(DetailKey::Actual, known.escalation.to_string());
        Refusal::from(refused.for_want_in(&reason))
    })
}
