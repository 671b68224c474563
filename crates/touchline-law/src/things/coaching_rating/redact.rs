//! There is no text in a rating of coaching, and so nothing for a redaction to take away: who gave it stays an id that is nobody's.

use super::{Change, CoachingRating};
use touchline_kernel::command::PersonId;
use touchline_kernel::redaction::Redaction;

/// Whose rating it is.
pub(super) fn coached_in(Change::Given(body): &Change) -> Option<PersonId> {
    Some(body.person)
}

/// Takes away what a redaction takes: nothing.
pub(super) fn redact(_: &mut CoachingRating, _: &Redaction) {}
