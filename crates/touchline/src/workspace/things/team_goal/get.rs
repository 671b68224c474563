//! `team_goal.get`: one goal of a team, with how far all of it have come together.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::rejection::Code;
use touchline_law::facts::Refusal;
use touchline_law::ground::TeamGoalId;
use touchline_law::things::team_goal::StaffTeamGoal;

/// Which goal of a team.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TeamGoalGet {
    /// The team's goal.
    pub team_goal: TeamGoalId,
}

impl Question for TeamGoalGet {
    type View = StaffTeamGoal;

    fn answer(&self, asked: &Asked<'_>) -> Result<StaffTeamGoal, Refusal> {
        let goal = asked.world.tables.team_goals.get(self.team_goal).ok_or(Code::NotFound)?;
        asked.show(goal)?.ok_or_else(|| Code::NotFound.into())
    }
}
