//! `team_goal.list`: the goals of a manager's team by when they end, for those who follow them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::{Listing, Paging};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::goal::index::{Section, before};
use crate::workspace::things::goal::lists::GoalList;
use touchline_kernel::command::PersonId;
use touchline_law::facts::Refusal;
use touchline_law::things::team_goal::StaffTeamGoal;

/// Which goals of a team.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TeamGoalListed")]
pub struct TeamGoalsOf {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Which list.
    pub list: GoalList,
    /// Whose team.
    pub manager: PersonId,
}

impl Question for TeamGoalsOf {
    type View = Page<StaffTeamGoal>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffTeamGoal>, Refusal> {
        let (viewing, section) = (asked.viewing, self.list.section());
        let keys = asked.world.team_goal_index.listed.of(self.manager, section);
        let name = format!("{}/{}/{}", Self::NAME, self.manager, self.list.name());
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: self.list.order() };
        let mut listing = Listing::new(name, viewing.viewer, keys.into_iter().collect(), paging)?;
        if section == Section::Set {
            // What is over and what is not lie on both sides of today.
            listing = listing.beginning(before(asked.world.zone_of(self.manager).day_of(viewing.at)));
        }
        listing.page(|id| match asked.world.tables.team_goals.get(id) {
            Some(goal) => asked.show(goal),
            None => Ok(None),
        })
    }
}
