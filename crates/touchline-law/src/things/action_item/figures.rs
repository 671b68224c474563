//! What action items come to: how many were done, how many in time, and how many wait for somebody.
//!
//! Rules: ACT-07, INS-07, NTF-04.

use schemars::JsonSchema;
use serde::Serialize;

use super::ActionItem;
use super::lifecycle::State;
use touchline_calculators::metric::{Proportion, RateAnswer};

/// What was due, and what of it was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// What was completed or verified.
    pub completed: u64,
    /// What was due and not cancelled.
    pub due: u64,
    /// What was completed by the due date that was in force then.
    pub in_time: u64,
}

impl Due {
    /// One item, on the day on which it is due: none where it was cancelled.
    #[must_use]
    pub fn one(item: &ActionItem) -> Self {
        let completed_on = item.completed_on.filter(|_| item.state.is_done());
        Due {
            completed: completed_on.is_some().into(),
            due: (item.state != State::Cancelled).into(),
            in_time: completed_on.zip(item.due_on).is_some_and(|(completed, due)| completed <= due).into(),
        }
    }
}

/// How much of what was due was done, and done in time.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ActionItemRates {
    /// How many were completed or verified.
    pub completed: u64,
    /// The share of those completed or verified.
    pub completion: RateAnswer,
    /// How many were due, and not cancelled.
    pub due: u64,
    /// How many were completed by the due date that was in force then.
    pub in_time: u64,
    /// The share of those completed in time.
    pub on_time: RateAnswer,
}

impl ActionItemRates {
    /// The rates of what was due.
    #[must_use]
    pub fn of(due: &Due) -> Self {
        let Due { completed, due, in_time } = *due;
        let rate = |hits| RateAnswer::of(Proportion { hits, of: due });
        ActionItemRates { completed, completion: rate(completed), due, in_time, on_time: rate(in_time) }
    }
}

/// How many action items wait for the viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ActionItemBadges {
    /// Those that await a decision of the viewer's: they are to be verified, or a later due date was asked for.
    pub awaiting_decision: u64,
    /// The viewer's own that are still to be done.
    pub open: u64,
}
