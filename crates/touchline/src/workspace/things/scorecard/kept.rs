//! Scorecards, by where they stand.

use crate::workspace::index::editions::{Course, Place};
use crate::workspace::{Kept, World};
use touchline_kernel::Key;
use touchline_law::ground::ScorecardMark;
use touchline_law::life::Thing as _;
use touchline_law::things::scorecard::Scorecard;

impl Kept for Scorecard {
    type Entry = (Key, Place<ScorecardMark>);

    fn entry(&self) -> Self::Entry {
        let (is_published, is_retired) = (self.published.is_some(), self.retired.is_some());
        let course = Course { is_archived: self.archived, is_published, is_retired };
        (self.template.key.clone(), (course.section(), (self.listed_at(), self.scorecard)))
    }

    fn index(world: &mut World, before: Option<Self::Entry>, after: Self::Entry) {
        world.scorecard_index.change(before, after);
    }
}
