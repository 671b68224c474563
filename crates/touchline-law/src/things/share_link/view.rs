//! What is shown of a share link: all but the digest of its token to its maker, and nothing to anybody else.
//!
//! Rules: ACC-19, RPT-08.

use crate::access::Sight;
use crate::facts::{Facts, Refusal};
use crate::life::Viewer;

use super::{ShareLink, ShareLinkId, Shared, State};
use touchline_kernel::Instant;

crate::life::view! {
    /// A share link as its maker sees it.
    OwnShareLink of link: ShareLink for Coached {
        /// When it was made.
        created_at: Instant,
        /// The moment from which on it opens to nobody.
        ends_at: Instant,
        /// How many times it opens.
        most_views: u32,
        /// Its id.
        share_link: ShareLinkId,
        /// What it shows.
        shows: Shared,
        /// Where it stands.
        state: State,
        /// How many changes it has seen.
        version: u64,
        /// When it was opened, the first time first.
        views: Vec<Instant>,
    }
}

/// A share link as the viewer sees it.
pub(super) fn show<F: Facts>(link: &ShareLink, viewer: &Viewer<'_, F>) -> Result<Option<OwnShareLink>, Refusal> {
    Ok(viewer.see(link)?.and_then(Sight::coached).map(|seen| OwnShareLink::of(&seen)))
}
