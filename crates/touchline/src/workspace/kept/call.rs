//! Calls. Where one turns out to have begun at another moment, its dispositions stand elsewhere among the results.

use super::Kept;
use crate::calls::{Call, CallId};
use crate::facts::DispositionId;
use crate::kernel::aggregate::Recorded;
use crate::kernel::redaction::Redaction;
use crate::law::Thing;
use crate::progress::Observed;
use crate::workspace::goals::CallCounted;
use crate::workspace::table::Table;
use crate::workspace::world::World;

impl Kept for Recorded<Call> {
    type Id = CallId;
    type Entry = (CallId, CallCounted);

    fn table(world: &World) -> &Table<CallId, Self> {
        &world.calls
    }

    fn table_mut(world: &mut World) -> &mut Table<CallId, Self> {
        &mut world.calls
    }

    fn thing(self) -> Thing {
        Thing::Call(self)
    }

    fn redact(&mut self, redaction: &Redaction) {
        self.document.redact(redaction);
    }

    fn entry(&self) -> Self::Entry {
        (self.document.call, CallCounted::of(&self.document))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (before, (call, after)) = (before.map(|(_, before)| before), after);
        world.goal_index.place_call(call, before, after);
        if before != Some(after) {
            before.into_iter().for_each(|before| world.goal_index.call(&world.goals, before, Observed::take));
            world.goal_index.call(&world.goals, after, Observed::add);
        }
        let Some(before) = before.map(|before| before.began).filter(|before| *before != after.began) else { return };
        let moved: Vec<DispositionId> = world.findings.of_call(call).collect();
        for disposition in moved.into_iter().filter_map(|id| world.dispositions.get(id)) {
            let result = ((disposition.agent, disposition.check.as_ref()), disposition.ruling);
            world.goal_index.result(&world.goals, result, before, Observed::take);
            world.goal_index.result(&world.goals, result, after.began, Observed::add);
            world.findings.began(disposition, before, after.began);
        }
    }
}
