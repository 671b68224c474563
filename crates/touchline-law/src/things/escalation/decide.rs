//! What is allowed with an escalation, in the fixed order: sight, permission, version, state, the body's own.

use super::case::Case;
use super::{About, Act, Change, Escalation, EscalationReason, EscalationWithdrawn};
use crate::access::{Standing, Subject as _};
use crate::facts::{FactKey, Facts, Refusal};
use crate::life::{Availability, Decided};
use crate::policy::Policy;
use touchline_kernel::command::{Actor, Command, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::time::Instant;
use touchline_kernel::warning::WarningCode;

/// The schema of the changes' bodies.
pub(super) const SCHEMA: u32 = 1;

/// What a command rests on, as far as it can be told without the escalation's state.
pub fn asks(act: &Act, actor: Actor) -> impl Iterator<Item = FactKey> {
    let raised = match act {
        Act::Raise(body) => Some(body),
        _ => None,
    };
    raised.into_iter().flat_map(move |body| FactKey::towards(actor, body.agent).chain([body.about.asks()]))
}

/// Decides on a command about an escalation.
pub fn decide<F: Facts>(
    escalation: Option<&Escalation>,
    command: &Command<&Act>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    let who = Who { actor: command.actor, at: command.at };
    let case = match (command.act, escalation) {
        (Act::Raise(body), known) => case(known, (body.agent, &body.about), &who, policy, facts)?,
        (_, Some(known)) => case(escalation, (known.agent, &known.about), &who, policy, facts)?,
        (_, None) => {
            Standing::alone(command.actor, &policy.access, facts)?;
            return Err(Code::NotFound.into());
        }
    };
    let raises = matches!(command.act, Act::Raise(_));
    if !raises {
        case.sight()?;
    }
    let open =
        case.gate().look_up(command.act.verb(), command.expected_version, &|conditions| case.check(conditions))?;
    if raises && case.about.seen_by(command.actor, &policy.access, facts)?.is_none() {
        return Err(Rejection::from(Code::NotFound).at(case.about.path()).into());
    }
    let warnings = case.check(open.conditions)?.into_iter().map(WarningCode::into).collect();
    let event = Event { at: open.at, by: command.actor, schema: SCHEMA, change: changed(command.act) };
    Ok(Decided { events: vec![event], warnings })
}

/// Each command on an escalation, open or closed to this actor whatever the body.
pub fn available<F: Facts>(
    escalation: Option<&Escalation>,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    let Some(known) = escalation else {
        Standing::alone(actor, &policy.access, facts)?;
        return Err(Code::NotFound.into());
    };
    let case = case(escalation, (known.agent, &known.about), &Who { actor, at }, policy, facts)?;
    case.sight()?;
    let listed = case.gate().available(&|conditions| case.check(conditions))?;
    Ok(listed.into_iter().map(Availability::from).collect())
}

/// Who acts, and when.
struct Who {
    actor: Actor,
    at: Instant,
}

/// Gathers, in one round, everything that a decision about this escalation may rest on.
fn case<'a, F: Facts>(
    escalation: Option<&'a Escalation>,
    (agent, about): (PersonId, &'a About),
    who: &Who,
    policy: &'a Policy,
    facts: &'a F,
) -> Result<Case<'a, F>, Refusal> {
    let Who { actor, at } = *who;
    // Once it is raised, what it is about is looked at no more.
    let named = escalation.is_none().then(|| about.asks());
    let line = named.and_then(|_| FactKey::line(actor, about.whose(facts)?));
    facts.gather(FactKey::towards(actor, agent).chain(named).chain(line))?;
    let author = escalation.and_then(Escalation::author);
    let standing = Standing::towards(actor, agent, author, &policy.access, facts)?;
    Ok(Case { escalation, about, actor, agent, standing, at, policy, facts })
}

fn changed(act: &Act) -> Change {
    match act {
        Act::Raise(body) => Change::Raised(body.clone()),
        Act::Answer(body) => Change::Answered(body.clone()),
        Act::Close(body) => Change::Closed(body.clone()),
        Act::SendBack(body) => Change::SentBack(body.clone()),
        Act::Withdraw(EscalationReason { escalation, reason }) => {
            Change::Withdrawn(EscalationWithdrawn { escalation: *escalation, reason: reason.clone(), said_by: None })
        }
        Act::Archive(body) => Change::Archived(*body),
        Act::Restore(body) => Change::Restored(*body),
    }
}
