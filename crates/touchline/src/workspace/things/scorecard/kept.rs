//! Scorecards, by where they stand.

use crate::workspace::index::editions::{Place, Section};
use crate::workspace::{Kept, World};
use touchline_kernel::Key;
use touchline_law::ground::ScorecardMark;
use touchline_law::things::scorecard::{Scorecard, State};

impl Kept for Scorecard {
    type Entry = (Key, Place<ScorecardMark>);

    fn entry(&self) -> Self::Entry {
        let section = match self.state {
            _ if self.archived => Section::Archived,
            State::Draft => Section::Draft,
            State::Active => Section::Active,
            State::Retired => Section::Retired,
        };
        let at = self.published.unwrap_or(self.drafted).at;
        (self.template.key.clone(), (section, (at, self.scorecard)))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.scorecard_index.change(before, after);
    }
}
