//! Bundles by who may want to list or count them. Each list names the question that it answers.
//!
//! Rules: BUN-11, BUN-12.

use strum::VariantArray;

use super::counts::{BundleCounts, Counted};
use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::index::responses::Answered;
use crate::workspace::{Along, Follows, Moved, World};
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
    /// `bundle.packs`: "All packs of the organisation", "of one agent" and "of the people whom I manage": by creation.
    pub(in crate::workspace) packs: Along<Section, SortKey<BundleMark>>,
    /// `bundle.packs`: "The packs that I made": by creation.
    pub(in crate::workspace) by_author: Lists<PersonId, Section, BundleMark>,
    /// `bundle.my_packs`: "My packs", for the person coached: by release, and only what was released.
    pub(in crate::workspace) shown_to: Lists<PersonId, Section, BundleMark>,
    /// `person.duties`: "What does this person still have to do?": the open packs that they keep, by creation.
    pub(in crate::workspace) kept_by: Lists<PersonId, (), BundleMark>,
    /// `agent.dashboard`: "What am I to do?", for the person coached: the packs that need their action, by release.
    pub(in crate::workspace) to_do: Lists<PersonId, (), BundleMark>,
    /// `agent.history`: "How was this agent coached so far?": packs at their end, by when they came to it; those that
    /// the agent was shown, and those that they were not.
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

    /// Where it stands among what its author made.
    fn authored(&self) -> Option<(PersonId, (Section, SortKey<BundleMark>))> {
        self.author.map(|author| (author, self.made))
    }

    /// Where it stands among what its keeper has to do.
    fn kept(&self) -> Option<(PersonId, ((), SortKey<BundleMark>))> {
        let (_, key) = self.made;
        self.keeper.map(|keeper| (keeper, ((), key)))
    }
}

impl BundleIndex {
    /// Takes a bundle as it is after a change; its agent has these managers, the nearest first.
    pub(in crate::workspace) fn change(&mut self, before: Option<Entry>, after: &Entry, managers: &[PersonId]) {
        let made_before = before.map(|entry| entry.made);
        self.packs.change(after.agent, managers, made_before, Some(after.made));
        self.by_author.hand_over(before.and_then(|entry| entry.authored()), after.authored());
        self.kept_by.hand_over(before.and_then(|entry| entry.kept()), after.kept());
        self.shown_to.change(after.agent, before.and_then(|entry| entry.shown), after.shown);
        self.to_do.change(after.agent, before.and_then(|entry| entry.to_do), after.to_do);
        self.ended.change(after.agent, before.and_then(|entry| entry.ended), after.ended);
        self.counts.change(before.map(|entry| entry.counted), after.counted, managers);
    }
}

impl Follows<World> for BundleIndex {
    /// A person has moved, and everybody below them along: so does what coaches them.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.packs.moved(moved, world);
        self.counts.moved(moved, world);
    }
}
