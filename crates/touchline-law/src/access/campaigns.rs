//! Of which campaigns a thing is.
//!
//! Rules: ACC-18.

use touchline_kernel::Key;

/// Of which campaigns a thing is, for those who review of some campaigns alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Campaigns {
    /// Of this one, or of none that is known.
    One(Option<Key>),
    /// Of one that is still to be named.
    Any,
}
