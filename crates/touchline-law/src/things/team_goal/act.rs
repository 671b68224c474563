//! What can be done with a team's goal, and what can happen to one.

use super::redact::coached_in;
use crate::ground::TeamGoalMark;
use crate::life::{Happens, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::EnumDiscriminants;
use strum::IntoStaticStr;

use super::TeamGoalId;
use touchline_calculators::progress::Aim;
use touchline_kernel::command::PersonId;
use touchline_kernel::text::Note;
use touchline_kernel::time::DaySpan;

/// A team's goal to be set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SetTeamGoal {
    /// What is aimed at, by all of the team together.
    pub aim: Aim,
    /// Whose team it is: everybody who stands below them, directly or through others.
    pub manager: PersonId,
    /// The id that the host chose for it.
    pub team_goal: TeamGoalId,
}

/// Which goal of a team.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TeamGoalRef {
    /// The team's goal.
    pub team_goal: TeamGoalId,
}

/// A team's goal, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TeamGoalReason {
    /// Why.
    pub reason: Note,
    /// The team's goal.
    pub team_goal: TeamGoalId,
}

/// What can be done with a team's goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, IntoStaticStr)]
#[serde(tag = "type", content = "body")]
#[strum(prefix = "team_goal.", serialize_all = "snake_case")]
#[schemars(rename = "TeamGoalAct")]
pub enum Act {
    /// Set a goal for a manager's team. It does not repeat: the next period is another goal.
    #[serde(rename = "team_goal.set")]
    Set(SetTeamGoal),
    /// Call a team's goal off that is not over.
    #[serde(rename = "team_goal.cancel")]
    Cancel(TeamGoalReason),
    /// Put a team's goal away that is over or was called off.
    #[serde(rename = "team_goal.archive")]
    Archive(TeamGoalRef),
    /// Bring an archived goal of a team back.
    #[serde(rename = "team_goal.restore")]
    Restore(TeamGoalRef),
}

impl Told for Act {
    type Mark = TeamGoalMark;

    fn thing(&self) -> TeamGoalId {
        match self {
            Act::Set(body) => body.team_goal,
            Act::Cancel(body) => body.team_goal,
            Act::Archive(body) | Act::Restore(body) => body.team_goal,
        }
    }
}

/// A team's goal that was set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TeamGoalSet {
    /// What is aimed at.
    pub aim: Aim,
    /// The days of its period, as weeks begin now.
    pub days: DaySpan,
    /// Whose team it is.
    pub manager: PersonId,
    /// The team's goal.
    pub team_goal: TeamGoalId,
}

/// What can happen to a team's goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, EnumDiscriminants)]
#[strum_discriminants(
    name(Happening),
    derive(IntoStaticStr),
    strum(prefix = "team_goal.", serialize_all = "snake_case"),
    doc = "What happened, without what it was done with."
)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "TeamGoalChange")]
pub enum Change {
    /// It was set.
    #[serde(rename = "team_goal.set")]
    Set(TeamGoalSet),
    /// It was called off.
    #[serde(rename = "team_goal.cancelled")]
    Cancelled(TeamGoalReason),
    /// It was put away.
    #[serde(rename = "team_goal.archived")]
    Archived(TeamGoalRef),
    /// It was brought back.
    #[serde(rename = "team_goal.restored")]
    Restored(TeamGoalRef),
}

impl Told for Change {
    type Mark = TeamGoalMark;

    fn thing(&self) -> TeamGoalId {
        match self {
            Change::Set(body) => body.team_goal,
            Change::Cancelled(body) => body.team_goal,
            Change::Archived(body) | Change::Restored(body) => body.team_goal,
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
