//! Sessions, by their plans and by who takes part.

use crate::workspace::index::history::Coaching;
use crate::workspace::things::session::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::life::Thing as _;
use touchline_law::things::session::Session;

impl Kept for Session {
    type Entry = (Entry, Coaching);

    fn entry(&self) -> Self::Entry {
        (Entry::of(self), Coaching::of_session(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (entry, coaching) = after;
        let (was, coached) = before.unzip();
        world.session_index.change(was.as_ref(), &entry);
        world.history.change(coached.as_ref(), &coaching);
    }

    fn fits(&self, world: &World) -> bool {
        let people = [self.coachee].into_iter().chain(self.circle());
        let is_of_plan = world.tables.plans.get(self.plan).is_some_and(|plan| plan.coachee == self.coachee);
        is_of_plan && people.into_iter().all(|person| world.tables.people.get(person).is_some())
    }
}
