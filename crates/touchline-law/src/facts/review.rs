//! What others may know of a review: whose call it is about, and whether it stands before them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use touchline_kernel::PersonId;

use crate::ground::ReviewId;

/// A review that somebody gave of a call, or drafts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GivenReview {
    /// Who handled the call when it was begun: it may have turned out to be another's since.
    pub agent: PersonId,
    /// Whether it is no draft any more.
    #[serde(default)]
    pub delivered: bool,
    /// The review.
    pub review: ReviewId,
}

/// What others may know of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewStanding<'a> {
    /// Who handled the call.
    pub agent: PersonId,
    /// Who took it over, and handed it on.
    pub before: &'a [PersonId],
    /// Whether it was delivered, and not taken back since.
    pub is_before_them: bool,
    /// Who answers for it: its reviewer, or who took it over.
    pub keeper: Option<PersonId>,
    /// Who reviewed the call.
    pub reviewer: Option<PersonId>,
    /// Whether a dispute about it is open.
    pub undecided: bool,
    /// Whether it was ever delivered.
    pub was_shown: bool,
}

impl ReviewStanding<'_> {
    /// Who reviewed the call, or answered for the review for a while, and does no more.
    #[must_use]
    pub fn former(&self) -> Vec<PersonId> {
        let answered = self.reviewer.into_iter().chain(self.before.iter().copied());
        answered.filter(|person| Some(*person) != self.keeper).collect()
    }
}
