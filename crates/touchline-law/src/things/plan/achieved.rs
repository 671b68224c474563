//! Which milestones of a plan were achieved between two moments: each at the moment from which its values have said so ever since.
//! What a plan comes to at its end says the same, since no other result fits what was achieved. And when it was recorded that one
//! was achieved, and was so no more.
//!
//! Rules: PIP-04, PLN-12.

use core::ops::Range;

use super::{Milestone, MilestoneUpdate, MilestoneView, Plan, by_moment};
use touchline_calculators::plan::MilestoneStanding;
use touchline_kernel::{Instant, Key};

impl Plan {
    /// The milestones that were achieved between two moments, and are so still: in the order in which they were added.
    #[must_use]
    pub fn achieved_between(&self, moments: &Range<Instant>) -> Vec<Key> {
        let is_meant = |milestone: &&Milestone| milestone.achieved_at().is_some_and(|at| moments.contains(&at));
        self.milestones.iter().filter(is_meant).map(|milestone| milestone.content.milestone.clone()).collect()
    }
}

impl Milestone {
    /// The moment of the first value since it was reopened last that achieves it, unless it was dropped.
    fn achieved_at(&self) -> Option<Instant> {
        if self.standing() != MilestoneStanding::Achieved {
            return None;
        }
        let updates = by_moment(&self.updates);
        let reopened = updates.iter().rposition(|update| update.reopens).map_or(0, |place| place.saturating_add(1));
        let mut since = updates.into_iter().skip(reopened);
        since.find(|update| self.content.is_achieved_by(update)).map(|update| update.moment())
    }
}

impl MilestoneView {
    /// Each record with which it became achieved, or was so no more, with whether it was achieved with that.
    #[must_use]
    pub fn turns(&self) -> Vec<(bool, &MilestoneUpdate)> {
        let mut turns = Vec::new();
        let mut is_achieved = false;
        for (nth, update) in self.updates.iter().enumerate() {
            // No other value turns it: what was achieved is so until it is reopened.
            let may_turn = if is_achieved { update.reopens } else { self.content.is_achieved_by(update) };
            let recorded = self.updates.get(..=nth).filter(|_| may_turn);
            let newest = recorded.and_then(|recorded| self.content.newest(recorded));
            let after = newest.map_or(is_achieved, |newest| self.content.is_achieved_by(newest));
            if after != is_achieved {
                turns.push((after, update));
                is_achieved = after;
            }
        }
        turns
    }
}
