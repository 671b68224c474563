//! Sessions, by their plans and by who takes part.

use crate::workspace::index::history::Coaching;
use crate::workspace::things::session::index::Entry;
use crate::workspace::things::training_item::proposals_index::change_session;
use crate::workspace::{Kept, World};
use touchline_kernel::Instant;
use touchline_law::ground::{PlanId, SessionId, ThingRef};
use touchline_law::life::Thing as _;
use touchline_law::things::session::{Session, State};

/// A session as coaching: by when it began, once it was held, and those of the organisation who coached in it.
fn coaching(session: &Session) -> Coaching {
    let held = (session.time.starts_at, ThingRef::of(session.session));
    let by = session.coaches.iter().filter_map(|one| one.coach.person()).collect();
    Coaching { by, key: (session.state == State::Held).then_some(held), to: session.coachee }
}

impl Kept for Session {
    type Entry = (Entry, Coaching, (PlanId, SessionId));

    fn entry(&self) -> Self::Entry {
        (Entry::of(self), coaching(self), (self.plan, self.session))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (entry, coaching, (plan, session)) = after;
        let (was, coached) = before.map(|(entry, coaching, _)| (entry, coaching)).unzip();
        let held = |coaching: &Coaching| -> Option<Instant> { coaching.key.map(|(at, _)| at) };
        let changed = (coached.as_ref().and_then(held), held(&coaching));
        change_session(world, (coaching.to, plan, session), changed);
        world.session_index.change(was.as_ref(), &entry);
        world.history.change(coached.as_ref(), &coaching);
    }

    fn fits(&self, world: &World) -> bool {
        let people = [self.coachee].into_iter().chain(self.circle());
        let is_of_plan = world.tables.plans.get(self.plan).is_some_and(|plan| plan.coachee == self.coachee);
        is_of_plan && people.into_iter().all(|person| world.tables.people.get(person).is_some())
    }
}
