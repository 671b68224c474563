//! Bundles by who may want to list or count them. Each list names the question that it answers.
//!
//! Rules: BUN-11, BUN-12, KER-09.

use strum::VariantArray;

use super::counts::{BundleCounts, Counted};
use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::index::responses::Answered;
use crate::workspace::{Along, Follows, Moved, World};
use touchline_kernel::PersonId;
use touchline_law::access::Subject as _;
use touchline_law::ground::BundleMark;
use touchline_law::things::bundle::{Bundle, State};

/// Which of the lists of packs a bundle stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    /// Released, and not yet answered.
    Awaiting,
    /// Every other that is neither at its end nor put away.
    InHand,
    Completed,
    Archived,
}

sections!(Section);

pub(in crate::workspace) fn section(bundle: &Bundle) -> Section {
    if bundle.archived {
        return Section::Archived;
    }
    match bundle.state {
        State::Released => Section::Awaiting,
        state if state.is_final() => Section::Completed,
        _ => Section::InHand,
    }
}

impl Section {
    /// Where what is being worked on stands.
    pub(in crate::workspace) const OPEN: [Section; 2] = [Section::Awaiting, Section::InHand];
}

/// Bundles by who may want to list them.
#[derive(Debug, Default)]
pub(in crate::workspace) struct BundleIndex {
    /// `bundle.packs`: "All packs of the organisation", "of one agent" and "of the people whom I manage".
    pub(in crate::workspace) packs: Along<Section, SortKey<BundleMark>>,
    /// `bundle.packs`: "The packs that I keep", while they are live; `person.duties`: "What does this person still have
    /// to do?"
    pub(in crate::workspace) by_keeper: Lists<PersonId, Section, BundleMark>,
    /// `bundle.my_packs`: "My packs", for the person coached: by release, and only what was released.
    pub(in crate::workspace) shown_to: Lists<PersonId, Section, BundleMark>,
    /// `agent.dashboard`: "What am I to do?", for the person coached: the packs that need their action, by release.
    pub(in crate::workspace) to_do: Lists<PersonId, (), BundleMark>,
    /// `agent.history`: "How was this agent coached so far?": packs at their end, by when they came to it; those that
    /// the agent was shown, and those that they were not. What was put away stays in it.
    pub(in crate::workspace) ended: Lists<PersonId, WasShown, BundleMark>,
    /// "How many?", of the packs that each list would hold.
    pub(in crate::workspace) counts: BundleCounts,
}

/// What the index needs to know of a bundle, before and after a change.
#[derive(Clone, Copy)]
pub(in crate::workspace) struct Entry {
    pub(in crate::workspace) agent: PersonId,
    counted: Counted,
    place: (Section, SortKey<BundleMark>),
    shown: Option<(Section, SortKey<BundleMark>)>,
    /// Who keeps it, while it is live.
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
            counted: Counted::of(bundle),
            keeper: bundle.awaited_keeper(),
            place: (section, (bundle.since(), bundle.bundle)),
            shown: bundle.released.map(|released| (section, (released.at, bundle.bundle))),
            to_do: bundle
                .released
                .filter(|_| bundle.state.needs_agent())
                .map(|released| ((), (released.at, bundle.bundle))),
            ended: bundle.ended_at().map(|ended| (bundle.was_shown(), (ended, bundle.bundle))),
            answered: Answered::of_bundle(bundle),
        }
    }

    /// Where it stands among what its keeper has to do.
    fn kept(&self) -> Option<(PersonId, (Section, SortKey<BundleMark>))> {
        self.keeper.map(|keeper| (keeper, self.place))
    }
}

impl BundleIndex {
    /// Takes a bundle as it is after a change; its agent has these managers, the nearest first.
    pub(in crate::workspace) fn change(&mut self, before: Option<Entry>, after: &Entry, managers: &[PersonId]) {
        self.packs.change(after.agent, managers, before.map(|entry| entry.place), Some(after.place));
        self.by_keeper.hand_over(before.and_then(|entry| entry.kept()), after.kept());
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
