//! How much was looked at, by whose calls it was: what an empty queue is explained with.

use crate::workspace::index::reporting::{Follows, Moved};
use crate::workspace::index::sums::{Additive as _, ByPerson};
use crate::workspace::world::World;
use touchline_kernel::command::PersonId;
use touchline_law::access::Bearing;
use touchline_law::things::disposition::{Looked, Ruling, Tally};

/// What is kept counted of dispositions.
#[derive(Debug, Default)]
pub(in crate::workspace) struct LookedAt {
    /// "How much was looked at in the organisation?"
    all: Tally,
    /// "How much of the people whom I manage?", by who handled the calls.
    agents: ByPerson<Tally>,
}

impl LookedAt {
    /// What was looked at of others, by what the viewer is to it; nobody is a disposition's author.
    pub(in crate::workspace) fn seen(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        match (bearing.is_author, bearing.manages) {
            (true, _) => Tally::default(),
            (false, true) => self.agents.below(viewer),
            (false, false) => self.all.without(&self.agents.own(viewer)).without(&self.agents.below(viewer)),
        }
    }

    /// A disposition came to be for this agent, who has these managers; `alone` tells that it is the only one of its call
    /// for them.
    pub(in crate::workspace) fn add(
        &mut self,
        agent: PersonId,
        managers: &[PersonId],
        (ruling, alone): (Ruling, bool),
    ) {
        self.replace(agent, managers, (&Tally::default(), &counted(ruling, alone)));
    }

    /// A disposition is this agent's no more, or says something else now.
    pub(in crate::workspace) fn take(
        &mut self,
        agent: PersonId,
        managers: &[PersonId],
        (ruling, alone): (Ruling, bool),
    ) {
        self.replace(agent, managers, (&counted(ruling, alone), &Tally::default()));
    }

    fn replace(&mut self, agent: PersonId, managers: &[PersonId], (before, after): (&Tally, &Tally)) {
        self.all.replace((before, after));
        self.agents.change(agent, managers, (before, after));
    }
}

impl Follows<World> for LookedAt {
    /// People have moved, and with them what was looked at of theirs.
    fn moved(&mut self, moved: &Moved, _: &World) {
        self.agents.moved(moved);
    }
}

/// What a disposition counts for, with its call where it is the only one of it.
fn counted(ruling: Ruling, alone: bool) -> Tally {
    let mut tally = Tally::one(Looked::of(ruling));
    if alone {
        tally.add(&Tally::one(Looked::Call));
    }
    tally
}
