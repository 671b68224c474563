//! What an event changes in a disposition.

use super::{Change, Disposition, Given, Overridden, State};
use touchline_kernel::{Done, Event, next_version};

/// The disposition after an event.
#[must_use]
pub(super) fn evolve(disposition: Option<Disposition>, event: Event<Change>) -> Option<Disposition> {
    let Change::Given(given) = event.change;
    let version = next_version(disposition.as_ref().map_or(0, |disposition| disposition.version));
    let overridden = disposition.and_then(|before| overridden(before, &given));
    Some(Disposition {
        agent: given.agent,
        call: given.call,
        changed_at: event.at,
        check: given.check,
        disposition: given.disposition,
        given: Done { at: event.at, by: event.by },
        note: given.note,
        overridden,
        ruling: given.ruling,
        source: given.source,
        state: State::Given,
        version,
    })
}

/// What a rule or a model had made of it before a person judged for themselves.
fn overridden(before: Disposition, given: &Given) -> Option<Box<Overridden>> {
    match before.source {
        _ if given.source.is_some() || before.agent != given.agent => None,
        Some(source) => Some(Box::new(Overridden { at: before.given.at, ruling: before.ruling, source })),
        None => before.overridden,
    }
}
