//! `progress_note.list`: what the coaches of a plan wrote down of it, of what the viewer sees.
//!
//! Rules: PLN-11, WSP-05.

use crate::workspace::queries::listing::{Listing, Order, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use touchline_law::facts::Refusal;
use touchline_law::ground::PlanId;
use touchline_law::things::progress_note::{ProgressNote, ProgressNoteSight};

paged! {
    /// The progress notes of which plan.
    #[schemars(rename = "ProgressNotesListed")]
    ProgressNotesOf {
        /// The plan.
        plan: PlanId,
    }
}

impl Question for ProgressNotesOf {
    type View = Page<ProgressNoteSight>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<ProgressNoteSight>, Refusal> {
        let keys = asked.world.progress_note_index.listed.of(self.plan, ());
        let name = format!("{}/{}", Self::NAME, self.plan);
        let paging = self.paging(Order::NewestFirst);
        let listing = Listing::new(name, asked, keys.into_iter().collect(), paging)?;
        listing.page(|id| asked.shown::<ProgressNote>(id))
    }
}
