//! What others may know of a review that somebody is to give.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::ReviewAssignmentId;
use touchline_kernel::PersonId;

/// A review of a call that somebody is to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AskedReview {
    /// Who handled the call when it was asked for: it may have turned out to be another's since.
    pub agent: PersonId,
    /// Whether whoever handled the call asks for it.
    pub is_requested: bool,
    /// The assignment.
    pub review_assignment: ReviewAssignmentId,
    /// Who is to give it.
    pub reviewer: PersonId,
}
