//! Calls. Where one turns out to have begun at another moment, its dispositions stand elsewhere among the results.

use super::Kept;
use crate::calls::{Call, CallId};
use crate::facts::DispositionId;
use crate::kernel::aggregate::Recorded;
use crate::kernel::redaction::Redaction;
use crate::kernel::time::Instant;
use crate::law::Thing;
use crate::workspace::table::Table;
use crate::workspace::world::World;

impl Kept for Recorded<Call> {
    type Id = CallId;
    type Entry = (CallId, Instant);

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
        (self.document.call, self.document.started_at)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        let (Some((_, before)), (call, after)) = (before, after) else { return };
        if before == after {
            return;
        }
        let moved: Vec<DispositionId> = world.findings.of_call(call).collect();
        for disposition in moved.into_iter().filter_map(|id| world.dispositions.get(id)) {
            world.findings.began(disposition, before, after);
        }
    }
}
