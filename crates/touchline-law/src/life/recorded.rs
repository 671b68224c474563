//! Documents that are recorded whole, such as persons, calls and the policy: one law for all of them.

use crate::access::{Action, Standing};
use crate::facts::{FactKey, Facts, Refusal};
use crate::life::Availability;
use crate::policy::Policy;
use touchline_kernel::aggregate::{self, Last, Recorded};
use touchline_kernel::command::{Actor, Command};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::Code;
use touchline_kernel::time::Instant;

/// A document that is recorded whole.
pub trait Document: Clone {
    /// The access action that recording it needs.
    const RECORD: Action;

    /// The facts that its own conditions rest on.
    fn rests_on(&self) -> Vec<FactKey>;

    /// Its own conditions, with the path of the field to blame.
    fn check<F: Facts>(&self, policy: &Policy, facts: &F) -> Result<(), Refusal>;
}

/// Decides whether a document may be recorded.
pub fn decide<D: Document, F: Facts>(
    last: Option<Last>,
    command: &Command<&D>,
    policy: &Policy,
    facts: &F,
) -> Result<Event<D>, Refusal> {
    Standing::alone(command.actor, &policy.access, facts)?.may(D::RECORD)?;
    let at = aggregate::follow(command.expected_version, command.at, last, &policy.clock)?;
    command.act.check(policy, facts)?;
    Ok(Event { at, by: command.actor, schema: 1, change: command.act.clone() })
}

/// Whether these commands, which all need what recording the document anew needs, are open to an actor. Nobody but
/// those who may do so sees it as a thing.
pub fn available<D: Document, F: Facts>(
    last: Option<Last>,
    commands: &[&str],
    actor: Actor,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Vec<Availability>, Refusal> {
    let may = Standing::alone(actor, &policy.access, facts)?.may(D::RECORD);
    let Some((_, changed_at)) = last.filter(|_| may.is_ok()) else { return Err(Code::NotFound.into()) };
    let code = aggregate::effective_at(at, changed_at, &policy.clock).err().map(|reason| reason.code);
    let one = |command: &&str| Availability { code, command: (*command).to_owned(), open: code.is_none() };
    Ok(commands.iter().map(one).collect())
}

/// The document after it was recorded.
#[must_use]
pub fn evolve<D: Document>(state: Option<&Recorded<D>>, event: Event<D>) -> Recorded<D> {
    let version = aggregate::next_version(state.map_or(0, |state| state.version));
    Recorded { changed_at: event.at, document: event.change, version }
}
