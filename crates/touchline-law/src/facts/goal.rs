//! What others may know of a goal, and what a bundle that is released sets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::{GoalId, TrainingItemId};
use touchline_calculators::progress::Aim;
use touchline_kernel::{DaySpan, PersonId};

/// A goal that is being set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewGoal {
    /// What is aimed at.
    pub aim: Aim,
    /// The days of its period, as weeks begin now.
    pub days: DaySpan,
    /// The goal.
    pub goal: GoalId,
    /// Whose it is.
    pub person: PersonId,
    /// The training items that it counts, where it measures a bundle's; null for those that are raised in its days.
    #[serde(default)]
    pub training_items: Option<Vec<TrainingItemId>>,
}

/// What others may know of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoalStanding {
    /// Whether it was called off.
    pub cancelled: bool,
    /// The days of its period.
    pub days: DaySpan,
}
