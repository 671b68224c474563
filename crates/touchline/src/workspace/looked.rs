//! How much was looked at, by whose calls it was: what an empty queue is explained with.

use super::reporting::Moved;
use super::sums::{Additive as _, ByPerson};
use super::table::LookUp;
use crate::access::Bearing;
use crate::calls::CallId;
use crate::disposition::{Looked, Ruling, Tally};
use crate::kernel::command::PersonId;

/// What is kept counted of dispositions.
#[derive(Debug, Default)]
pub(super) struct LookedAt {
    /// "How much was looked at in the organisation?"
    all: Tally,
    /// "How much of the people whom I manage?", by who handled the calls.
    agents: ByPerson<Tally>,
    /// "Is there any disposition of this call for this agent?": how many.
    of_call: LookUp<(PersonId, CallId), u32>,
}

impl LookedAt {
    /// What was looked at of others, by what the viewer is to it; nobody is a disposition's author.
    pub(super) fn seen(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        match (bearing.is_author, bearing.manages) {
            (true, _) => Tally::default(),
            (false, true) => self.agents.below(viewer),
            (false, false) => self.all.without(&self.agents.own(viewer)).without(&self.agents.below(viewer)),
        }
    }

    /// A disposition of a call came to be for this agent, who has these managers.
    pub(super) fn add(&mut self, (agent, call): (PersonId, CallId), ruling: Ruling, managers: &[PersonId]) {
        let dispositions = self.of_call.entry((agent, call)).or_default();
        let mut more = Tally::one(Looked::of(ruling));
        if *dispositions == 0 {
            more.add(&Tally::one(Looked::Call));
        }
        *dispositions = dispositions.saturating_add(1);
        self.replace(agent, managers, (&Tally::default(), &more));
    }

    /// A disposition of a call is this agent's no more, or says something else now.
    pub(super) fn take(&mut self, (agent, call): (PersonId, CallId), ruling: Ruling, managers: &[PersonId]) {
        let mut less = Tally::one(Looked::of(ruling));
        let left = self.of_call.get(&(agent, call)).copied().unwrap_or_default().saturating_sub(1);
        if left == 0 {
            self.of_call.remove(&(agent, call));
            less.add(&Tally::one(Looked::Call));
        } else {
            self.of_call.insert((agent, call), left);
        }
        self.replace(agent, managers, (&less, &Tally::default()));
    }

    fn replace(&mut self, agent: PersonId, managers: &[PersonId], (before, after): (&Tally, &Tally)) {
        self.all.replace((before, after));
        self.agents.change(agent, managers, (before, after));
    }

    /// People have moved, and with them what was looked at of theirs.
    pub(super) fn moved(&mut self, moved: &Moved) {
        self.agents.moved(moved);
    }
}
