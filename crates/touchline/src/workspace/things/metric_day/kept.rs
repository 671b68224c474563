//! What metrics counted on days, by whose it is.

use crate::workspace::{Kept, World};
use touchline_calculators::progress::Observed;
use touchline_kernel::aggregate::Recorded;
use touchline_law::things::metric_day::MetricDay;

impl Kept for Recorded<MetricDay> {
    type Entry = MetricDay;

    fn entry(&self) -> Self::Entry {
        self.document.clone()
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        // Its person, metric, stage and day never change: its id is made of them.
        match before {
            None => world.goal_index.place_day(&after),
            Some(before) => world.count_day(&before.counted, Observed::take),
        }
        world.count_day(&after.counted, Observed::add);
    }

    fn fits(&self, world: &World) -> bool {
        let MetricDay { counted, metric_day } = &self.document;
        *metric_day == counted.id() && world.tables.people.get(counted.person).is_some()
    }
}
