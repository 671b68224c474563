//! There is no text in a rating of coaching, and so nothing for a redaction to take away: who gave it stays an id that is nobody's.

use super::CoachingRating;
use touchline_kernel::redaction::Redaction;

/// Takes away what a redaction takes: nothing.
pub(super) fn redact(_: &mut CoachingRating, _: &Redaction) {}
