//! Escalations by who may want to list or count them.

use strum::VariantArray;

use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::index::responses::Answered;
use crate::workspace::index::sums::{AlongSums, ByDoer};
use crate::workspace::{Along, Follows, Moved, World};
use touchline_kernel::{Id, Instant, PersonId};
use touchline_law::access::Bearing;
use touchline_law::ground::EscalationMark;
use touchline_law::things::escalation::{Escalation, State, Tally};

/// Which of the lists an escalation stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    Active,
    Completed,
    Archived,
}

sections!(Section);

/// The sort key: what was answered after what was not, while that is anybody's turn; then when it was asked last, while
/// it awaits its agent, since its age is told from then, and else when it was raised.
pub(in crate::workspace) type Key = (bool, Instant, Id<EscalationMark>);

#[derive(Debug, Default)]
pub(in crate::workspace) struct EscalationIndex {
    /// `escalation.list`, `escalation.mine`: "What is asked of anybody?", "of one agent?" and "of the people whom I
    /// manage?"
    pub(in crate::workspace) asked: Along<Section, Key>,
    /// `person.duties`: "What does this person still have to do?": the open ones that they keep, by when they were
    /// raised.
    pub(in crate::workspace) kept_by: Lists<PersonId, (), EscalationMark>,
    /// "How many?", of the escalations that each list would hold.
    pub(in crate::workspace) counts: Counts,
}

/// What is kept counted of escalations. What is archived is in none of it.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Counts {
    /// `agent.dashboard`, `agent.detail`, `responses.badge`: "How many in the organisation?", "of mine?" and "of the
    /// people whom I manage?", by who is to answer.
    agents: AlongSums<Tally>,
    /// `responses.badge`: "How many of those that I keep?", for others.
    kept: ByDoer<Tally>,
}

/// What the index needs to know of an escalation, before and after a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::workspace) struct Entry {
    pub(in crate::workspace) agent: PersonId,
    pub(in crate::workspace) answered: Answered,
    keeper: Option<PersonId>,
    /// Where it stands among what its keeper has to do, while it is open.
    kept: Option<SortKey<EscalationMark>>,
    place: (Section, Key),
    /// Nothing where it is archived.
    state: Option<State>,
}

impl Entry {
    pub(in crate::workspace) fn of(escalation: &Escalation) -> Self {
        let (id, raised) = (escalation.escalation, escalation.raised.at);
        let section = match (escalation.archived, escalation.state.is_final()) {
            (true, _) => Section::Archived,
            (false, true) => Section::Completed,
            (false, false) => Section::Active,
        };
        let answered = section == Section::Active && escalation.state.is_answered();
        Entry {
            agent: escalation.agent,
            answered: Answered::of_escalation(escalation),
            keeper: escalation.keeper(),
            kept: escalation.is_open().then_some((raised, id)),
            place: (section, (answered, escalation.awaits_since().unwrap_or(raised), id)),
            state: (!escalation.archived).then_some(escalation.state),
        }
    }

    /// Where it stands among what its keeper has to do.
    fn kept(&self) -> Option<(PersonId, ((), SortKey<EscalationMark>))> {
        Some((self.keeper?, ((), self.kept?)))
    }

    fn tally(&self) -> Tally {
        self.state.map(Tally::one).unwrap_or_default()
    }
}

impl EscalationIndex {
    /// Takes an escalation as it is after a change; its agent, who stays the same, has these managers.
    pub(in crate::workspace) fn change(&mut self, before: Option<Entry>, after: &Entry, managers: &[PersonId]) {
        self.asked.change(after.agent, managers, before.map(|entry| entry.place), Some(after.place));
        self.kept_by.hand_over(before.and_then(|entry| entry.kept()), after.kept());
        self.counts.change(before, after, managers);
    }
}

impl Follows<World> for EscalationIndex {
    /// A person has moved, and everybody below them along: so does what is asked of them.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.asked.moved(moved, world);
        self.counts.agents.moved(moved, world);
        self.counts.kept.moved(moved, world);
    }
}

impl Counts {
    /// What is asked of others, by what the viewer is to it. Who raised one sees it by nothing else than everybody,
    /// and so is counted with them.
    pub(in crate::workspace) fn followed(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        self.agents.seen(viewer, bearing)
    }

    /// What the viewer keeps, for others, by whether they manage them.
    pub(in crate::workspace) fn kept(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        self.kept.kept(viewer, bearing)
    }

    /// What is asked of one agent.
    pub(in crate::workspace) fn of_agent(&self, agent: PersonId) -> Tally {
        self.agents.own(agent)
    }

    fn change(&mut self, before: Option<Entry>, after: &Entry, managers: &[PersonId]) {
        let (less, more) = (before.map(|entry| entry.tally()).unwrap_or_default(), after.tally());
        self.agents.change(after.agent, managers, (&less, &more));
        // What somebody keeps for themselves they see as its agent, and in no other way.
        let for_another = |entry: &Entry| entry.keeper.filter(|keeper| *keeper != entry.agent);
        let keepers = (before.as_ref().and_then(for_another), for_another(after));
        self.kept.hand_over(keepers, after.agent, managers, (&less, &more));
    }
}
