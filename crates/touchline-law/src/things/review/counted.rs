//! What a call counts as by its reviews, and which of them count towards goals.
//!
//! Rules: ACC-19, SCO-11, SCO-12.

use touchline_kernel::math::Sample;

use super::Review;
use crate::policy::{DisputedScores, Policy};

/// Which reviews count towards goals whose measure is the average of scorecards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountedReviews {
    /// None: whoever sees a goal need not see the reviews, and would learn of them by how far it has come.
    #[default]
    None,
    /// Those that were delivered, but for those about which a dispute awaits its decision.
    Undisputed,
    /// Those that were delivered.
    Delivered,
}

impl CountedReviews {
    /// Those that count under a policy. Where managers see all reviews, each who sees a goal sees every review that tells of it.
    #[must_use]
    pub fn under(policy: &Policy) -> Self {
        match (policy.access.managers_see_all_reviews, policy.review.disputed_scores) {
            (false, _) => CountedReviews::None,
            (true, DisputedScores::Exclude) => CountedReviews::Undisputed,
            (true, DisputedScores::Include) => CountedReviews::Delivered,
        }
    }

    /// The mean of the stars that these reviews of a call give it, of those that count; nothing where none does.
    pub fn stars<'r>(self, reviews: impl Iterator<Item = &'r Review>) -> Option<f64> {
        let disputed = match self {
            CountedReviews::None => return None,
            CountedReviews::Undisputed => DisputedScores::Exclude,
            CountedReviews::Delivered => DisputedScores::Include,
        };
        Sample::of_numbers(counting(reviews, disputed).filter_map(Review::stars)).mean()
    }
}

/// What a call counts as by these of its reviews: the mean of those that count, in percent; nothing where none has a score.
pub fn score_of_call<'r>(reviews: impl Iterator<Item = &'r Review>, disputed: DisputedScores) -> Option<f64> {
    Sample::of_numbers(counting(reviews, disputed).filter_map(Review::percent)).mean()
}

/// Those that were delivered, are neither taken back nor void, and count.
fn counting<'r>(
    reviews: impl Iterator<Item = &'r Review>,
    disputed: DisputedScores,
) -> impl Iterator<Item = &'r Review> {
    reviews.filter(move |review| review.state.is_shown() && review.counts(disputed))
}
