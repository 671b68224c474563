//! `share_link.mine`: what the viewer shares, and how often it was looked at.
//!
//! Rules: RPT-08, WSP-05.

use crate::workspace::queries::listing::{Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_law::facts::Refusal;
use touchline_law::things::share_link::{OwnShareLink, ShareLink};

paged! {
    /// Which part of one's own share links.
    ShareLinkMine {}
}

impl Question for ShareLinkMine {
    type View = Page<OwnShareLink>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<OwnShareLink>, Refusal> {
        let keys = asked.world.share_link_index.own.of(asked.viewing.viewer, ());
        asked.page::<ShareLink, _, _>(Self::NAME.to_owned(), keys, self.paging(Order::NewestFirst), Some)
    }
}
