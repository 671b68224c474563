//! What is allowed with a disposition, in the fixed order: sight, permission, version, state.

use core::iter;

use super::{Act, Change, Disposition, Give, Given, LIFECYCLE, State};
use crate::access::{self, Standing, see, visible_call};
use crate::facts::{FactKey, Facts, Refusal};
use crate::ground::{DispositionId, ThingKind, ThingRef};
use crate::life::{Availability, Decided};
use crate::policy::Policy;
use touchline_kernel::aggregate::Last;
use touchline_kernel::command::{Actor, Command, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::{Code, Rejection};
use touchline_kernel::time::Instant;

/// The schema of the changes' bodies.
const SCHEMA: u32 = 1;

/// The thing that a command is about.
#[must_use]
pub fn target(act: &Act) -> ThingRef {
    let Act::Give(give) = act;
    ThingRef::new(ThingKind::Disposition, give.disposition())
}

/// What a command rests on, as far as it can be told without any fact.
pub fn asks(act: &Act) -> impl Iterator<Item = FactKey> {
    let Act::Give(give) = act;
    // Who has everything loaded does not look at these, and an item's id costs a digest.
    let item = || FactKey::training_item(give.training_item());
    iter::once(FactKey::call(give.call)).chain(iter::once_with(item))
}

/// Decides on a command about a disposition, whose id the caller has found already.
pub fn decide<F: Facts>(
    (id, disposition): (DispositionId, Option<&Disposition>),
    command: &Command<&Act>,
    policy: &Policy,
    facts: &F,
) -> Result<Decided<Change>, Refusal> {
    let Act::Give(give) = command.act;
    Standing::alone(command.actor, &policy.access, facts)?;
    let known = facts.call(give.call).present()?;
    facts.gather(known.into_iter().flat_map(|call| FactKey::towards(command.actor, call.handler)))?;
    let Some(call) = visible_call(give.call, command.actor, &policy.access, facts)? else {
        return Err(Rejection::from(Code::NotFound).at("/body/call").into());
    };
    let standing = Standing::towards(command.actor, call.handler, None, &policy.access, facts)?;
    let moment = (command.expected_version, command.at);
    let stood = disposition.map(stood);
    let at = access::judge(&LIFECYCLE, stood, command.act.verb(), moment, (&standing, &policy.clock))?;
    if disposition.is_some_and(|disposition| says_the_same(disposition, give, call.handler)) {
        return Ok(Decided { events: Vec::new(), warnings: Vec::new() });
    }
    let change = Change::Given(given((id, give), call.handler));
    Ok(Decided::one(Event { at, by: command.actor, schema: SCHEMA, change }))
}

fn stood(disposition: &Disposition) -> (State, Last) {
    (disposition.state, (disposition.version, disposition.changed_at))
}

/// Whether giving this would change nothing. Of another agent it is news, whatever it says.
fn says_the_same(disposition: &Disposition, give: &Give, agent: PersonId) -> bool {
    disposition.agent == agent
        && disposition.ruling == give.ruling
        && disposition.note == give.note
        && disposition.check_name == give.check_name
}

fn given((disposition, give): (DispositionId, &Give), agent: PersonId) -> Given {
    Given {
        agent,
        call: give.call,
        check: give.check.clone(),
        check_name: give.check_name.clone(),
        disposition,
        note: give.note.clone(),
        ruling: give.ruling,
        training_item: give.training_item(),
    }
}

/// Each command on a disposition, open or closed to this actor whatever the body.
pub fn available<F: Facts>(
    disposition: Option<&Disposition>,
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    Standing::alone(actor, &policy.access, facts)?;
    let Some(disposition) = disposition else { return Err(Code::NotFound.into()) };
    facts.gather(FactKey::towards(actor, disposition.agent))?;
    let standing = Standing::towards(actor, disposition.agent, None, &policy.access, facts)?;
    if see(disposition, &standing).is_none() {
        return Err(Code::NotFound.into());
    }
    let listed = access::judge_all(&LIFECYCLE, Some(stood(disposition)), at, (&standing, &policy.clock));
    Ok(listed.into_iter().map(Availability::from).collect())
}
