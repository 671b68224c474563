//! Whether a training item may follow what happened elsewhere. The table decides, as for any command.

use super::{Change, Condition, LIFECYCLE, TrainingItem};
use crate::access::{self, Standing, Stood, see};
use crate::facts::{FactKey, Facts, Refusal};
use crate::life::Availability;
use crate::policy::Policy;
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::{Code, Reason};
use touchline_kernel::time::Instant;

/// The schema of the changes' bodies.
const SCHEMA: u32 = 1;

/// Decides on a change that follows, at the moment of what it follows from.
pub fn decide<F: Facts>(
    item: Option<&TrainingItem>,
    change: Change,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Event<Change>, Refusal> {
    let verb = change.verb();
    let stood = item.map(|item| Stood { archived: false, last: (item.version, item.changed_at), state: item.state });
    let check = |condition, _| check(condition, item, &change, facts);
    let at = access::follow(&LIFECYCLE, stood, (verb, at), (&policy.access, facts), check)?;
    Ok(Event { at, by: Actor::System, schema: SCHEMA, change })
}

fn check<F: Facts>(
    condition: Condition,
    item: Option<&TrainingItem>,
    change: &Change,
    facts: &F,
) -> Result<(), Refusal> {
    let held = item.is_some_and(|item| item.held);
    match condition {
        Condition::AgentIsActive => match change {
            Change::Raised(finding) => check_active(finding.agent, facts),
            _ => Ok(()),
        },
        Condition::IsHeld if !held => Err(Code::EventDoesNotFit.into()),
        Condition::IsNotHeld if held => Err(Code::TrainingItemInUse.into()),
        Condition::IsHeld | Condition::IsNotHeld => Ok(()),
    }
}

/// Nothing new is given to somebody who has left.
fn check_active<F: Facts>(agent: PersonId, facts: &F) -> Result<(), Refusal> {
    match facts.person(agent).present()? {
        Some(agent) if agent.active => Ok(()),
        Some(_) => Err(Code::PersonDeactivated.into()),
        None => Err(Reason::new(Code::NotFound).into()),
    }
}

/// Nothing can be done with a training item by hand; who may not see it learns not even that.
pub fn available<F: Facts>(
    item: Option<&TrainingItem>,
    actor: Actor,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    Standing::alone(actor, &policy.access, facts)?;
    let Some(item) = item else { return Err(Code::NotFound.into()) };
    facts.gather(FactKey::line(actor, item.agent))?;
    let standing = Standing::towards(actor, item.agent, None, &policy.access, facts)?;
    see(item, &standing).map(|_| Vec::new()).ok_or_else(|| Code::NotFound.into())
}
