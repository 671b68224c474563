//! Samplings, and the calls that they send into the review queue.

use crate::workspace::things::review_queue::index::refresh;
use crate::workspace::{Kept, World};
use touchline_kernel::Instant;
use touchline_law::facts::SampledIn;
use touchline_law::ground::calls::CallId;
use touchline_law::things::sampling::Sampling;

impl Kept for Sampling {
    type Entry = (Instant, Vec<(CallId, SampledIn)>);

    fn entry(&self) -> Self::Entry {
        let sampled = |reviewer| SampledIn { reviewer, sampling: self.sampling };
        (self.made.at, self.drawn.iter().map(|drawn| (drawn.call, sampled(drawn.reviewer))).collect())
    }

    fn index(world: &mut World, before: Option<Self::Entry>, (made, after): Self::Entry) {
        // It is drawn once.
        if before.is_some() {
            return;
        }
        for (call, sampled) in after {
            world.review_queue.draw(call, made, sampled);
            refresh(world, call);
        }
    }
}
