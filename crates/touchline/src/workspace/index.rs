//! The workspace's indexes. Each names the question that it answers.

use core::hash::Hash;

use strum::VariantArray as _;

use super::counts::{BundleCounts, Counted, TrainingCounts};
use super::ordered::Ordered;
use super::reporting::Moved;
use super::responses::Answered;
use super::table::LookUp;
use crate::access::Subject as _;
use crate::bundle::Bundle;
use crate::facts::{BundleMark, TrainingItemMark};
use crate::kernel::command::PersonId;
use crate::kernel::id::Id;
use crate::kernel::time::Instant;
use crate::training::{self, TrainingItem};

/// The sort key of a list: a moment that does not change while the thing stands in it, then the id.
pub(super) type SortKey<T> = (Instant, Id<T>);

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

/// Ordered keys of the things `T`, by some owner and section.
pub(super) type Lists<Owner, Section, T> = ListsBy<Owner, Section, SortKey<T>>;

/// Ordered keys of any sort, by some owner and section.
#[derive(Debug)]
pub(super) struct ListsBy<Owner, Section, Key>(LookUp<(Owner, Section), Ordered<Key>>);

impl<Owner, Section, Key> Default for ListsBy<Owner, Section, Key> {
    fn default() -> Self {
        ListsBy(LookUp::default())
    }
}

impl<Owner: Eq + Hash + Copy, Section: Eq + Hash + Copy, Key: Ord + Copy> ListsBy<Owner, Section, Key> {
    pub(super) fn of(&self, owner: Owner, section: Section) -> Option<&Ordered<Key>> {
        self.0.get(&(owner, section))
    }

    pub(super) fn change(&mut self, owner: Owner, before: Option<(Section, Key)>, after: Option<(Section, Key)>) {
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

impl<Section: Eq + Hash + Copy, Key: Ord + Copy> ListsBy<PersonId, Section, Key> {
    /// The keys of what is about a person stand below the managers whom the person has now.
    pub(super) fn moved(&mut self, moved: &Moved, section: Section, keys: &[Key]) {
        for key in keys.iter().map(|key| (section, *key)) {
            moved.lost.iter().for_each(|manager| self.change(*manager, Some(key), None));
            moved.gained.iter().for_each(|manager| self.change(*manager, None, Some(key)));
        }
    }

    pub(super) fn keys(&self, person: PersonId, section: Section) -> impl Iterator<Item = Key> {
        self.of(person, section).into_iter().flatten().copied()
    }
}

/// Bundles by who may want to list them.
#[derive(Debug, Default)]
pub(super) struct BundleIndex {
    /// "All packs of the organisation": by creation.
    pub(super) all: Lists<(), Section, BundleMark>,
    /// "The packs that I made": by creation.
    pub(super) by_author: Lists<PersonId, Section, BundleMark>,
    /// "The packs of one agent": by creation.
    pub(super) by_agent: Lists<PersonId, Section, BundleMark>,
    /// "The packs of the people whom I manage": by creation, in the list of everybody above their agent, since
    /// a page that merged a list for each of a thousand people would cost a thousand.
    pub(super) below: Lists<PersonId, Section, BundleMark>,
    /// "My packs", for the person coached: by release, and only what was released.
    pub(super) shown_to: Lists<PersonId, Section, BundleMark>,
    /// "What does this person still have to do?": the open packs that they keep, by creation.
    pub(super) kept_by: LookUp<PersonId, Ordered<SortKey<BundleMark>>>,
    /// "What am I to do?", for the person coached: the packs that need their action, by release.
    pub(super) to_do: Lists<PersonId, (), BundleMark>,
    /// "How was this agent coached so far?": packs at their end, by when they came to it; those that the agent was
    /// shown, and those that they were not.
    pub(super) ended: Lists<PersonId, WasShown, BundleMark>,
    /// "How many?", of the packs that each list would hold.
    pub(super) counts: BundleCounts,
}

/// What the index needs to know of a bundle, before and after a change.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) agent: PersonId,
    author: Option<PersonId>,
    counted: Counted,
    made: (Section, SortKey<BundleMark>),
    shown: Option<(Section, SortKey<BundleMark>)>,
    /// Who keeps it, while it is open.
    keeper: Option<PersonId>,
    to_do: Option<((), SortKey<BundleMark>)>,
    ended: Option<(WasShown, SortKey<BundleMark>)>,
    pub(super) answered: Answered,
}

/// Whether the agent was ever shown it.
type WasShown = bool;

impl Entry {
    pub(super) fn of(bundle: &Bundle) -> Self {
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
    pub(super) fn change(&mut self, before: Option<Entry>, after: &Entry, managers: &[PersonId]) {
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

    /// A person has moved, and everybody below them along: so does what coaches them.
    pub(super) fn moved(&mut self, moved: &Moved) {
        for section in SECTIONS {
            let below = self.below.keys(moved.person, section);
            let keys: Vec<_> = self.by_agent.keys(moved.person, section).chain(below).collect();
            self.below.moved(moved, section, &keys);
        }
        self.counts.moved(moved);
    }
}

/// Training items by who may want to list them, and by where they stand.
#[derive(Debug, Default)]
pub(super) struct TrainingIndex {
    /// "The queue of the organisation."
    pub(super) all: Lists<(), training::State, TrainingItemMark>,
    /// "The queue of one agent."
    pub(super) by_agent: Lists<PersonId, training::State, TrainingItemMark>,
    /// "The queue of the people whom I manage", in the list of everybody above the agent.
    pub(super) below: Lists<PersonId, training::State, TrainingItemMark>,
    /// "How many?", of the items that each list would hold.
    pub(super) counts: TrainingCounts,
}

/// Where an item stands in the lists.
pub(super) type Place = (training::State, SortKey<TrainingItemMark>);

/// An item's place in the lists.
pub(super) fn place(item: &TrainingItem) -> Place {
    (item.state, (item.raised.at, item.training_item))
}

impl TrainingIndex {
    /// An item is another agent's from now on.
    pub(super) fn leave(&mut self, agent: PersonId, before: Place, managers: &[PersonId]) {
        self.all.change((), Some(before), None);
        self.by_agent.change(agent, Some(before), None);
        for manager in managers {
            self.below.change(*manager, Some(before), None);
        }
        self.counts.leave(agent, before.0, managers);
    }

    /// Takes an item as it is after a change; its agent has these managers, the nearest first.
    pub(super) fn change(&mut self, before: Option<Place>, agent: PersonId, after: Place, managers: &[PersonId]) {
        self.all.change((), before, Some(after));
        self.by_agent.change(agent, before, Some(after));
        for manager in managers {
            self.below.change(*manager, before, Some(after));
        }
        self.counts.change(agent, before.map(|(state, _)| state), after.0, managers);
    }

    /// A person has moved, and everybody below them along: so do their items.
    pub(super) fn moved(&mut self, moved: &Moved) {
        for state in training::State::VARIANTS {
            let below = self.below.keys(moved.person, *state);
            let keys: Vec<_> = self.by_agent.keys(moved.person, *state).chain(below).collect();
            self.below.moved(moved, *state, &keys);
        }
        self.counts.moved(moved);
    }
}
