//! `self_review.mine`: what the viewer made of their own calls.
//!
//! Rules: KER-09, REV-21.

use crate::workspace::queries::listing::{lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::self_review::index::Section;
use touchline_law::facts::Refusal;
use touchline_law::things::self_review::{AgentSelfReview, SelfReview, SelfReviewSight};

lists! {
    /// The lists of one's self-reviews.
    MySelfReviewList over Section {
        /// Those that one is still at; the oldest first.
        Drafts: Draft, OldestFirst,
        /// Those that one submitted; the newest first.
        Submitted: Submitted, NewestFirst,
        /// Those that were put away, submitted or dropped; the newest first.
        Archived: Archived | ArchivedUnseen, NewestFirst,
    }
}

paged! {
    /// Which of one's self-reviews.
    #[schemars(rename = "SelfReviewsMine")]
    SelfReviewMine {
        /// Which list.
        list: MySelfReviewList,
    }
}

impl Question for SelfReviewMine {
    type View = Page<AgentSelfReview>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentSelfReview>, Refusal> {
        let (own, viewer) = (&asked.world.self_review_index.own, asked.viewing.viewer);
        let keys = self.list.sections().iter().filter_map(|section| own.of(viewer, *section));
        let name = format!("{}/{}", Self::NAME, self.list.name());
        asked.page::<SelfReview, _, _>(name, keys, self.paging(self.list.order()), SelfReviewSight::agent)
    }
}
