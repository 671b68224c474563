//! `team_goal.list`: the goals of a manager's team by when they end, for those who follow them.

use crate::workspace::queries::listing::paged;
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::goal::lists::GoalList;
use touchline_kernel::command::PersonId;
use touchline_law::facts::Refusal;
use touchline_law::things::team_goal::{StaffTeamGoal, TeamGoal};

paged! {
    /// Which goals of a team.
    #[schemars(rename = "TeamGoalListed")]
    TeamGoalsOf {
        /// Which list.
        list: GoalList,
        /// Whose team.
        manager: PersonId,
    }
}

impl Question for TeamGoalsOf {
    type View = Page<StaffTeamGoal>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffTeamGoal>, Refusal> {
        let keys = asked.world.team_goal_index.listed.of(self.manager, self.list.section());
        let paging = self.paging(self.list.order());
        let listing = self.list.listing(asked, (Self::NAME, self.manager), keys, paging)?;
        listing.page(|id| asked.shown::<TeamGoal>(id))
    }
}
