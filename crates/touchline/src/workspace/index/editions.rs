//! What is drafted, published and retired version by version: by where a version stands, all of them and those of one key.

use strum::VariantArray;

use super::lists::{ListsBy, SortKey, sections};
use crate::workspace::{Follows, Moved, World};
use touchline_kernel::{Id, Key};

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
pub(in crate::workspace) type Place<T> = (Section, SortKey<T>);

/// What became of a version, which says where it stands.
#[derive(Clone, Copy, Debug)]
pub(in crate::workspace) struct Course {
    pub(in crate::workspace) is_archived: bool,
    pub(in crate::workspace) is_published: bool,
    pub(in crate::workspace) is_retired: bool,
}

impl Course {
    pub(in crate::workspace) fn section(self) -> Section {
        match self {
            Course { is_archived: true, .. } => Section::Archived,
            Course { is_published: false, .. } => Section::Draft,
            Course { is_retired: true, .. } => Section::Retired,
            _ => Section::Active,
        }
    }
}

/// The versions of the things `T`.
#[derive(Debug)]
pub(in crate::workspace) struct Editions<T> {
    /// "Which are there?", and "which versions of this one?"; "which others have this key?"
    pub(in crate::workspace) listed: ListsBy<Option<Key>, Section, SortKey<T>>,
}

impl<T> Default for Editions<T> {
    fn default() -> Self {
        Editions { listed: ListsBy::default() }
    }
}

impl<T> Editions<T> {
    /// The versions and drafts that have this key.
    pub(in crate::workspace) fn of_key(&self, key: &Key) -> impl Iterator<Item = Id<T>> {
        let of_key = Some(key.clone());
        let sections = Section::VARIANTS.iter().filter_map(move |section| self.listed.of(&of_key, *section));
        sections.flatten().map(|(_, version)| *version)
    }

    /// Takes a version as it is after a change; a draft may have had another key before.
    pub(in crate::workspace) fn change(&mut self, before: Option<(Key, Place<T>)>, (key, after): (Key, Place<T>)) {
        self.listed.change(None, before.as_ref().map(|(_, place)| *place), Some(after));
        let before = before.map(|(key, place)| (Some(key), place));
        self.listed.hand_over(before, Some((Some(key), after)));
    }
}

impl<T> Follows<World> for Editions<T> {
    /// They are nobody's.
    fn moved(&mut self, _: &Moved, _: &World) {}
}
