//! Where a decision learns of facts and of the states of things.

use touchline_kernel::command::Actor;

use super::joined::AnyThing;
use crate::facts::{FactKey, Facts, Known, Refusal};
use crate::ground::ThingRef;

/// Where a decision learns of facts and of the states of things.
pub trait Source: Facts + 'static {
    /// The state of a thing, which may be that there is none.
    fn state(&self, thing: ThingRef) -> Known<AnyThing<'_>>;

    /// The state of a thing; what is not loaded stops the decision.
    fn found(&self, thing: ThingRef) -> Result<AnyThing<'_>, Refusal> {
        Ok(self.state(thing).present()?.unwrap_or(AnyThing::Absent))
    }
}

/// The state of the thing that a command or a question is about. Whatever can be asked for besides, without
/// knowing it, is asked for in the same round.
pub(super) fn state_of<'s, S: Source>(
    thing: ThingRef,
    actor: Actor,
    besides: impl IntoIterator<Item = FactKey>,
    source: &'s S,
) -> Result<AnyThing<'s>, Refusal> {
    source.gather([FactKey::Thing(thing)].into_iter().chain(FactKey::actor(actor)).chain(besides))?;
    source.found(thing)
}
