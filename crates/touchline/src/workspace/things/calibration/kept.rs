//! Calibrations, by where they stand, by who leads them and by who scores in them.

use crate::workspace::things::calibration::index::Entry;
use crate::workspace::{Kept, World};
use touchline_law::things::calibration::Calibration;

impl Kept for Calibration {
    type Entry = Entry;

    fn entry(&self) -> Self::Entry {
        Entry::of(self)
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.calibration_index.change(before.as_ref(), &after);
    }

    fn fits(&self, world: &World) -> bool {
        let known = |person| world.tables.people.get(person).is_some();
        known(self.agent)
            && self.raters.iter().all(|rater| known(rater.person))
            && world.tables.calls.get(self.call).is_some()
            && world.tables.scorecards.get(self.scorecard).is_some()
    }
}
