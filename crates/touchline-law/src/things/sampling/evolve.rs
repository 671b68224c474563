//! What an event changes in a sampling.

use super::{Change, Sampling, State};
use touchline_kernel::event::{Done, Event};

/// The sampling after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(sampling: Option<&Sampling>, event: Event<Change>) -> Option<Sampling> {
    let Change::Drawn(drawn) = event.change;
    if sampling.is_some() {
        return None;
    }
    Some(Sampling {
        changed_at: event.at,
        drawn: drawn.drawn,
        generator: drawn.generator,
        made: Done { at: event.at, by: event.by },
        request: drawn.request,
        sampling: drawn.sampling,
        state: State::Drawn,
        version: 1,
    })
}
