//! Assignments of reviews, by who may want to list them.

use crate::workspace::things::review_assignment::index::Entry;
use crate::workspace::things::review_queue::index::refresh;
use crate::workspace::{Kept, World};
use touchline_kernel::Key;
use touchline_law::ground::calls::CallId;
use touchline_law::things::review_assignment::ReviewAssignment;

impl Kept for ReviewAssignment {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let managers = world.lines.managers(after.agent);
        let call = world.tables.calls.get(after.call);
        let campaign = call.and_then(|call| call.document.campaign.as_ref());
        world.review_assignment_index.change(before.as_ref(), &after, campaign, &managers);
        refresh(world, after.call);
    }

    fn fits(&self, world: &World) -> bool {
        let people = [self.agent, self.reviewer].into_iter().chain(self.assigner);
        people.into_iter().all(|person| world.tables.people.get(person).is_some())
            && world.tables.calls.get(self.call).is_some()
    }
}

/// A call turned out to be of another campaign: so what is asked about it stands elsewhere.
pub(in crate::workspace) fn change_campaign(world: &mut World, call: CallId, was: Option<&Key>, is: Option<&Key>) {
    for id in world.review_assignment_index.of_call(call) {
        let Some(known) = world.tables.review_assignments.get(id) else { continue };
        let (entry, managers) = (Entry::of(known), world.lines.managers(known.agent));
        world.review_assignment_index.change_campaign(&entry, (was, is), &managers);
    }
}
