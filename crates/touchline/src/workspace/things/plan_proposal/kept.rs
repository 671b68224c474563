//! Plans that are proposed, by who proposed them.

use crate::workspace::things::plan_proposal::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::plan_proposal::PlanProposal;

impl Kept for PlanProposal {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let managers = world.lines.managers(after.coachee);
        world.plan_proposal_index.change(before.as_ref(), &after, &managers);
    }

    fn fits(&self, world: &World) -> bool {
        world.tables.people.get(self.coachee).is_some()
    }
}
