//! What can be done with a goal, and what can happen to one.

use super::redact::coached_in;
use crate::ground::GoalMark;
use crate::life::{Happens, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::EnumDiscriminants;
use strum::IntoStaticStr;

use super::GoalId;
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

impl Told for Act {
    type Mark = GoalMark;

    fn thing(&self) -> GoalId {
        match self {
            Act::Set(body) => body.goal,
            Act::Cancel(body) => body.goal,
            Act::Archive(body) | Act::Restore(body) => body.goal,
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, EnumDiscriminants)]
#[strum_discriminants(
    name(Happening),
    derive(IntoStaticStr),
    strum(prefix = "goal.", serialize_all = "snake_case"),
    doc = "What happened, without what it was done with."
)]
#[serde(tag = "type", content = "body")]
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

impl Told for Change {
    type Mark = GoalMark;

    fn thing(&self) -> GoalId {
        match self {
            Change::Set(body) => body.goal.goal,
            Change::Cancelled(body) => body.goal,
            Change::Archived(body) | Change::Restored(body) => body.goal,
        }
    }
}

impl Happens for Change {
    type Happening = Happening;

    fn happening(&self) -> Happening {
        self.into()
    }

    fn coached(&self) -> Option<PersonId> {
        coached_in(self)
    }
}
