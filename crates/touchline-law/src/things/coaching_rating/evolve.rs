//! What an event makes of a rating of coaching: it is there, and nothing happens to it any more.

use super::{Change, CoachingRating, State};
use touchline_kernel::Event;

/// The rating after an event, or nothing where the event cannot have happened to this state.
#[must_use]
pub(super) fn evolve(known: Option<CoachingRating>, event: Event<Change>) -> Option<CoachingRating> {
    if known.is_some() {
        return None;
    }
    let (Change::Given(body), event) = event.split();
    Some(CoachingRating {
        coaches: body.coaches,
        coaching_rating: body.coaching_rating,
        counts_from: body.counts_from,
        given_at: event.at,
        minimum: body.minimum,
        of: body.of,
        person: body.person,
        rating: body.rating,
        state: State::Given,
    })
}
