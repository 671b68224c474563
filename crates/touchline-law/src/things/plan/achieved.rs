//! Which milestones of a plan were achieved between two moments: each at the moment from which its values have said so ever since.
//! What a plan comes to at its end says the same, since no other result fits what was achieved.
//!
//! Rules: PLN-12.

use core::ops::Range;

use super::{Milestone, Plan};
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
        let updates = self.by_moment();
        let reopened = updates.iter().rposition(|update| update.reopens).map_or(0, |place| place.saturating_add(1));
        let mut since = updates.into_iter().skip(reopened);
        since.find(|update| self.content.is_achieved_by(update)).map(|update| update.moment())
    }
}
