//! The policy that was adopted last: what is suggested follows it, and so do the days that goals are counted in, and the
//! reviews that count towards them.

use touchline_kernel::time::Zone;
use touchline_law::policy::{DisputedScores, SuggestionPolicy};
use touchline_law::things::policy::{self, InForce};
use touchline_law::things::review::counted_in_goals;

use crate::workspace::things::training_item::proposals_index::adopt;
use crate::workspace::{Kept, World};

/// What follows a policy.
pub(in crate::workspace) struct Entry {
    counted_reviews: Option<DisputedScores>,
    suggestions: SuggestionPolicy,
    zone: Zone,
}

impl Kept for InForce {
    type Entry = Entry;

    /// Whatever is put in its places follows it.
    const AT_ONCE: bool = true;

    fn entry(&self) -> Entry {
        let Self { settings, .. } = self;
        Entry {
            counted_reviews: counted_in_goals(settings),
            suggestions: settings.training.suggestions.clone(),
            zone: settings.organisation.zone,
        }
    }

    fn index(world: &mut World, before: Option<Entry>, after: Entry) {
        adopt(world, &after.suggestions);
        world.count_reviews(after.counted_reviews);
        if before.map_or(world.first_zone, |before| before.zone) != after.zone {
            world.measure_all();
        }
    }

    /// There is one, whose id is the same everywhere.
    fn fits(&self, _: &World) -> bool {
        self.policy == policy::id()
    }
}
