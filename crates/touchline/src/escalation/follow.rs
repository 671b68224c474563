//! What follows for an escalation when its keeper hands their duties over, or its agent has left. The table decides,
//! as for any command.

use super::decide::SCHEMA;
use super::lifecycle::{Condition, LIFECYCLE, Verb};
use super::{Change, Escalation, EscalationHandedOver, EscalationId, EscalationWithdrawn};
use crate::access::{Action, Standing, Subject as _};
use crate::facts::{Facts, Refusal};
use crate::kernel::command::{Actor, PersonId};
use crate::kernel::event::Event;
use crate::kernel::lifecycle::Cell;
use crate::kernel::rejection::{Code, DetailKey, Reason};
use crate::kernel::text::Note;
use crate::kernel::time::Instant;
use crate::policy::Policy;

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
    let row = LIFECYCLE.row(verb).ok_or(Code::NotFound)?;
    Standing::alone(Actor::System, &policy.access, facts)?.may(row.action)?;
    if escalation.is_some_and(|escalation| escalation.archived) {
        return Err(Code::Archived.into());
    }
    match LIFECYCLE.cell(escalation.map(|escalation| escalation.state), verb) {
        Some(Cell::To(_, conditions)) => {
            for condition in conditions {
                check(*condition, escalation, &change, policy, facts)?;
            }
        }
        Some(Cell::No(code)) => return Err(code.into()),
        None => return Err(Code::NotFound.into()),
    }
    // What it follows from was held against the clock already.
    let at = escalation.map_or(at, |escalation| at.max(escalation.changed_for(Actor::System)));
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
        let text = |key| reason.detail(key).cloned().unwrap_or_default();
        let refused = Reason::new(Code::SuccessorNotPermitted)
            .with(DetailKey::Actual, known.escalation.to_string())
            .with(DetailKey::Missing, text(DetailKey::Missing))
            .with(DetailKey::Rule, text(DetailKey::Rule));
        Refusal::from(refused)
    })
}
