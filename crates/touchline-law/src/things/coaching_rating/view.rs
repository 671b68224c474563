//! What is shown of a rating of coaching: all of it to whoever gave it, and nothing to anybody else.
//!
//! Rules: ACC-19, FBK-04.

use crate::access::Sight;
use crate::facts::{CoachingRef, Facts, Refusal};
use crate::life::Viewer;

use super::{CoachingRating, CoachingRatingId};
use touchline_kernel::Instant;

crate::life::view! {
    /// A rating of coaching as whoever gave it sees it.
    OwnCoachingRating of rating: CoachingRating for Coached {
        /// Its id.
        coaching_rating: CoachingRatingId,
        /// When it was given.
        given_at: Instant,
        /// What is rated.
        of: CoachingRef,
        /// From 1 to 5.
        rating: u32,
    }
}

/// A rating as the viewer sees it.
pub(super) fn show<F: Facts>(
    rating: &CoachingRating,
    viewer: &Viewer<'_, F>,
) -> Result<Option<OwnCoachingRating>, Refusal> {
    Ok(viewer.see(rating)?.and_then(Sight::coached).map(|seen| OwnCoachingRating::of(&seen)))
}
