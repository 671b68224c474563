//! What can be done with a goal, and what can happen to one.

use crate::ground::{BundleId, GoalMark};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{GoalId, Verb};
use crate::facts::NewGoal;
use touchline_calculators::progress::Aim;
use touchline_kernel::{Actor, Note, PersonId};

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

crate::life::acts! {
    /// What can be done with a goal.
    Act as "GoalAct": GoalMark, body => body.goal, Verb;

    /// Set a goal for a person. It does not repeat: the next period is another goal.
    "goal.set": Set(SetGoal),
    /// Call a goal off that is not over.
    "goal.cancel": Cancel(GoalReason),
    /// Put a goal away that is over or was called off.
    "goal.archive": Archive(GoalRef),
    /// Bring an archived goal back.
    "goal.restore": Restore(GoalRef),
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

crate::life::changes! {
    /// What can happen to a goal.
    Change as "GoalChange": GoalMark of goal;

    /// It was set.
    "goal.set": Set(GoalSet) of goal.goal coaches goal.person,
    /// It was called off.
    "goal.cancelled": Cancelled(GoalCancelled),
    /// It was put away.
    "goal.archived": Archived(GoalRef),
    /// It was brought back.
    "goal.restored": Restored(GoalRef),
}
