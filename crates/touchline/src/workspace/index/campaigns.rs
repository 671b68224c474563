//! What is kept of things that are about calls, twice: of all of them, and of those of each campaign, for whoever reviews
//! of some campaigns alone.
//!
//! Rules: WSP-06.

use crate::workspace::{Follows, LookUp, Moved, World};
use touchline_kernel::Key;

#[derive(Debug)]
pub(in crate::workspace) struct ByCampaign<Index> {
    pub(in crate::workspace) all: Index,
    each: LookUp<Key, Index>,
}

impl<Index: Default> Default for ByCampaign<Index> {
    fn default() -> Self {
        ByCampaign { all: Index::default(), each: LookUp::default() }
    }
}

impl<Index: Default> ByCampaign<Index> {
    /// Those of a campaign, or all.
    pub(in crate::workspace) fn of(&self, campaign: Option<&Key>) -> Option<&Index> {
        campaign.map_or(Some(&self.all), |campaign| self.each.get(campaign))
    }

    /// Those of a campaign, to be changed; there are none of no campaign.
    pub(in crate::workspace) fn in_campaign(&mut self, campaign: Option<&Key>) -> Option<&mut Index> {
        campaign.map(|campaign| self.each.entry(campaign.clone()).or_default())
    }

    /// Changes what is kept of all, and the same of a campaign.
    pub(in crate::workspace) fn change(&mut self, campaign: Option<&Key>, mut change: impl FnMut(&mut Index)) {
        change(&mut self.all);
        self.in_campaign(campaign).into_iter().for_each(change);
    }
}

impl<Index: Follows<World>> Follows<World> for ByCampaign<Index> {
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.all.moved(moved, world);
        for index in self.each.values_mut() {
            index.moved(moved, world);
        }
    }
}
