//! Scorecards, by where they stand.

use crate::workspace::things::scorecard::index::{Place, place};
use crate::workspace::{Kept, World};
use touchline_kernel::Key;
use touchline_law::things::scorecard::Scorecard;

impl Kept for Scorecard {
    type Entry = (Key, Place);

    fn entry(&self) -> Self::Entry {
        (self.template.key.clone(), place(self))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.scorecard_index.change(before, after);
    }
}
