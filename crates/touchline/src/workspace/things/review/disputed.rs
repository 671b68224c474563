//! `review.disputed`: the reviews with a dispute on which the viewer may decide.
//!
//! Rules: ACC-22, REV-09.

use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::{Ordered, SortKey};
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::ground::ReviewMark;
use touchline_law::things::review::{Review, StaffReview};

paged! {
    /// Which disputes await the viewer's decision; the oldest first.
    #[schemars(rename = "ReviewsDisputed")]
    ReviewDisputed {}
}

impl Question for ReviewDisputed {
    type View = Page<StaffReview>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffReview>, Refusal> {
        let disputes = Disputes::before(asked)?;
        let (name, paging) = (Self::NAME.to_owned(), self.paging(Order::OldestFirst));
        let listing = Listing::new(name, asked, disputes.reached.into_iter().collect(), paging)?;
        listing.without(disputes.barred).page(|id| Ok(asked.shown::<Review>(id)?.and_then(|seen| seen.staff())))
    }
}

/// The open disputes that a viewer may have to decide.
pub(in crate::workspace) struct Disputes<'a> {
    /// Those within reach on which they do not decide, with others.
    barred: Option<&'a Ordered<SortKey<ReviewMark>>>,
    /// All that are within reach.
    reached: Option<&'a Ordered<SortKey<ReviewMark>>>,
}

impl<'a> Disputes<'a> {
    pub(in crate::workspace) fn before(asked: &Asked<'a>) -> Result<Self, Refusal> {
        let index = &asked.world.review_index;
        let barred = index.disputed_not_for.of(asked.viewing.viewer, ());
        Ok(Disputes { barred, reached: index.disputed.within(asked.reach_to_decide(Action::DecideDispute)?, ()) })
    }

    /// How many await the viewer's decision. Whoever reaches a dispute and is not barred from it sees it, so that none needs to
    /// be looked at: it costs what the viewer has a part in.
    pub(in crate::workspace) fn count(&self) -> u64 {
        let Some(reached) = self.reached else { return 0 };
        let barred = self.barred.into_iter().flatten().filter(|key| reached.contains(key)).count();
        u64::try_from(reached.len().saturating_sub(barred)).unwrap_or(u64::MAX)
    }
}
