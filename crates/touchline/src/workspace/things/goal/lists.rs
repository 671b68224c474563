//! `goal.mine` and `goal.list`: a person's goals by when they end, for that person and for those who follow them.

use crate::workspace::queries::listing::{Listing, Paging, lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::goal::index::{Section, before};
use crate::workspace::{Ordered, SortKey};
use touchline_kernel::command::PersonId;
use touchline_law::facts::Refusal;
use touchline_law::things::goal::{AgentGoal, Goal, GoalSight, StaffGoal};

lists! {
    /// The lists of goals.
    GoalList of Section {
        /// Those whose days are not over: the one that ends first first.
        Active: Set, OldestFirst,
        /// Those whose days are over: the one that ended last first.
        Ended: Set, NewestFirst,
        /// Those that were called off: the one with the latest days first.
        Cancelled: Cancelled, NewestFirst,
        /// Those that were put away: the one with the latest days first.
        Archived: Archived, NewestFirst,
    }
}

paged! {
    /// Which of one's own goals.
    GoalMine {
        /// Which list.
        list: GoalList,
    }
}

paged! {
    /// Which goals.
    #[schemars(rename = "GoalListed")]
    GoalsOf {
        /// Which list.
        list: GoalList,
        /// Whose goals.
        person: PersonId,
    }
}

impl Question for GoalMine {
    type View = Page<AgentGoal>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentGoal>, Refusal> {
        let whose = (Self::NAME, asked.viewing.viewer, self.list);
        page(asked, whose, self.paging(self.list.order()), GoalSight::agent)
    }
}

impl Question for GoalsOf {
    type View = Page<StaffGoal>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffGoal>, Refusal> {
        page(asked, (Self::NAME, self.person, self.list), self.paging(self.list.order()), GoalSight::staff)
    }
}

fn page<View>(
    asked: &Asked<'_>,
    (name, person, list): (&str, PersonId, GoalList),
    paging: Paging<'_>,
    view: impl Fn(GoalSight) -> Option<View>,
) -> Result<Page<View>, Refusal> {
    let keys = asked.world.goal_index.listed.of(person, list.section());
    list.listing(asked, (name, person), keys, paging)?.page(|id| Ok(asked.shown::<Goal>(id)?.and_then(&view)))
}

impl GoalList {
    /// Such a list of one person's, or of one manager's team.
    pub(in crate::workspace) fn listing<'a, M>(
        self,
        asked: &'a Asked<'a>,
        (name, person): (&str, PersonId),
        keys: Option<&'a Ordered<SortKey<M>>>,
        paging: Paging<'_>,
    ) -> Result<Listing<'a, SortKey<M>>, Refusal> {
        let name = format!("{name}/{person}/{}", self.name());
        let listing = Listing::new(name, asked, keys.into_iter().collect(), paging)?;
        if self.section() != Section::Set {
            return Ok(listing);
        }
        // What is over and what is not lie on both sides of today.
        Ok(listing.beginning(before(asked.world.zone_of(person).day_of(asked.viewing.at))))
    }
}
