//! `review.disputed`: the reviews with a dispute on which the viewer may decide.
//!
//! Rules: ACC-22, REV-09.

use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
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

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffReview>, Refusal> {
        let index = &asked.world.review_index;
        let keys = index.disputed.within(asked.reach_to_decide(Action::DecideDispute)?, ());
        let (name, paging) = (Self::NAME.to_owned(), self.paging(Order::OldestFirst));
        let listing = Listing::new(name, asked, keys.into_iter().collect(), paging)?;
        let listing = listing.without(index.disputed_not_for.of(asked.viewing.viewer, ()));
        listing.page(|id| Ok(asked.shown::<Review>(id)?.and_then(|seen| seen.staff())))
    }
}
