//! Scorecards, by where they stand.

use crate::workspace::index::editions::{Course, Place};
use crate::workspace::{Kept, World};
use touchline_kernel::Key;
use touchline_law::ground::ScorecardMark;
use touchline_law::things::scorecard::Scorecard;

impl Kept for Scorecard {
    type Entry = (Key, Place<ScorecardMark>);

    fn entry(&self) -> Self::Entry {
        let Self { archived, drafted, published, retired, .. } = *self;
        (self.template.key.clone(), Course { archived, drafted, published, retired }.place(self.scorecard))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.scorecard_index.change(before, after);
    }
}
