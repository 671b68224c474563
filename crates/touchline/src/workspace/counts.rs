//! Bundles counted as events are folded in, by cell of visibility: who is coached, who made it, who
//! released it. Access adds the cells up for a viewer. What is archived is in none of them.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::access::Subject as _;
use crate::bundle::{Bundle, State, Tally};
use crate::kernel::command::{Actor, PersonId};
use crate::kernel::id::Id;

/// Tallies of what one person made or released, by the person coached and whether the first also made it.
#[derive(Debug, Default)]
pub(super) struct Cells(BTreeMap<(PersonId, PersonId, bool), Tally>);

impl Cells {
    /// The cells of one person: who is coached, whether the person made what is counted, and the counts.
    pub(super) fn of(&self, person: PersonId) -> impl Iterator<Item = (PersonId, bool, &Tally)> {
        let (first, last) = ((person, Id::new(Uuid::nil()), false), (person, Id::new(Uuid::max()), true));
        self.0.range(first..=last).map(|((_, coached, made), tally)| (*coached, *made, tally))
    }

    fn change(&mut self, key: (PersonId, PersonId, bool), state: State, change: Change) {
        let tally = self.0.entry(key).or_default();
        change(tally, state);
        if tally.is_empty() {
            self.0.remove(&key);
        }
    }
}

type Change = fn(&mut Tally, State);

/// What is kept counted of bundles.
#[derive(Debug, Default)]
pub(super) struct BundleCounts {
    /// "The figures of the organisation."
    pub(super) all: Tally,
    /// "The figures of the people whom I manage", one look-up each.
    pub(super) by_agent: BTreeMap<PersonId, Tally>,
    /// "The figures of what I made."
    pub(super) by_author: Cells,
    /// "What needs my action", for the person coached: only what was released.
    pub(super) shown_to: BTreeMap<PersonId, Tally>,
    /// "What was answered of what I released to others", at once.
    pub(super) answered: BTreeMap<PersonId, Tally>,
    /// The same by person coached, for who does not see all of it.
    pub(super) answered_by_agent: Cells,
}

/// What the counts need to know of a bundle, before and after a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Counted {
    agent: PersonId,
    author: Option<PersonId>,
    releaser: Option<PersonId>,
    shown: bool,
    /// Nothing where the bundle is archived.
    state: Option<State>,
}

impl Counted {
    pub(super) fn of(bundle: &Bundle) -> Self {
        Counted {
            agent: bundle.agent,
            author: bundle.author(),
            releaser: bundle.released.and_then(|released| match released.by {
                Actor::Person(releaser) => Some(releaser),
                Actor::System => None,
            }),
            shown: bundle.was_shown(),
            state: (!bundle.archived).then_some(bundle.state),
        }
    }
}

impl BundleCounts {
    pub(super) fn change(&mut self, before: Option<Counted>, after: Counted) {
        if before == Some(after) {
            return;
        }
        if let Some(before) = before {
            self.each(before, Tally::uncount);
        }
        self.each(after, Tally::count);
    }

    /// Changes every tally in which the bundle is counted.
    fn each(&mut self, counted: Counted, change: Change) {
        let Counted { agent, author, releaser, shown, state: Some(state) } = counted else { return };
        change(&mut self.all, state);
        change(self.by_agent.entry(agent).or_default(), state);
        if let Some(author) = author {
            self.by_author.change((author, agent, true), state, change);
        }
        if shown {
            change(self.shown_to.entry(agent).or_default(), state);
        }
        if let Some(releaser) = releaser.filter(|releaser| *releaser != agent && state.is_answered()) {
            change(self.answered.entry(releaser).or_default(), state);
            self.answered_by_agent.change((releaser, agent, author == Some(releaser)), state, change);
        }
    }
}
