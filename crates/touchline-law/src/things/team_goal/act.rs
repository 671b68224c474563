//! What can be done with a team's goal, and what can happen to one.

use crate::ground::TeamGoalMark;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{TeamGoalId, Verb};
use touchline_calculators::progress::Aim;
use touchline_kernel::{DaySpan, Note, PersonId};

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

crate::life::acts! {
    /// What can be done with a team's goal.
    Act as "TeamGoalAct": TeamGoalMark, body => body.team_goal, Verb;

    /// Set a goal for a manager's team. It does not repeat: the next period is another goal.
    "team_goal.set": Set(SetTeamGoal),
    /// Call a team's goal off that is not over.
    "team_goal.cancel": Cancel(TeamGoalReason),
    /// Put a team's goal away that is over or was called off.
    "team_goal.archive": Archive(TeamGoalRef),
    /// Bring an archived goal of a team back.
    "team_goal.restore": Restore(TeamGoalRef),
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

crate::life::changes! {
    /// What can happen to a team's goal.
    Change as "TeamGoalChange": TeamGoalMark of team_goal;

    /// It was set.
    "team_goal.set": Set(TeamGoalSet) coaches manager,
    /// It was called off.
    "team_goal.cancelled": Cancelled(TeamGoalReason),
    /// It was put away.
    "team_goal.archived": Archived(TeamGoalRef),
    /// It was brought back.
    "team_goal.restored": Restored(TeamGoalRef),
}
