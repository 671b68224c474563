//! What metrics counted on days, by whose it is.

use crate::workspace::kept::Kept;
use crate::workspace::table::Table;
use crate::workspace::world::World;
use touchline_calculators::progress::Observed;
use touchline_kernel::aggregate::Recorded;
use touchline_kernel::redaction::Redaction;
use touchline_law::ground::MetricDayId;
use touchline_law::law::Thing;
use touchline_law::things::metric_day::MetricDay;

impl Kept for Recorded<MetricDay> {
    type Id = MetricDayId;
    type Entry = MetricDay;

    fn table(world: &World) -> &Table<Self> {
        &world.metric_days
    }

    fn table_mut(world: &mut World) -> &mut Table<Self> {
        &mut world.metric_days
    }

    fn id(&self) -> MetricDayId {
        self.document.metric_day
    }

    fn thing(self) -> Thing {
        Thing::MetricDay(self)
    }

    /// It holds no text.
    fn redact(&mut self, _: &Redaction) {}

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
        *metric_day == counted.id() && world.people.get(counted.person).is_some()
    }
}
