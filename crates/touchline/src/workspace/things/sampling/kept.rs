//! Samplings, and the calls that they send into the review queue.

use crate::workspace::kept::Kept;
use crate::workspace::table::Table;
use crate::workspace::things::review_queue::index::refresh;
use crate::workspace::world::World;
use touchline_kernel::redaction::Redaction;
use touchline_law::ground::SamplingId;
use touchline_law::ground::calls::CallId;
use touchline_law::law::Thing;
use touchline_law::things::review_queue::SampledIn;
use touchline_law::things::sampling::Sampling;

impl Kept for Sampling {
    type Id = SamplingId;
    type Entry = Vec<(CallId, SampledIn)>;

    fn table(world: &World) -> &Table<Self> {
        &world.samplings
    }

    fn table_mut(world: &mut World) -> &mut Table<Self> {
        &mut world.samplings
    }

    fn id(&self) -> SamplingId {
        self.sampling
    }

    fn thing(self) -> Thing {
        Thing::Sampling(self)
    }

    /// A sampling holds no personal text.
    fn redact(&mut self, _: &Redaction) {}

    fn entry(&self) -> Self::Entry {
        let sampled = |reviewer| SampledIn { reviewer, sampling: self.sampling };
        self.drawn.iter().map(|drawn| (drawn.call, sampled(drawn.reviewer))).collect()
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        // It is drawn once.
        if before.is_some() {
            return;
        }
        for (call, sampled) in after {
            world.review_queue.draw(call, sampled);
            refresh(world, call);
        }
    }
}
