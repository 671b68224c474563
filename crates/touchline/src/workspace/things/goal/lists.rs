//! `goal.mine` and `goal.list`: a person's goals by when they end, for that person and for those who follow them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::workspace::queries::listing::{Listing, Order, Paging};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::goal::index::{Section, before};
use touchline_kernel::command::PersonId;
use touchline_law::facts::Refusal;
use touchline_law::things::goal::GoalSight;
use touchline_law::things::goal::{AgentGoal, StaffGoal};

/// The lists of goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoalList {
    /// Those whose days are not over: the one that ends first first.
    Active,
    /// Those whose days are over: the one that ended last first.
    Ended,
    /// Those that were called off: the one with the latest days first.
    Cancelled,
    /// Those that were put away: the one with the latest days first.
    Archived,
}

impl GoalList {
    pub(in crate::workspace) fn section(self) -> Section {
        match self {
            GoalList::Active | GoalList::Ended => Section::Set,
            GoalList::Cancelled => Section::Cancelled,
            GoalList::Archived => Section::Archived,
        }
    }

    pub(in crate::workspace) fn order(self) -> Order {
        match self {
            GoalList::Active => Order::OldestFirst,
            GoalList::Ended | GoalList::Cancelled | GoalList::Archived => Order::NewestFirst,
        }
    }

    pub(in crate::workspace) fn name(self) -> &'static str {
        match self {
            GoalList::Active => "active",
            GoalList::Ended => "ended",
            GoalList::Cancelled => "cancelled",
            GoalList::Archived => "archived",
        }
    }
}

/// Which of one's own goals.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GoalMine {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Which list.
    pub list: GoalList,
}

/// Which goals.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "GoalListed")]
pub struct GoalsOf {
    /// Where the page before ended, from its `next`.
    #[serde(default)]
    pub after: Option<String>,
    /// How many at the most; 50 where it is left out.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
    /// Which list.
    pub list: GoalList,
    /// Whose goals.
    pub person: PersonId,
}

impl Question for GoalMine {
    type View = Page<AgentGoal>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentGoal>, Refusal> {
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: self.list.order() };
        page(asked, (Self::NAME, asked.viewing.viewer, self.list), paging, |sight| match sight {
            GoalSight::Agent(view) => Some(view),
            GoalSight::Staff(_) => None,
        })
    }
}

impl Question for GoalsOf {
    type View = Page<StaffGoal>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffGoal>, Refusal> {
        let paging = Paging { after: self.after.as_deref(), limit: self.limit, order: self.list.order() };
        page(asked, (Self::NAME, self.person, self.list), paging, |sight| match sight {
            GoalSight::Staff(view) => Some(view),
            GoalSight::Agent(_) => None,
        })
    }
}

fn page<View>(
    asked: &Asked<'_>,
    (name, person, list): (&str, PersonId, GoalList),
    paging: Paging<'_>,
    view: impl Fn(GoalSight) -> Option<View>,
) -> Result<Page<View>, Refusal> {
    let keys = asked.world.goal_index.listed.of(person, list.section());
    let name = format!("{name}/{person}/{}", list.name());
    let mut listing = Listing::new(name, asked.viewing.viewer, keys.into_iter().collect(), paging)?;
    if list.section() == Section::Set {
        // What is over and what is not lie on both sides of today.
        listing = listing.beginning(before(asked.world.zone_of(person).day_of(asked.viewing.at)));
    }
    listing.page(|id| {
        let Some(goal) = asked.world.tables.goals.get(id) else { return Ok(None) };
        Ok(asked.show(goal)?.and_then(&view))
    })
}
