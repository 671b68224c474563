//! Bundles by who may want to list or count them. Each list names the question that it answers.

use strum::VariantArray;

use crate::workspace::index::counts::{BundleCounts, Counted};
use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::index::reporting::{Follows, Moved};
use crate::workspace::index::responses::Answered;
use crate::workspace::table::LookUp;
use crate::workspace::table::ordered::Ordered;
use crate::workspace::world::World;
use touchline_kernel::command::PersonId;
use touchline_law::access::Subject as _;
use touchline_law::ground::BundleMark;
use touchline_law::things::bundle::Bundle;

/// Which of the lists of packs a bundle stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    Active,
    Completed,
    Archived,
}

sections!(Section);

pub(in crate::workspace) fn section(bundle: &Bundle) -> Section {
    if bundle.archived {
        return Section::Archived;
    }
    if bundle.state.is_final() { Section::Completed } else { Section::Active }
}

/// Bundles by who may want to list them.
#[derive(Debug, Default)]
pub(in crate::workspace) struct BundleIndex {
    /// "All packs of the organisation": by creation.
    pub(in crate::workspace) all: Lists<(), Section, BundleMark>,
    /// "The packs that I made": by creation.
    pub(in crate::workspace) by_author: Lists<PersonId, Section, BundleMark>,
    /// "The packs of one agent": by creation.
    pub(in crate::workspace) by_agent: Lists<PersonId, Section, BundleMark>,
    /// "The packs of the people whom I manage": by creation, in the list of everybody above their agent, since
    /// a page that merged a list for each of a thousand people would cost a thousand.
    pub(in crate::workspace) below: Lists<PersonId, Section, BundleMark>,
    /// "My packs", for the person coached: by release, and only what was released.
    pub(in crate::workspace) shown_to: Lists<PersonId, Section, BundleMark>,
    /// "What does this person still have to do?": the open packs that they keep, by creation.
    pub(in crate::workspace) kept_by: LookUp<PersonId, Ordered<SortKey<BundleMark>>>,
    /// "What am I to do?", for the person coached: the packs that need their action, by release.
    pub(in crate::workspace) to_do: Lists<PersonId, (), BundleMark>,
    /// "How was this agent coached so far?": packs at their end, by when they came to it; those that the agent was
    /// shown, and those that they were not.
    pub(in crate::workspace) ended: Lists<PersonId, WasShown, BundleMark>,
    /// "How many?", of the packs that each list would hold.
    pub(in crate::workspace) counts: BundleCounts,
}

/// What the index needs to know of a bundle, before and after a change.
#[derive(Clone, Copy)]
pub(in crate::workspace) struct Entry {
    pub(in crate::workspace) agent: PersonId,
    author: Option<PersonId>,
    counted: Counted,
    made: (Section, SortKey<BundleMark>),
    shown: Option<(Section, SortKey<BundleMark>)>,
    /// Who keeps it, while it is open.
    keeper: Option<PersonId>,
    to_do: Option<((), SortKey<BundleMark>)>,
    ended: Option<(WasShown, SortKey<BundleMark>)>,
    pub(in crate::workspace) answered: Answered,
}

/// Whether the agent was ever shown it.
type WasShown = bool;

impl Entry {
    pub(in crate::workspace) fn of(bundle: &Bundle) -> Self {
        let section = section(bundle);
        Entry {
            agent: bundle.agent,
            author: bundle.author(),
            counted: Counted::of(bundle),
            keeper: bundle.keeper().filter(|_| bundle.is_open()),
            made: (section, (bundle.created.at, bundle.bundle)),
            shown: bundle.released.map(|released| (section, (released.at, bundle.bundle))),
            to_do: bundle
                .released
                .filter(|_| bundle.state.needs_agent())
                .map(|released| ((), (released.at, bundle.bundle))),
            ended: bundle
                .ended_at()
                .filter(|_| !bundle.archived)
                .map(|ended| (bundle.was_shown(), (ended, bundle.bundle))),
            answered: Answered::of_bundle(bundle),
        }
    }
}

impl BundleIndex {
    /// Takes a bundle as it is after a change; its agent has these managers, the nearest first.
    pub(in crate::workspace) fn change(&mut self, before: Option<Entry>, after: &Entry, managers: &[PersonId]) {
        let made_before = before.map(|entry| entry.made);
        self.all.change((), made_before, Some(after.made));
        self.by_agent.change(after.agent, made_before, Some(after.made));
        for manager in managers {
            self.below.change(*manager, made_before, Some(after.made));
        }
        let author_before = before.and_then(|entry| entry.author);
        if let Some(author) = author_before.filter(|_| author_before != after.author) {
            self.by_author.change(author, made_before, None);
        }
        if let Some(author) = after.author {
            self.by_author.change(author, made_before.filter(|_| author_before == after.author), Some(after.made));
        }
        self.keep(before.and_then(|entry| entry.keeper), after);
        self.shown_to.change(after.agent, before.and_then(|entry| entry.shown), after.shown);
        self.to_do.change(after.agent, before.and_then(|entry| entry.to_do), after.to_do);
        self.ended.change(after.agent, before.and_then(|entry| entry.ended), after.ended);
        self.counts.change(before.map(|entry| entry.counted), after.counted, managers);
    }

    fn keep(&mut self, before: Option<PersonId>, after: &Entry) {
        if before == after.keeper {
            return;
        }
        let (_, key) = after.made;
        if let Some(kept) = before.and_then(|keeper| self.kept_by.get_mut(&keeper)) {
            kept.remove(&key);
        }
        if let Some(keeper) = after.keeper {
            self.kept_by.entry(keeper).or_default().insert(key);
        }
    }
}

impl Follows<World> for BundleIndex {
    /// A person has moved, and everybody below them along: so does what coaches them.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.below.moved(moved, &self.by_agent, Section::VARIANTS);
        self.counts.moved(moved, world);
    }
}
