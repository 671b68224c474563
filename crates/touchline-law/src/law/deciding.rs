//! Commands handed on to the thing that they are about, whichever of the list that is, and orders to what decides on them.

use touchline_kernel::{Actor, Command, Instant};

use super::joined::{Act, AnyThing, Change, Joined};
use super::orders;
use super::source::{Source, state_of};
use crate::facts::{FactKey, Refusal};
use crate::ground::{ThingKind, ThingRef};
use crate::life::{Availability, Decided, Decides as _};
use crate::policy::Policy;

macro_rules! deciding {
    ($($(#[$doc:meta])* $Kind:ident: $Mark:ident, $Id:ident, $name:literal, $table:ident, $of:ty;)*) => {
        /// Decides on a command, as far as its own thing goes.
        pub(super) fn decide_on<S: Source>(
            target: ThingRef,
            command: &Command<Act>,
            besides: impl Iterator<Item = FactKey>,
            policy: &Policy,
            source: &S,
        ) -> Result<Decided<Change>, Refusal> {
            match &command.act {
                $(Act::$Kind(act) => one::<$of, S>(target, &command.with_act(act), besides, policy, source),)*
                Act::Order(order) => orders::decide(target, &command.with_act(order), policy, source),
            }
        }

        /// Each command on a thing, open or closed to this actor whatever the body.
        pub(super) fn open_on<S: Source>(
            thing: ThingRef,
            known: AnyThing<'_>,
            who: (Actor, Instant),
            policy: &Policy,
            source: &S,
        ) -> Result<Vec<Availability>, Refusal> {
            match thing.kind {
                $(ThingKind::$Kind => <$of>::open((thing.typed(), Joined::known(known)), who, policy, source),)*
            }
        }
    };
}
crate::things!(deciding);

/// Decides on a command about a thing of one kind.
fn one<T: Joined, S: Source>(
    target: ThingRef,
    command: &Command<&T::Act>,
    besides: impl Iterator<Item = FactKey>,
    policy: &Policy,
    source: &S,
) -> Result<Decided<Change>, Refusal> {
    let asks = T::needs(command.act, command.actor, policy).chain(besides);
    let known = T::known(state_of(target, command.actor, asks, source)?);
    Ok(T::decided((target.typed(), known), command, policy, source)?.map(T::change))
}
