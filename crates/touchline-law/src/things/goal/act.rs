//! What can be done with a goal, and what can happen to one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use super::{GoalId, Verb};
use crate::facts::NewGoal;
use crate::ground::BundleId;
use touchline_calculators::progress::Aim;
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::text::Note;

/// A goal to be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SetGoal {
    /// What is aimed at.
    pub aim: Aim,
    /// The id that the host chose for it.
    pub goal: GoalId,
    /// Whose it is.
    pub person: PersonId,
}

/// Which goal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GoalRef {
    /// The goal.
    pub goal: GoalId,
}

/// A goal, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GoalReason {
    /// The goal.
    pub goal: GoalId,
    /// Why.
    pub reason: Note,
}

/// What can be done with a goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "goal.", serialize_all = "snake_case")]
#[schemars(rename = "GoalAct")]
pub enum Act {
    /// Set a goal for a person. It does not repeat: the next period is another goal.
    #[serde(rename = "goal.set")]
    Set(SetGoal),
    /// Call a goal off that is not over.
    #[serde(rename = "goal.cancel")]
    Cancel(GoalReason),
    /// Put a goal away that is over or was called off.
    #[serde(rename = "goal.archive")]
    Archive(GoalRef),
    /// Bring an archived goal back.
    #[serde(rename = "goal.restore")]
    Restore(GoalRef),
}

impl Act {
    /// The goal that it is about.
    #[must_use]
    pub fn goal(&self) -> GoalId {
        match self {
            Act::Set(body) => body.goal,
            Act::Cancel(body) => body.goal,
            Act::Archive(body) | Act::Restore(body) => body.goal,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// Its row in the lifecycle's table.
    #[must_use]
    pub fn verb(&self) -> Verb {
        match self {
            Act::Set(_) => Verb::Set,
            Act::Cancel(_) => Verb::Cancel,
            Act::Archive(_) => Verb::Archive,
            Act::Restore(_) => Verb::Restore,
        }
    }
}

/// A goal that was set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GoalSet {
    /// The bundle whose release set it; null where it stands alone.
    #[serde(default)]
    pub bundle: Option<BundleId>,
    /// The goal.
    pub goal: NewGoal,
    /// Who set it, or released the bundle.
    pub set_by: Actor,
}

/// A goal that was called off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GoalCancelled {
    /// The goal.
    pub goal: GoalId,
    /// Why.
    pub reason: Note,
    /// Whose words that is, where it follows from what was said of a bundle.
    #[serde(default)]
    pub said_by: Option<PersonId>,
}

/// What can happen to a goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "goal.", serialize_all = "snake_case")]
#[schemars(rename = "GoalChange")]
pub enum Change {
    /// It was set.
    #[serde(rename = "goal.set")]
    Set(GoalSet),
    /// It was called off.
    #[serde(rename = "goal.cancelled")]
    Cancelled(GoalCancelled),
    /// It was put away.
    #[serde(rename = "goal.archived")]
    Archived(GoalRef),
    /// It was brought back.
    #[serde(rename = "goal.restored")]
    Restored(GoalRef),
}

impl Change {
    /// The goal that it happened to.
    #[must_use]
    pub fn goal(&self) -> GoalId {
        match self {
            Change::Set(body) => body.goal.goal,
            Change::Cancelled(body) => body.goal,
            Change::Archived(body) | Change::Restored(body) => body.goal,
        }
    }
}
