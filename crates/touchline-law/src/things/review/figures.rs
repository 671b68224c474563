//! Reviews counted by what is awaited of whom.
//!
//! Rules: REV-07.

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use super::Review;
use crate::access;
use touchline_kernel::tally;

/// What a review is counted as, once it was delivered: one of the first four, and the last besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Counted {
    /// Its acknowledgement is awaited, and nobody has said yet that it was read.
    Unread,
    /// Its acknowledgement is awaited, and it was read.
    Read,
    /// It was acknowledged.
    Acknowledged,
    /// Nobody was asked to acknowledge it, or a dispute did.
    NotAsked,
    /// Its reviewer owes a clarification.
    Clarification,
}

const COUNTED: usize = Counted::VARIANTS.len();

/// How many reviews are counted as what.
pub type Tally = tally::Tally<Counted, COUNTED>;

/// What an audience may see of the counts.
pub type SeenTally<A> = access::SeenTally<Counted, COUNTED, A>;

impl Review {
    /// What it is counted as. Drafts are not, nor is what was taken back or put away.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        if !self.is_before_them() {
            return tally;
        }
        tally.add(&Tally::one(match (self.awaits_acknowledgement(), self.reviewed_at, &self.acknowledged) {
            (true, None, _) => Counted::Unread,
            (true, Some(_), _) => Counted::Read,
            (false, _, Some(_)) => Counted::Acknowledged,
            (false, _, None) => Counted::NotAsked,
        }));
        if self.awaits_clarification() {
            tally.add(&Tally::one(Counted::Clarification));
        }
        tally
    }
}

/// How many reviews there are that were delivered and are neither taken back nor put away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewCounts {
    /// Those that were acknowledged.
    pub acknowledged: u64,
    /// Those of which nobody was asked to acknowledge them, or a dispute did.
    pub not_asked: u64,
    /// Those whose reviewer owes a clarification, whatever else they are counted as.
    pub clarification: u64,
    /// For how many days the one of those that are still to be acknowledged waits that has waited longest, where whoever
    /// handled its call is; null where none is.
    pub oldest_days: Option<i64>,
    /// Those that were read and are still to be acknowledged.
    pub read: u64,
    /// Those that nobody has said yet they read, and that are to be acknowledged.
    pub unread: u64,
}

impl ReviewCounts {
    /// Reads the counts off what an audience sees, of which the oldest that is to be acknowledged waits for so many days.
    #[must_use]
    pub fn of<A>(seen: &SeenTally<A>, oldest_days: Option<i64>) -> Self {
        let count = |of: Counted| seen.of(|counted| counted == of);
        ReviewCounts {
            acknowledged: count(Counted::Acknowledged),
            not_asked: count(Counted::NotAsked),
            clarification: count(Counted::Clarification),
            oldest_days,
            read: count(Counted::Read),
            unread: count(Counted::Unread),
        }
    }
}
