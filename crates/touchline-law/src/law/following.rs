//! What follows from elsewhere for a thing, decided by the lifecycle of that thing, whichever of the list it is.

use touchline_kernel::{Code, Event, Instant};

use super::joined::{AnyThing, Change, Joined};
use super::source::Source;
use crate::facts::Refusal;
use crate::life::{Decides as _, Told as _};
use crate::policy::Policy;

macro_rules! following {
    ($($(#[$doc:meta])* $Kind:ident: $Mark:ident, $Id:ident, $name:literal, $table:ident, $of:ty;)*) => {
        /// Decides on one thing that follows, by the lifecycle of the thing that it is about.
        fn follow_on<S: Source>(
            known: AnyThing<'_>,
            change: Change,
            at: Instant,
            policy: &Policy,
            source: &S,
        ) -> Result<Event<Change>, Refusal> {
            match change {
                $(Change::$Kind(change) => {
                    let known = (change.thing(), Joined::known(known));
                    Ok(<$of>::followed(known, change, at, policy, source)?.map(Change::$Kind))
                })*
                Change::Ordered(_) => Err(Code::EventDoesNotFit.into()),
            }
        }
    };
}
crate::things!(following);

/// Decides on one thing that follows, by the lifecycle of the thing that it is about.
pub(super) fn decide_follow_up<S: Source>(
    change: Change,
    at: Instant,
    policy: &Policy,
    source: &S,
) -> Result<Event<Change>, Refusal> {
    follow_on(source.found(change.target())?, change, at, policy, source)
}
