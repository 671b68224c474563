//! `private_note.list`: what the viewer noted down of a session for themselves.
//!
//! Rules: SES-09, WSP-05.

use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_law::facts::Refusal;
use touchline_law::ground::SessionId;
use touchline_law::things::private_note::{OwnPrivateNote, PrivateNote};

paged! {
    /// The viewer's own notes of which session.
    #[schemars(rename = "PrivateNotesListed")]
    PrivateNotesOf {
        /// The session.
        session: SessionId,
    }
}

impl Question for PrivateNotesOf {
    type View = Page<OwnPrivateNote>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<OwnPrivateNote>, Refusal> {
        let viewer = asked.viewing.viewer;
        let keys = asked.world.private_note_index.listed.of((viewer, self.session), ());
        let name = format!("{}/{}", Self::NAME, self.session);
        let paging = self.paging(Order::OldestFirst);
        let listing = Listing::new(name, asked, keys.into_iter().collect(), paging)?;
        listing.page(|id| asked.shown::<PrivateNote>(id))
    }
}
