//! `goal.get`: one goal, as the viewer sees it, with how far its person has come.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::{Asked, Question};
use touchline_kernel::rejection::Code;
use touchline_law::facts::Refusal;
use touchline_law::ground::GoalId;
use touchline_law::things::goal::GoalSight;

/// Which goal.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GoalGet {
    /// The goal.
    pub goal: GoalId,
}

impl Question for GoalGet {
    type View = GoalSight;

    fn answer(&self, asked: &Asked<'_>) -> Result<GoalSight, Refusal> {
        let goal = asked.world.tables.goals.get(self.goal).ok_or(Code::NotFound)?;
        asked.show(goal)?.ok_or_else(|| Code::NotFound.into())
    }
}
