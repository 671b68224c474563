//! The lists of packs.
//!
//! Rules: BUN-11, BUN-12.

use crate::workspace::queries::listing::lists;
use crate::workspace::things::bundle::index::Section;

lists! {
    /// The lists of packs.
    PackList over Section {
        /// Neither concluded nor cancelled: by release, and drafts by creation; the oldest first.
        Active: Awaiting | InHand, OldestFirst,
        /// Those of them that were released and wait for their agent's response: the one that waits longest first.
        Awaiting: Awaiting, OldestFirst,
        /// Concluded or cancelled; the newest first.
        Completed: Completed, NewestFirst,
        /// Put away, whatever their state; the newest first.
        Archived: Archived, NewestFirst,
    }
}
