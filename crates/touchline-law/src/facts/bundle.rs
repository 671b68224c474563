//! What others may know of a bundle: whose it is, and whether they were shown it.

use touchline_kernel::{Actor, PersonId, Title};

/// What others may know of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BundleStanding<'a> {
    /// Whom it is for.
    pub agent: PersonId,
    /// Who stands as its author.
    pub author: Option<PersonId>,
    /// Who concluded it, if it was concluded.
    pub concluded_by: Option<Actor>,
    /// Who is to bring it to its end, while it is live.
    pub keeper: Option<PersonId>,
    /// What it is called.
    pub title: Option<&'a Title>,
    /// Whether it was ever released to its agent.
    pub was_shown: bool,
}
