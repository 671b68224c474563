//! What a reviewer has still to follow up with somebody, and when they reviewed a call of theirs last.
//!
//! Rules: REV-10.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use touchline_kernel::{Instant, LocalDate};

/// What a reviewer gave somebody before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ReviewFollowUp")]
pub struct FollowUp {
    /// How many of the things that the reviewer gave them to do await a decision of the reviewer's.
    pub awaiting: u64,
    /// The days by which those that are still to be done are due, the earliest first.
    #[schemars(length(max = 100_000))]
    pub due: Vec<LocalDate>,
    /// When the reviewer delivered a review of a call of theirs last; null where they did not.
    pub last_delivered: Option<Instant>,
    /// How many of those things are still to be done, with a due date or without one.
    pub open: u64,
}
