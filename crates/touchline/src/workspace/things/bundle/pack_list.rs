//! The lists of packs.
//!
//! Rules: BUN-11, BUN-12.

use crate::workspace::queries::listing::lists;
use crate::workspace::things::bundle::index::Section;

lists! {
    /// The lists of packs.
    PackList of Section {
        /// Neither concluded nor cancelled; the oldest first.
        Active: Active, OldestFirst,
        /// Concluded or cancelled; the newest first.
        Completed: Completed, NewestFirst,
        /// Put away, whatever their state; the newest first.
        Archived: Archived, NewestFirst,
    }
}
