//! Feedback between coaches and whom plans coach, by its plans, by who gave it and by who was given it.

use crate::workspace::things::plan_feedback::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::plan_feedback::PlanFeedback;

impl Kept for PlanFeedback {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.plan_feedback_index.change(before.as_ref(), &after);
    }

    fn fits(&self, world: &World) -> bool {
        let is_of_plan = world.tables.plans.get(self.plan).is_some_and(|plan| plan.coachee == self.coachee);
        is_of_plan && world.tables.people.get(self.told()).is_some()
    }
}
