//! Bundles counted as events are folded in, by cell of visibility: what each person is to what is counted.
//! Access adds the cells up for a viewer. What is archived is in none of them.

use crate::workspace::index::sums::{Additive as _, AlongSums, ByDoer};
use crate::workspace::{Follows, LookUp, Moved};
use touchline_kernel::command::PersonId;
use touchline_law::access::{Bearing, Subject as _};
use touchline_law::things::bundle::{Bundle, State, Tally};

/// What is kept counted of bundles.
#[derive(Debug, Default)]
pub(in crate::workspace) struct BundleCounts {
    /// `bundle.figures`, `responses.badge`: "The figures of the organisation", and "of the people whom I manage", by
    /// whom the bundles coach; `agent.detail`: "the figures of one agent".
    coached: AlongSums<Tally>,
    /// `bundle.badge`, `responses.badge`: "What was answered of what I keep?", while it is live and for others; and of
    /// the figures what one sees by keeping it.
    kept: ByDoer<Tally>,
    /// "What needs my action", for the person coached: only what was released.
    shown: LookUp<PersonId, Tally>,
}

/// What the counts need to know of a bundle, before and after a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::workspace) struct Counted {
    agent: PersonId,
    keeper: Option<PersonId>,
    shown: bool,
    /// Nothing where the bundle is archived.
    state: Option<State>,
}

impl Counted {
    pub(in crate::workspace) fn of(bundle: &Bundle) -> Self {
        Counted {
            agent: bundle.agent,
            // What somebody keeps for themselves they see as the one coached, and in no other way.
            keeper: bundle.awaited_keeper().filter(|keeper| *keeper != bundle.agent),
            shown: bundle.was_shown(),
            state: (!bundle.archived).then_some(bundle.state),
        }
    }

    /// Where the bundle is counted, if anywhere.
    fn tally(&self) -> Tally {
        self.state.map(Tally::one).unwrap_or_default()
    }

    /// The same among what its agent was shown.
    fn shown_tally(&self) -> Tally {
        if self.shown { self.tally() } else { Tally::default() }
    }
}

impl BundleCounts {
    /// What coaches others, by what the viewer is to it.
    pub(in crate::workspace) fn followed(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        let kept = self.kept.sum(viewer, bearing.manages);
        if bearing.keeps { kept } else { self.coached.seen(viewer, bearing).without(&kept) }
    }

    /// What the viewer keeps, for others, by what they are to it.
    pub(in crate::workspace) fn kept(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        self.kept.kept(viewer, bearing)
    }

    /// What coaches one agent.
    pub(in crate::workspace) fn of_agent(&self, agent: PersonId) -> Tally {
        self.coached.own(agent)
    }

    /// What was released to the viewer.
    pub(in crate::workspace) fn shown_to(&self, viewer: PersonId) -> Tally {
        self.shown.get(&viewer).copied().unwrap_or_default()
    }

    /// Counts a bundle as it is after a change; its agent has these managers.
    pub(in crate::workspace) fn change(&mut self, before: Option<Counted>, after: Counted, managers: &[PersonId]) {
        if before == Some(after) {
            return;
        }
        let (less, more) = (before.as_ref().map(Counted::tally).unwrap_or_default(), after.tally());
        // Whom a bundle is for does not change; who keeps it does, by release, hand-over and its end.
        let agent = after.agent;
        self.coached.change(agent, managers, (&less, &more));
        let keepers = (before.and_then(|before| before.keeper), after.keeper);
        self.kept.hand_over(keepers, agent, managers, (&less, &more));
        let (hidden, shown) = (before.as_ref().map(Counted::shown_tally).unwrap_or_default(), after.shown_tally());
        if hidden != shown {
            self.shown.entry(agent).or_default().replace((&hidden, &shown));
        }
    }
}

impl<World> Follows<World> for BundleCounts {
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.coached.moved(moved, world);
        self.kept.moved(moved, world);
    }
}
