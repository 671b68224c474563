//! What can be decided of a thing, whatever sort of thing it is: one with a life, or one that is recorded whole.
//!
//! Rules: KER-05.

use core::iter;

use touchline_kernel::lifecycle::AnyLifecycle;
use touchline_kernel::{Actor, Code, Command, Event, Id, Instant};

use super::document::{moment_of, open_to};
use super::{Availability, Decided, Document, Recorded, Thing};
use crate::access::Standing;
use crate::facts::{FactKey, Facts, Refusal};
use crate::policy::Policy;

/// A thing, by its id and by what there is of it.
pub type Known<'a, T> = (Id<<T as Thing>::Mark>, Option<&'a T>);

/// What can be decided of a thing.
pub trait Decides: Thing {
    /// Its lifecycle, where it has one.
    const LIFECYCLE: Option<&'static dyn AnyLifecycle> = None;

    /// Where it stands in its lifecycle, if it has one.
    fn stands(&self) -> Option<&'static str> {
        None
    }

    /// The same, as this actor is told.
    fn stands_for(&self, _actor: Actor) -> Option<&'static str> {
        self.stands()
    }

    /// Whether it is put away.
    fn is_archived(&self) -> bool {
        false
    }

    /// What a command rests on, as far as it can be told without any fact.
    fn needs(act: &Self::Act, actor: Actor, policy: &Policy) -> impl Iterator<Item = FactKey>;

    /// Decides on a command.
    fn decided<F: Facts>(
        known: Known<'_, Self>,
        command: &Command<&Self::Act>,
        policy: &Policy,
        facts: &F,
    ) -> Result<Decided<Self::Change>, Refusal>;

    /// Each command, open or closed to this actor whatever the body.
    fn open<F: Facts>(
        known: Known<'_, Self>,
        who: (Actor, Instant),
        policy: &Policy,
        facts: &F,
    ) -> Result<Vec<Availability>, Refusal>;

    /// Decides on what follows from what happened elsewhere, at that moment.
    fn followed<F: Facts>(
        _known: Known<'_, Self>,
        _change: Self::Change,
        _at: Instant,
        _policy: &Policy,
        _facts: &F,
    ) -> Result<Event<Self::Change>, Refusal> {
        Err(Code::EventDoesNotFit.into())
    }
}

impl<D: Document> Decides for Recorded<D> {
    fn needs(act: &D::Act, _: Actor, _: &Policy) -> impl Iterator<Item = FactKey> {
        // Who has everything loaded does not look at these, and an id may cost a digest.
        iter::once_with(|| D::brought(act).rests_on()).flatten()
    }

    fn decided<F: Facts>(
        (_, known): Known<'_, Self>,
        command: &Command<&D::Act>,
        policy: &Policy,
        facts: &F,
    ) -> Result<Decided<D::Change>, Refusal> {
        let at = moment_of(D::RECORD, known.map(Recorded::last), command, policy, facts)?;
        let document = D::brought(command.act);
        document.check(policy, facts)?;
        let change = document.into_owned().recorded();
        Ok(Decided::one(Event { at, by: command.actor, change }))
    }

    fn open<F: Facts>(
        (_, known): Known<'_, Self>,
        who: (Actor, Instant),
        policy: &Policy,
        facts: &F,
    ) -> Result<Vec<Availability>, Refusal> {
        let (actor, _) = who;
        let may = Standing::alone(actor, &policy.access, facts)?.may(D::RECORD);
        let seen = known.filter(|_| may.is_err()).map(|known| is_seen(known, actor, policy, facts));
        match seen.transpose()? {
            // Whoever sees it is told that recording it is not for them; to anybody else there is no such thing.
            Some(true) => Ok(vec![Availability::from((D::COMMAND.to_owned(), may.err().map(|reason| reason.code)))]),
            _ => Ok(vec![open_to(D::RECORD, known.map(Recorded::last), D::COMMAND, who, policy, facts)?]),
        }
    }
}

/// Whether an actor knows of what was recorded.
fn is_seen<T: Thing, F: Facts>(known: &T, actor: Actor, policy: &Policy, facts: &F) -> Result<bool, Refusal> {
    let whose = known.whose();
    facts.gather(whose.asks(actor, &policy.access))?;
    Ok(known.is_seen(&Standing::of(actor, &whose, &policy.access, facts)?))
}
