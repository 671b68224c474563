//! `session_note.list`: what was noted down of a session, of what the viewer sees.
//!
//! Rules: ACC-12, WSP-05.

use crate::workspace::SortKey;
use crate::workspace::queries::listing::{Listing, Order, Paging, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::session_note::index::key_of;
use touchline_law::facts::Refusal;
use touchline_law::ground::{SessionId, SessionNoteMark};
use touchline_law::things::session_note::{SessionNote, SessionNoteSight};

paged! {
    /// The notes of which session.
    #[schemars(rename = "SessionNotesListed")]
    SessionNotesOf {
        /// The session.
        session: SessionId,
    }
}

impl Question for SessionNotesOf {
    type View = Page<SessionNoteSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<SessionNoteSight>, Refusal> {
        let keys = asked.world.session_note_index.listed.of(self.session, ());
        let name = format!("{}/{}", Self::NAME, self.session);
        let paging = self.paging(Order::OldestFirst);
        let after: Option<SortKey<SessionNoteMark>> = paging.after(&name, asked)?;
        let place = after.and_then(|(_, note)| asked.world.tables.session_notes.get(note)).map(key_of);
        let listing = Listing::new(name, asked, keys.into_iter().collect(), Paging { after: None, ..paging })?;
        let listing = place.into_iter().fold(listing, Listing::beginning);
        listing.page(|id| asked.shown::<SessionNote>(id))
    }
}
