//! What an event changes in a disposition.

use super::{Change, Disposition, State};
use touchline_kernel::{Done, Event, next_version};

/// The disposition after an event.
#[must_use]
pub(super) fn evolve(disposition: Option<Disposition>, event: Event<Change>) -> Option<Disposition> {
    let Change::Given(given) = event.change;
    Some(Disposition {
        agent: given.agent,
        call: given.call,
        changed_at: event.at,
        check: given.check,
        check_name: given.check_name,
        disposition: given.disposition,
        given: Done { at: event.at, by: event.by },
        note: given.note,
        ruling: given.ruling,
        state: State::Given,
        version: next_version(disposition.map_or(0, |disposition| disposition.version)),
    })
}
