//! Feedback rounds, by their plans, by who was asked in them and by whom they are about.

use crate::workspace::things::feedback_round::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::feedback_round::FeedbackRound;

impl Kept for FeedbackRound {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.feedback_round_index.change(before.as_ref(), &after);
    }

    fn fits(&self, world: &World) -> bool {
        let is_of_plan = world.tables.plans.get(self.plan).is_some_and(|plan| plan.coachee == self.coachee);
        is_of_plan && self.people.iter().all(|asked| world.tables.people.get(asked.person).is_some())
    }
}
