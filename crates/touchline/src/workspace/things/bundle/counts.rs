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
    /// "The figures of what I made" for others.
    made: ByDoer<Tally>,
    /// "What needs my action", for the person coached: only what was released.
    shown: LookUp<PersonId, Tally>,
    /// "What was answered of what I keep, for others": of what the keeper had made too.
    answered_of_own: ByDoer<Tally>,
    /// The same, of what somebody else had made.
    answered_of_others: ByDoer<Tally>,
}

/// What the counts need to know of a bundle, before and after a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::workspace) struct Counted {
    agent: PersonId,
    author: Option<PersonId>,
    keeper: Option<PersonId>,
    shown: bool,
    /// Nothing where the bundle is archived.
    state: Option<State>,
}

impl Counted {
    pub(in crate::workspace) fn of(bundle: &Bundle) -> Self {
        // What somebody did for themselves they see as the one coached, and in no other way.
        let for_another = |actor: &PersonId| *actor != bundle.agent;
        Counted {
            agent: bundle.agent,
            author: bundle.author().filter(for_another),
            keeper: bundle.keeper().filter(for_another),
            shown: bundle.was_shown(),
            state: (!bundle.archived).then_some(bundle.state),
        }
    }

    /// Who keeps it, and whether they made it too.
    fn kept(&self) -> Option<(PersonId, bool)> {
        self.keeper.map(|keeper| (keeper, self.author == Some(keeper)))
    }

    /// Where the bundle is counted, if anywhere.
    fn tallies(&self) -> Tallies {
        let all = self.state.map(Tally::one).unwrap_or_default();
        let only_if = |counted: bool| if counted { all } else { Tally::default() };
        Tallies { all, shown: only_if(self.shown), answered: only_if(self.state.is_some_and(State::is_answered)) }
    }
}

/// One bundle, as each sort of count has it.
#[derive(Default)]
struct Tallies {
    all: Tally,
    shown: Tally,
    answered: Tally,
}

/// One bundle's tally before and after, under whoever it stands: once where that stays, else taken from the one and
/// given to the other.
fn go_over<Who: PartialEq>(
    was: Option<Who>,
    is: Option<Who>,
    (less, more): (&Tally, &Tally),
    mut change: impl FnMut(Who, (&Tally, &Tally)),
) {
    let none = Tally::default();
    if was == is {
        is.into_iter().for_each(|who| change(who, (less, more)));
        return;
    }
    was.into_iter().for_each(|who| change(who, (less, &none)));
    is.into_iter().for_each(|who| change(who, (&none, more)));
}

impl BundleCounts {
    /// What coaches others, by what the viewer is to it.
    pub(in crate::workspace) fn followed(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        let made = self.made.sum(viewer, bearing.manages);
        if bearing.is_author { made } else { self.coached.seen(viewer, bearing).without(&made) }
    }

    /// What the viewer keeps, for others, and they have answered, by what the viewer is to it.
    pub(in crate::workspace) fn answered(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        let answered = if bearing.is_author { &self.answered_of_own } else { &self.answered_of_others };
        answered.sum(viewer, bearing.manages)
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
        let less = before.map(|before| before.tallies()).unwrap_or_default();
        let more = after.tallies();
        // Whom a bundle is for does not change; who made it and who keeps it does where it is handed over.
        let (agent, was) = (after.agent, before.unwrap_or(after));
        self.coached.change(agent, managers, (&less.all, &more.all));
        go_over(was.author, after.author, (&less.all, &more.all), |author, replaced| {
            self.made.change((author, agent), managers, replaced);
        });
        if less.shown != more.shown {
            self.shown.entry(agent).or_default().replace((&less.shown, &more.shown));
        }
        go_over(was.kept(), after.kept(), (&less.answered, &more.answered), |(keeper, own), replaced| {
            let answered = if own { &mut self.answered_of_own } else { &mut self.answered_of_others };
            answered.change((keeper, agent), managers, replaced);
        });
    }
}

impl<World> Follows<World> for BundleCounts {
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.coached.moved(moved, world);
        for done in [&mut self.made, &mut self.answered_of_own, &mut self.answered_of_others] {
            done.moved(moved, world);
        }
    }
}
