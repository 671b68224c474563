//! `review.disputed`: the reviews with a dispute on which the viewer may decide.
//!
//! Rules: ACC-22, REV-09.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_kernel::Actor;
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::things::review::{Review, StaffReview};

paged! {
    /// Which disputes await the viewer's decision; the oldest first.
    #[schemars(rename = "ReviewsDisputed")]
    ReviewDisputed {}
}

impl Question for ReviewDisputed {
    type View = Page<StaffReview>;

    /// Who wrote a review, or answers for it, decides on no dispute about it.
    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffReview>, Refusal> {
        let (index, viewer) = (&asked.world.review_index, asked.viewing.viewer);
        let keys = index.disputed.within(asked.reach_to_decide(Action::DecideDispute)?, ());
        let (name, paging) = (Self::NAME.to_owned(), self.paging(Order::OldestFirst));
        asked.page::<Review, _, _>(name, keys, paging, |seen| {
            let is_own = |seen: &StaffReview| seen.keeper == Some(viewer) || seen.created.by == Actor::Person(viewer);
            seen.staff().filter(|seen| !is_own(seen))
        })
    }
}
