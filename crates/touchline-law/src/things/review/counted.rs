//! What a call counts as by its reviews, and which of them count towards goals.
//!
//! Rules: ACC-19, REV-09, SCO-11, SCO-12.

use touchline_kernel::math::Sample;

use super::Review;
use crate::policy::{DisputedScores, Policy};

impl Review {
    /// Whether its score counts in averages: while a dispute is open, as the policy has it.
    #[must_use]
    pub fn counts(&self, disputed: DisputedScores) -> bool {
        disputed == DisputedScores::Include || self.open_dispute().is_none()
    }
}

/// How reviews count towards goals whose measure is the average of scorecards; nothing where none does. Where managers see all
/// reviews, each who sees a goal sees every review that tells of it; elsewhere they would learn of others by how far it has come.
#[must_use]
pub fn counted_in_goals(policy: &Policy) -> Option<DisputedScores> {
    policy.access.managers_see_all_reviews.then_some(policy.review.disputed_scores)
}

/// What a call counts as by these of its reviews: the mean of those that count, in percent; nothing where none has a score.
pub fn score_of_call<'r>(reviews: impl Iterator<Item = &'r Review>, disputed: DisputedScores) -> Option<f64> {
    Sample::of_numbers(counting(reviews, disputed).filter_map(Review::percent)).mean()
}

/// The same in stars.
pub fn stars_of_call<'r>(reviews: impl Iterator<Item = &'r Review>, disputed: DisputedScores) -> Option<f64> {
    Sample::of_numbers(counting(reviews, disputed).filter_map(Review::stars)).mean()
}

/// Those that were delivered, are neither taken back nor void, and count.
fn counting<'r>(
    reviews: impl Iterator<Item = &'r Review>,
    disputed: DisputedScores,
) -> impl Iterator<Item = &'r Review> {
    reviews.filter(move |review| review.state.is_shown() && review.counts(disputed))
}
