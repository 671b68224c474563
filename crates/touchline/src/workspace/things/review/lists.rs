//! `review.mine` and `review.given`: reviews for whoever handled the calls, and for their reviewer.
//!
//! Rules: KER-09, REV-07, WSP-05.

use crate::workspace::queries::listing::{Order, lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::review::index::Section;
use touchline_law::facts::Refusal;
use touchline_law::things::review::{AgentReview, Review, ReviewSight, StaffReview};

lists! {
    /// The lists of what others said about one's calls.
    MyReviewList over Section {
        /// What one has before one: those that one is to acknowledge first, each the newest first.
        Inbox: Awaiting | Settled, NewestFirst,
        /// Everything that one was ever given; the newest first.
        History: Awaiting | Settled | Retracted | Archived, NewestFirst,
    }
}

lists! {
    /// The lists of what one said about others' calls.
    GivenReviewList over Section {
        /// What was not delivered yet; the oldest first.
        Drafts: Draft, OldestFirst,
        /// What is still to be acknowledged; the oldest first.
        Awaiting: Awaiting, OldestFirst,
        /// What was acknowledged, or need not be; the newest first.
        Settled: Settled, NewestFirst,
        /// Everything that one ever gave, and what one dropped; the newest first.
        History: Awaiting | Settled | Retracted | Archived | Discarded, NewestFirst,
    }
}

paged! {
    /// Which reviews of one's own calls.
    #[schemars(rename = "ReviewsMine")]
    ReviewMine {
        /// Which list.
        list: MyReviewList,
    }
}

paged! {
    /// Which of the reviews that one answers for.
    #[schemars(rename = "ReviewsGiven")]
    ReviewGiven {
        /// Which list.
        list: GivenReviewList,
    }
}

paged! {
    /// Which clarifications one owes: the reviews in which they were asked for.
    #[schemars(rename = "ClarificationsOwed")]
    ReviewOwed {}
}

impl Question for ReviewMine {
    type View = Page<AgentReview>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentReview>, Refusal> {
        let (index, viewer) = (&asked.world.review_index, asked.viewing.viewer);
        let (name, paging) = (format!("{}/{}", Self::NAME, self.list.name()), self.paging(self.list.order()));
        if self.list == MyReviewList::Inbox {
            return asked.page::<Review, _, _>(name, index.inbox.of(viewer, ()), paging, ReviewSight::agent);
        }
        let keys = self.list.sections().iter().filter_map(|section| index.delivered.own(viewer, *section));
        asked.page::<Review, _, _>(name, keys, paging, ReviewSight::agent)
    }
}

impl Question for ReviewGiven {
    type View = Page<StaffReview>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffReview>, Refusal> {
        let (given, viewer) = (&asked.world.review_index.by_keeper, asked.viewing.viewer);
        let keys = self.list.sections().iter().filter_map(|section| given.of(viewer, *section));
        let name = format!("{}/{}", Self::NAME, self.list.name());
        asked.page::<Review, _, _>(name, keys, self.paging(self.list.order()), ReviewSight::staff)
    }
}

impl Question for ReviewOwed {
    type View = Page<StaffReview>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffReview>, Refusal> {
        let keys = asked.world.review_index.owed_by.of(asked.viewing.viewer, ());
        let (name, paging) = (Self::NAME.to_owned(), self.paging(Order::OldestFirst));
        asked.page::<Review, _, _>(name, keys, paging, ReviewSight::staff)
    }
}
