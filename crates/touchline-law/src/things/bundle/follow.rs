//! What follows for a bundle when its keeper hands their duties over, or its agent has left. The table decides,
//! as for any command.

use super::decide::{SCHEMA, goals_held_by, held_by};
use super::lifecycle::{Condition, LIFECYCLE, Verb};
use super::{Bundle, BundleCancelled, BundleHandedOver, BundleId, Change};
use crate::access::{self, Action, Standing, Stood, Subject as _};
use crate::facts::{Facts, Refusal};
use crate::policy::Policy;
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::rejection::{Code, DetailKey, Reason};
use touchline_kernel::text::Note;
use touchline_kernel::time::Instant;

/// What follows for a bundle whose keeper hands it over.
#[must_use]
pub fn handed_over(bundle: BundleId, to: PersonId) -> Change {
    Change::HandedOver(BundleHandedOver { bundle, to })
}

/// What follows for a bundle whose agent has left.
#[must_use]
pub fn called_off(known: Option<&Bundle>, bundle: BundleId, reason: Note, said_by: Actor) -> Change {
    Change::Cancelled(BundleCancelled {
        bundle,
        goals: goals_held_by(known),
        reason,
        said_by: said_by.person(),
        training_items: held_by(known),
    })
}

/// Decides on a change that follows, at the moment of what it follows from.
pub fn follow<F: Facts>(
    bundle: Option<&Bundle>,
    change: Change,
    at: Instant,
    policy: &Policy,
    facts: &F,
) -> Result<Event<Change>, Refusal> {
    let verb = match &change {
        Change::HandedOver(_) => Verb::HandOver,
        Change::Cancelled(_) => Verb::CallOff,
        _ => return Err(Code::EventDoesNotFit.into()),
    };
    let stood = bundle.map(|bundle| Stood {
        archived: bundle.archived,
        last: (bundle.version, bundle.changed_for(Actor::System)),
        state: bundle.state,
    });
    let check = |condition, _| check(condition, bundle, &change, policy, facts);
    let at = access::follow(&LIFECYCLE, stood, (verb, at), (&policy.access, facts), check)?;
    Ok(Event { at, by: Actor::System, schema: SCHEMA, change })
}

fn check<F: Facts>(
    condition: Condition,
    bundle: Option<&Bundle>,
    change: &Change,
    policy: &Policy,
    facts: &F,
) -> Result<(), Refusal> {
    match (condition, change, bundle) {
        (Condition::SuccessorMayConclude, Change::HandedOver(body), Some(bundle)) => {
            check_successor(bundle, body.to, policy, facts)
        }
        _ => Ok(()),
    }
}

/// Whoever is to keep a bundle must be able to bring it to its end.
fn check_successor<F: Facts>(bundle: &Bundle, to: PersonId, policy: &Policy, facts: &F) -> Result<(), Refusal> {
    let standing = Standing::towards(Actor::Person(to), bundle.agent, bundle.author(), &policy.access, facts)?;
    standing.may(Action::ConcludeBundle).map_err(|reason| {
        let refused = Reason::new(Code::SuccessorNotPermitted).with(DetailKey::Actual, bundle.bundle.to_string());
        Refusal::from(refused.for_want_in(&reason))
    })
}
