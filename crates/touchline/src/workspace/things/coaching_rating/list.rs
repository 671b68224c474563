//! `coaching_rating.mine`: what the viewer made of coaching that they were given.
//!
//! Rules: FBK-04, WSP-05.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_law::facts::Refusal;
use touchline_law::things::coaching_rating::{CoachingRating, OwnCoachingRating};

paged! {
    /// Which part of one's own ratings of coaching.
    CoachingRatingMine {}
}

impl Question for CoachingRatingMine {
    type View = Page<OwnCoachingRating>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<OwnCoachingRating>, Refusal> {
        let keys = asked.world.coaching_rating_index.own.of(asked.viewing.viewer, ());
        asked.page::<CoachingRating, _, _>(Self::NAME.to_owned(), keys, self.paging(Order::NewestFirst), Some)
    }
}
