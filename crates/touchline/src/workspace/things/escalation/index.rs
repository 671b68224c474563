//! Escalations by who may want to list or count them.

use std::collections::BTreeSet;

use strum::VariantArray;

use crate::workspace::index::campaigns::ByCampaign;
use crate::workspace::index::lists::{Lists, SortKey, sections};
use crate::workspace::index::responses::{self, AnswerKey, Answered};
use crate::workspace::index::sums::{AlongSums, ByDoer};
use crate::workspace::{Along, Follows, LookUp, Moved, World};
use touchline_kernel::{Id, Instant, PersonId};
use touchline_law::access::Bearing;
use touchline_law::ground::{CallId, EscalationId, EscalationMark};
use touchline_law::things::escalation::{Escalation, State, Tally};

/// Which of the lists an escalation stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    Active,
    Completed,
    Archived,
}

sections!(Section);

/// The sort key: where it stands among others, then the id.
pub(in crate::workspace) type Key = (bool, Instant, Id<EscalationMark>);

#[derive(Debug, Default)]
pub(in crate::workspace) struct EscalationIndex {
    /// What is asked, and what of it about calls of each campaign.
    pub(in crate::workspace) asked: ByCampaign<Asked>,
    /// "Which are about this call?"
    of_call: LookUp<CallId, BTreeSet<EscalationId>>,
    /// `person.duties`: "What does this person still have to do?": the open ones that they keep, by when they were
    /// raised.
    pub(in crate::workspace) kept_by: Lists<PersonId, (), EscalationMark>,
    /// `person.review_pack`: "What was this person asked?", by when it was raised, whatever became of it.
    pub(in crate::workspace) raised_to: Lists<PersonId, (), EscalationMark>,
}

/// What is asked of people.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Asked {
    /// `escalation.list`, `escalation.mine`: "What is asked of anybody?", "of one agent?" and "of the people whom I
    /// manage?"
    pub(in crate::workspace) listed: Along<Section, Key>,
    /// `responses.list`: "All answers in the organisation", "of one agent" and "of the people whom I manage".
    pub(in crate::workspace) answers: Along<responses::Section, AnswerKey>,
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
    answered: Answered,
    pub(in crate::workspace) call: Option<CallId>,
    escalation: EscalationId,
    keeper: Option<PersonId>,
    /// Where it stands among what its keeper has to do, while it is open.
    kept: Option<SortKey<EscalationMark>>,
    place: (Section, Key),
    raised: SortKey<EscalationMark>,
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
        let (answered, since) = escalation.rank();
        Entry {
            agent: escalation.agent,
            answered: Answered::of_escalation(escalation),
            call: escalation.about.call(),
            escalation: id,
            keeper: escalation.keeper(),
            kept: escalation.is_open().then_some((raised, id)),
            place: (section, (answered, since, id)),
            raised: (raised, id),
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
    /// Takes an escalation as it is after a change, about a call of this campaign where it is about one; its agent, who
    /// stays the same, has these managers.
    pub(in crate::workspace) fn change(
        &mut self,
        before: Option<Entry>,
        after: &Entry,
        campaign: Option<&touchline_kernel::Key>,
        managers: &[PersonId],
    ) {
        if let Some(call) = after.call.filter(|_| before.is_none()) {
            self.of_call.entry(call).or_default().insert(after.escalation);
        }
        self.asked.change(campaign, |asked| asked.change(before.as_ref(), Some(after), managers));
        self.kept_by.hand_over(before.and_then(|entry| entry.kept()), after.kept());
        let raised = |entry: &Entry| ((), entry.raised);
        self.raised_to.change(after.agent, before.as_ref().map(raised), Some(raised(after)));
    }

    /// Those that are about a call.
    pub(in crate::workspace) fn of_call(&self, call: CallId) -> Vec<EscalationId> {
        self.of_call.get(&call).into_iter().flatten().copied().collect()
    }

    /// The call of one turned out to be of another campaign.
    pub(in crate::workspace) fn change_campaign(
        &mut self,
        entry: &Entry,
        (was, is): (Option<&touchline_kernel::Key>, Option<&touchline_kernel::Key>),
        managers: &[PersonId],
    ) {
        if let Some(asked) = self.asked.in_campaign(was) {
            asked.change(Some(entry), None, managers);
        }
        if let Some(asked) = self.asked.in_campaign(is) {
            asked.change(None, Some(entry), managers);
        }
    }
}

impl Asked {
    fn change(&mut self, before: Option<&Entry>, after: Option<&Entry>, managers: &[PersonId]) {
        let Some(agent) = after.or(before).map(|entry| entry.agent) else { return };
        let place = |entry: Option<&Entry>| entry.map(|entry| entry.place);
        self.listed.change(agent, managers, place(before), place(after));
        for section in responses::Section::VARIANTS {
            let listed = |entry: Option<&Entry>| entry.and_then(|entry| entry.answered.listed(*section));
            self.answers.change(agent, managers, listed(before), listed(after));
        }
        self.counts.change(before, after, managers);
    }
}

impl Follows<World> for Asked {
    /// A person has moved, and everybody below them along: so does what is asked of them.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.listed.moved(moved, world);
        self.answers.moved(moved, world);
        self.counts.agents.moved(moved, world);
        self.counts.kept.moved(moved, world);
    }
}

impl Follows<World> for EscalationIndex {
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.asked.moved(moved, world);
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

    fn change(&mut self, before: Option<&Entry>, after: Option<&Entry>, managers: &[PersonId]) {
        let Some(agent) = after.or(before).map(|entry| entry.agent) else { return };
        let tally = |entry: Option<&Entry>| entry.map(Entry::tally).unwrap_or_default();
        let (less, more) = (tally(before), tally(after));
        self.agents.change(agent, managers, (&less, &more));
        // What somebody keeps for themselves they see as its agent, and in no other way.
        let for_another = |entry: &Entry| entry.keeper.filter(|keeper| *keeper != entry.agent);
        let keepers = (before.and_then(for_another), after.and_then(for_another));
        self.kept.hand_over(keepers, agent, managers, (&less, &more));
    }
}
