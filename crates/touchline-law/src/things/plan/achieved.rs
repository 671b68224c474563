//! Which milestones of a plan were achieved between two moments: each at the moment from which its values have said so ever since.
//! What a plan comes to at its end says the same, since no other result fits what was achieved.
//!
//! Rules: PLN-12.

use core::ops::Range;

use super::{Milestone, MilestoneUpdate, Plan};
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
    /// The moment of the first of the values that have all said since that it is achieved.
    fn achieved_at(&self) -> Option<Instant> {
        let mut updates: Vec<&MilestoneUpdate> = self.updates.iter().collect();
        // Of one moment the one that was recorded last counts, which stands last.
        updates.sort_by_key(|update| update.moment());
        let is_achieved =
            |update: &&&MilestoneUpdate| self.taken_with(Some(update.value)).standing() == MilestoneStanding::Achieved;
        updates.iter().rev().take_while(is_achieved).last().map(|update| update.moment())
    }
}
