//! Scorecards by where they stand: all of them, and the versions of each.

use strum::VariantArray;

use crate::workspace::index::lists::{ListsBy, SortKey, sections};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::Key;
use touchline_law::ground::{ScorecardId, ScorecardMark};
use touchline_law::things::scorecard::{Scorecard, State};

/// Which of the lists a version stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    Draft,
    Active,
    Retired,
    Archived,
}

sections!(Section);

/// Where a version stands in the lists: by when it was published, a draft by when it was drafted.
pub(in crate::workspace) type Place = (Section, SortKey<ScorecardMark>);

pub(in crate::workspace) fn place(scorecard: &Scorecard) -> Place {
    let section = match scorecard.state {
        _ if scorecard.archived => Section::Archived,
        State::Draft => Section::Draft,
        State::Active => Section::Active,
        State::Retired => Section::Retired,
    };
    (section, (scorecard.published.unwrap_or(scorecard.drafted).at, scorecard.scorecard))
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct ScorecardIndex {
    /// `scorecard.list`: "Which are there?", and "which versions of this one?"; "which others have this key?"
    pub(in crate::workspace) listed: ListsBy<Option<Key>, Section, SortKey<ScorecardMark>>,
}

impl ScorecardIndex {
    /// The versions and drafts that have this key.
    pub(in crate::workspace) fn of_key(&self, key: &Key) -> impl Iterator<Item = ScorecardId> {
        let of_key = Some(key.clone());
        let sections = Section::VARIANTS.iter().filter_map(move |section| self.listed.of(&of_key, *section));
        sections.flatten().map(|(_, scorecard)| *scorecard)
    }

    /// Takes a version as it is after a change; a draft may have had another key before.
    pub(in crate::workspace) fn change(&mut self, before: Option<(Key, Place)>, (key, after): (Key, Place)) {
        self.listed.change(None, before.as_ref().map(|(_, place)| *place), Some(after));
        let before = before.map(|(key, place)| (Some(key), place));
        self.listed.hand_over(before, Some((Some(key), after)));
    }
}

impl Follows<World> for ScorecardIndex {
    /// Scorecards are nobody's.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
