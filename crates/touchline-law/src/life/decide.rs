//! The one order in which a command is judged, whatever the thing: sight, permission, id, version and clock, shelf,
//! state, the ids in the body, the conditions of the cell. `available` and what follows from elsewhere go the same way.
//!
//! Rules: KER-07.

use touchline_kernel::lifecycle::{AnyLifecycle, Names as _};
use touchline_kernel::{Actor, Code, Command, Event, Id, Instant, WarningCode};

use super::case::stood;
use super::{Asking, Availability, By, Case, Decided, Decides, Happens as _, Known, Life, Viewer};
use crate::access::{self, Standing, Whose};
use crate::facts::{FactKey, Facts, Refusal};
use crate::policy::Policy;

impl<T: Life> Decides for T {
    const LIFECYCLE: Option<&'static dyn AnyLifecycle> = Some(T::TABLE);

    fn stands(&self) -> Option<&'static str> {
        Some(self.state().name())
    }

    fn stands_for(&self, actor: Actor) -> Option<&'static str> {
        Some(self.state_for(actor).name())
    }

    fn is_archived(&self) -> bool {
        self.archived()
    }

    fn needs(act: &T::Act, actor: Actor, policy: &Policy) -> impl Iterator<Item = FactKey> {
        let whose = T::makes(act).into_iter().flat_map(move |whose| whose.asks(actor, &policy.access));
        whose.chain(T::asks(act, actor, policy))
    }

    fn decided<F: Facts>(
        (id, known): Known<'_, T>,
        command: &Command<&T::Act>,
        policy: &Policy,
        facts: &F,
    ) -> Result<Decided<T::Change>, Refusal> {
        let by = By { actor: command.actor, policy, facts };
        let born = T::born(command.act, &by)?;
        let is_born = born.is_some();
        let Some(whose) = born.or_else(|| known.map(T::whose)) else { return nothing_there(&by) };
        let asking = Asking { act: Some(command.act), by: &by, known };
        let case = gathered(id, asking, whose, command.at)?;
        if !is_born {
            case.sight()(T::verb(command.act))?;
        }
        let check = |conditions: &[T::Condition]| case.check(conditions);
        let open = case.gate().look_up(T::verb(command.act), command.expected_version, &check)?;
        T::body(&case, command.act)?;
        let checked = check(open.conditions).map_err(|refused| case.gate().told(refused, &check))?;
        let warnings = checked.into_iter().map(WarningCode::into).collect();
        let event = |change| Event { at: open.at, by: command.actor, change };
        Ok(Decided { events: T::changes(&case, command.act)?.into_iter().map(event).collect(), warnings })
    }

    fn open<F: Facts>(
        (id, known): Known<'_, T>,
        (actor, at): (Actor, Instant),
        policy: &Policy,
        facts: &F,
    ) -> Result<Vec<Availability>, Refusal> {
        let by = By { actor, policy, facts };
        let unborn = || T::unborn(id, actor);
        let Some(whose) = known.map(T::whose).or_else(unborn) else { return nothing_there(&by) };
        let case = gathered(id, Asking { act: None, by: &by, known }, whose, at)?;
        let seen = case.sight();
        let sight = |verb| if known.is_some() { seen(verb) } else { Ok(()) };
        if !T::TABLE.rows.iter().any(|row| sight(row.verb).is_ok()) {
            return Err(Code::NotFound.into());
        }
        let listed = case.gate().available(&sight, &|conditions| case.check(conditions))?;
        Ok(listed.into_iter().map(Availability::from).collect())
    }

    /// As the library's own command, by the same table.
    fn followed<F: Facts>(
        (id, known): Known<'_, T>,
        change: T::Change,
        at: Instant,
        policy: &Policy,
        facts: &F,
    ) -> Result<Event<T::Change>, Refusal> {
        let actor = Actor::System;
        let verb = T::follows(&change).ok_or(Code::EventDoesNotFit)?;
        let standing = Standing::alone(actor, &policy.access, facts)?;
        let named = || change.coached().map_or(Whose::Organisation, Whose::person);
        let whose = known.map_or_else(named, T::whose);
        let mut case = Case { act: None, actor, at, change: Some(&change), facts, id, known, policy, standing, whose };
        let moment = access::follow(T::TABLE, known.map(|known| stood(known, actor)), (verb, at), &case.standing)?;
        case.at = moment.at;
        case.check(moment.conditions)?;
        Ok(Event { at: moment.at, by: actor, change })
    }
}

/// Refuses a question for where a thing stands, as one of its commands would be: with the state, and with what is open to the
/// viewer instead.
pub(crate) fn refused_as_it_stands<T: Life, F: Facts>(known: &T, code: Code, viewer: &Viewer<'_, F>) -> Refusal {
    let by = By { actor: Actor::Person(viewer.person), policy: viewer.policy, facts: viewer.facts };
    let asking = Asking { act: None, by: &by, known: Some(known) };
    match gathered(known.id(), asking, known.whose(), viewer.at) {
        Ok(case) => case.gate().told(code.into(), &|conditions| case.check(conditions)),
        Err(refused) => refused,
    }
}

/// Gathers, in one round, everything that a decision may rest on.
fn gathered<'a, T: Life, F: Facts>(
    id: Id<T::Mark>,
    asking: Asking<'a, T, F>,
    whose: Whose,
    at: Instant,
) -> Result<Case<'a, T, F>, Refusal> {
    let By { actor, policy, facts } = *asking.by;
    // Where nothing can be sent there are no conditions that look at whom it coaches.
    let is_sent = T::TABLE.rows.iter().any(|row| row.sent);
    let asks = whose.asks(actor, &policy.access).filter(|key| is_sent || !matches!(key, FactKey::Person(_)));
    facts.gather(asks.chain(T::rests_on(&asking)))?;
    let standing = Standing::of(actor, &whose, &policy.access, facts)?;
    let Asking { act, known, .. } = asking;
    Ok(Case { act, actor, at, change: None, facts, id, known, policy, standing, whose })
}

/// The answer where there is no such thing: who may do nothing at all is told that instead.
fn nothing_there<Anything, F: Facts>(by: &By<'_, F>) -> Result<Anything, Refusal> {
    Standing::alone(by.actor, &by.policy.access, by.facts)?;
    Err(Code::NotFound.into())
}
