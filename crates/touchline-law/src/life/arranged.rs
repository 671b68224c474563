//! What is to be done with a thing at a moment that somebody set.
//!
//! Rules: KER-18.

use touchline_kernel::{Instant, PersonId};

/// What is to be done with a thing, when, and on whose order.
#[derive(Clone, Debug, PartialEq)]
pub struct Arranged<Act> {
    /// The command, which the host executes as itself.
    pub act: Act,
    /// The moment.
    pub at: Instant,
    /// When that was set.
    pub set_at: Instant,
    /// Whose order it carries out.
    pub ordered_by: PersonId,
}

impl<Act> Arranged<Act> {
    /// The same with the command among those of every kind.
    pub fn map<Other>(self, joined: impl FnOnce(Act) -> Other) -> Arranged<Other> {
        Arranged { act: joined(self.act), at: self.at, ordered_by: self.ordered_by, set_at: self.set_at }
    }
}
