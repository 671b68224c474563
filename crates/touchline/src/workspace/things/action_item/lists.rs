//! `action_item.mine` and `action_item.list`: what the viewer is to do, and what others are, as far as the viewer sees it.
//!
//! Rules: ACT-05, ACT-06.

use crate::workspace::Reach;
use crate::workspace::index::due::may_be_overdue;
use crate::workspace::queries::listing::{Listing, Paging, lists, paged};
use crate::workspace::queries::{Asked, Listed as _, Page, Question};
use crate::workspace::things::action_item::index::{Entry, Of, Section};
use touchline_kernel::command::PersonId;
use touchline_law::access::Action;
use touchline_law::facts::Refusal;
use touchline_law::ground::PlanId;
use touchline_law::things::action_item::{ActionItem, ActionItemSight, AgentActionItem, StaffActionItem};

lists! {
    /// The lists of action items.
    ActionItemList of Section {
        /// Neither complete nor cancelled: what is due first first, and after it what has no due date, by when it was
        /// assigned.
        Open: Open, OldestFirst,
        /// Those of them whose due date has passed where their assignee is: what was due first first.
        Overdue: Open, OldestFirst,
        /// Those on which a decision is awaited: completed ones, and those for which a later due date was asked for; the one
        /// that has waited longest first.
        AwaitingDecision: Awaiting, OldestFirst,
        /// Verified; the one that was verified last first.
        Verified: Verified, NewestFirst,
        /// Cancelled; the one that was cancelled last first.
        Cancelled: Cancelled, NewestFirst,
        /// Put away; the one that was verified or cancelled last first.
        Archived: Archived, NewestFirst,
    }
}

paged! {
    /// Which of one's own action items.
    ActionItemMine {
        /// Which list.
        list: ActionItemList,
    }
}

paged! {
    /// Which action items of others.
    #[schemars(rename = "ActionItemListed")]
    ActionItemsOf {
        /// Only those of this person.
        #[serde(default)]
        assignee: Option<PersonId>,
        /// Only those on which the viewer decides: whoever may see all others sees them too, unless this is true.
        #[serde(default)]
        decided_by_me: bool,
        /// Which list.
        list: ActionItemList,
        /// Only those from sessions of this plan: those who coach under it see them, too, whoever decides on them.
        #[serde(default)]
        plan: Option<PlanId>,
    }
}

impl Question for ActionItemMine {
    type View = Page<AgentActionItem>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<AgentActionItem>, Refusal> {
        let name = format!("{}/{}", Self::NAME, self.list.name());
        let of = Of::Assignee(asked.viewing.viewer);
        self.list.page(asked, name, of, self.paging(self.list.order()), ActionItemSight::agent)
    }
}

impl Question for ActionItemsOf {
    type View = Page<StaffActionItem>;

    fn answer(&self, asked: &Asked<'_>) -> Result<Page<StaffActionItem>, Refusal> {
        let viewer = asked.viewing.viewer;
        let sees_all = asked.sees_all_action_items()? && !self.decided_by_me;
        let of = match (self.plan, self.assignee, sees_all) {
            (Some(plan), _, _) => Of::Plan(plan),
            (None, None, true) => Of::All,
            (None, Some(assignee), true) => Of::Assignee(assignee),
            (None, None, false) => Of::Decider(viewer),
            (None, Some(assignee), false) => Of::Between(viewer, assignee),
        };
        let whose = self.assignee.map_or_else(|| "everybody".to_owned(), |assignee| assignee.to_string());
        let from = self.plan.map_or_else(|| "anything".to_owned(), |plan| plan.to_string());
        let name = format!("{}/{whose}/{from}/{}/{}", Self::NAME, self.decided_by_me, self.list.name());
        let is_meant = |item: &StaffActionItem| self.plan.is_none() || self.is_meant(item, asked);
        let view = |sight: ActionItemSight| sight.staff().filter(is_meant);
        self.list.page(asked, name, of, self.paging(self.list.order()), view)
    }
}

impl ActionItemsOf {
    /// Whether an item from a plan is one of those that are asked for.
    fn is_meant(&self, item: &StaffActionItem, asked: &Asked<'_>) -> bool {
        let is_theirs = self.assignee.is_none_or(|assignee| item.assignee == assignee);
        let known = asked.world.tables.action_items.get(item.action_item).map(Entry::of);
        let decider = known.and_then(|known| asked.world.decider_of(&known));
        is_theirs && (!self.decided_by_me || decider == Some(asked.viewing.viewer))
    }
}

impl Asked<'_> {
    /// Whether the viewer sees what others are to do whoever assigned it.
    pub(in crate::workspace) fn sees_all_action_items(&self) -> Result<bool, Refusal> {
        Ok(self.reach_of(Action::SeeActionItem)? == Reach::All)
    }
}

impl ActionItemList {
    fn page<View>(
        self,
        asked: &Asked<'_>,
        name: String,
        of: Of,
        paging: Paging<'_>,
        view: impl Fn(ActionItemSight) -> Option<View>,
    ) -> Result<Page<View>, Refusal> {
        let keys = asked.world.action_item_index.listed.of(of, self.section());
        let listing = Listing::new(name, asked, keys.into_iter().collect(), paging)?;
        if self != ActionItemList::Overdue {
            return listing.page(|id| Ok(asked.shown::<ActionItem>(id)?.and_then(&view)));
        }
        // Which day it is, and so what is overdue, is a matter of where each assignee is.
        let at = asked.viewing.at;
        let is_overdue = |sight: &ActionItemSight| sight.days_overdue().is_some();
        listing.page_while(
            |key| may_be_overdue(key, at),
            |id| Ok(asked.shown::<ActionItem>(id)?.filter(is_overdue).and_then(&view)),
        )
    }
}
