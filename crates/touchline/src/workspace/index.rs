//! The workspace's indexes. Each names the question that it answers.

use core::hash::Hash;
use std::collections::BTreeSet;

use super::counts::{BundleCounts, Counted};
use super::reporting::Moved;
use super::table::LookUp;
use crate::access::Subject as _;
use crate::bundle::{Bundle, BundleId};
use crate::kernel::command::PersonId;
use crate::kernel::time::Instant;

/// The sort key of a list: a moment that does not change, then the id.
pub(super) type SortKey = (Instant, BundleId);

/// Which of the lists of packs a bundle stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Section {
    Active,
    Completed,
    Archived,
}

const SECTIONS: [Section; 3] = [Section::Active, Section::Completed, Section::Archived];

pub(super) fn section(bundle: &Bundle) -> Section {
    if bundle.archived {
        return Section::Archived;
    }
    if bundle.state.is_final() { Section::Completed } else { Section::Active }
}

/// Ordered keys by some owner and section.
#[derive(Debug)]
pub(super) struct Lists<Owner>(LookUp<(Owner, Section), BTreeSet<SortKey>>);

impl<Owner> Default for Lists<Owner> {
    fn default() -> Self {
        Lists(LookUp::default())
    }
}

impl<Owner: Eq + Hash + Copy> Lists<Owner> {
    pub(super) fn of(&self, owner: Owner, section: Section) -> Option<&BTreeSet<SortKey>> {
        self.0.get(&(owner, section))
    }

    fn change(&mut self, owner: Owner, before: Option<(Section, SortKey)>, after: Option<(Section, SortKey)>) {
        if before == after {
            return;
        }
        if let Some((section, key)) = before
            && let Some(keys) = self.0.get_mut(&(owner, section))
        {
            keys.remove(&key);
        }
        if let Some((section, key)) = after {
            self.0.entry((owner, section)).or_default().insert(key);
        }
    }
}

/// Bundles by who may want to list them.
#[derive(Debug, Default)]
pub(super) struct BundleIndex {
    /// "All packs of the organisation": by creation.
    pub(super) all: Lists<()>,
    /// "The packs that I made": by creation.
    pub(super) by_author: Lists<PersonId>,
    /// "The packs of one agent": by creation.
    pub(super) by_agent: Lists<PersonId>,
    /// "The packs of the people whom I manage": by creation, in the list of everybody above their agent, since
    /// a page that merged a list for each of a thousand people would cost a thousand.
    pub(super) below: Lists<PersonId>,
    /// "My packs", for the person coached: by release, and only what was released.
    pub(super) shown_to: Lists<PersonId>,
    /// "How many?", of the packs that each list would hold.
    pub(super) counts: BundleCounts,
}

/// What the index needs to know of a bundle, before and after a change.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    agent: PersonId,
    author: Option<PersonId>,
    counted: Counted,
    made: (Section, SortKey),
    shown: Option<(Section, SortKey)>,
}

impl Entry {
    pub(super) fn of(bundle: &Bundle) -> Self {
        let section = section(bundle);
        Entry {
            agent: bundle.agent,
            author: bundle.author(),
            counted: Counted::of(bundle),
            made: (section, (bundle.created.at, bundle.bundle)),
            shown: bundle.released.map(|released| (section, (released.at, bundle.bundle))),
        }
    }
}

impl BundleIndex {
    /// Takes a bundle as it is after a change; its agent has these managers, the nearest first.
    pub(super) fn change(&mut self, before: Option<Entry>, after: &Entry, managers: &[PersonId]) {
        let made_before = before.map(|entry| entry.made);
        self.all.change((), made_before, Some(after.made));
        self.by_agent.change(after.agent, made_before, Some(after.made));
        for manager in managers {
            self.below.change(*manager, made_before, Some(after.made));
        }
        if let Some(author) = after.author {
            self.by_author.change(author, made_before, Some(after.made));
        }
        self.shown_to.change(after.agent, before.and_then(|entry| entry.shown), after.shown);
        self.counts.change(before.map(|entry| entry.counted), after.counted, managers);
    }

    /// A person has moved, and everybody below them along: so does what coaches them.
    pub(super) fn moved(&mut self, moved: &Moved) {
        for section in SECTIONS {
            let below = self.below.of(moved.person, section).into_iter().flatten();
            let keys: Vec<SortKey> =
                self.by_agent.of(moved.person, section).into_iter().flatten().chain(below).copied().collect();
            for key in keys.iter().map(|key| (section, *key)) {
                moved.lost.iter().for_each(|manager| self.below.change(*manager, Some(key), None));
                moved.gained.iter().for_each(|manager| self.below.change(*manager, None, Some(key)));
            }
        }
        self.counts.moved(moved);
    }
}
