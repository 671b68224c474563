//! Reviews by who may want to list or count them. Each list names the question that it answers.
//!
//! Rules: KER-09, REV-07.

use std::collections::BTreeSet;

use strum::VariantArray;

use crate::workspace::index::lists::{Lists, ListsBy, SortKey, sections};
use crate::workspace::index::moments::{Moments, between};
use crate::workspace::index::sums::{AlongSums, ByDoer};
use crate::workspace::things::review::practised::{Practised, PractisedByDay};
use crate::workspace::{Along, Follows, LookUp, Moved, Ordered, World};
use touchline_kernel::{Id, Instant, PersonId};
use touchline_law::access::Bearing;
use touchline_law::ground::calls::CallId;
use touchline_law::ground::{CallMark, ReviewId, ReviewMark};
use touchline_law::things::review::{Review, State, Tally};

/// Which of the lists a review stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub(in crate::workspace) enum Section {
    Draft,
    /// Delivered, and its acknowledgement is awaited.
    Awaiting,
    /// Delivered, and nothing is awaited of whoever handled the call.
    Settled,
    /// Taken back, or void.
    Retracted,
    Discarded,
    /// Put away after it was delivered.
    Archived,
}

sections!(Section);

impl Section {
    fn of(review: &Review) -> Self {
        match (review.state, review.archived) {
            (State::Discarded, _) => Section::Discarded,
            (State::Draft, _) => Section::Draft,
            (_, true) => Section::Archived,
            (State::Retracted | State::Voided, _) => Section::Retracted,
            _ if review.awaits_acknowledgement() => Section::Awaiting,
            _ => Section::Settled,
        }
    }
}

/// The key of what somebody has before them: whether it awaits them, by what lists go by, then the id.
pub(in crate::workspace) type InboxKey = (bool, Instant, Id<ReviewMark>);

/// A reviewer, and whoever handled the calls.
type Pair = (PersonId, PersonId);

/// Reviews by who may want to list them.
#[derive(Debug, Default)]
pub(in crate::workspace) struct ReviewIndex {
    /// `review.mine`: "What have I before me?", for whoever handled the calls.
    pub(in crate::workspace) inbox: ListsBy<PersonId, (), InboxKey>,
    /// `review.mine`, `review.team`: "What was I given?", "What was anybody?", "What was one person?" and "What were the
    /// people whom I manage?": what was delivered, by since when it has awaited them, else by when it was.
    pub(in crate::workspace) delivered: Along<Section, SortKey<ReviewMark>>,
    /// `review.given`, `review.team`: "What did this reviewer give?", drafts by when they were begun.
    pub(in crate::workspace) by_keeper: Lists<PersonId, Section, ReviewMark>,
    /// `review.given`, `person.duties`: "Which clarifications does this reviewer owe?"
    pub(in crate::workspace) owed_by: Lists<PersonId, (), ReviewMark>,
    /// `review.disputed`, `review.badge`: "Which disputes await a decision?", of anybody, and of the people whom I manage, by when they were
    /// raised.
    pub(in crate::workspace) disputed: Along<(), SortKey<ReviewMark>>,
    /// `review.disputed`, `review.badge`: "On which of these do I not decide?"
    pub(in crate::workspace) disputed_not_for: Lists<PersonId, (), ReviewMark>,
    /// `call.feedback`: "What was said about this call?"
    of_call: LookUp<CallId, BTreeSet<ReviewId>>,
    /// `person.review_pack` and reports: "What was I given between two moments?": what was delivered and stands, whether it is
    /// put away or not, by when it was delivered.
    pub(in crate::workspace) received: Lists<PersonId, (), ReviewMark>,
    /// `review.severity`: "Which calls began then of which reviews were delivered?"
    reviewed: Ordered<SortKey<CallMark>>,
    /// "When did this reviewer deliver the last review of a call of this person's that they answer for?"
    pub(in crate::workspace) given_to: Lists<Pair, (), ReviewMark>,
    /// `review.practice_figures`: "How many met which habit?"
    pub(in crate::workspace) practised: PractisedByDay,
    /// "How many?", of what was delivered.
    pub(in crate::workspace) counts: Counts,
}

/// What is kept counted of reviews that were delivered, and are neither taken back nor put away.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Counts {
    /// `review.badge`, `review.team_figures`: "How many in the organisation?", "of mine?" and "of the people whom I
    /// manage?"
    agents: AlongSums<Tally>,
    /// `review.badge`, `review.team_figures`: "How many of those that I answer for?"
    kept: ByDoer<Tally>,
}

/// What the index needs to know of a review, before and after a change.
#[derive(Clone, PartialEq)]
pub(in crate::workspace) struct Entry {
    pub(in crate::workspace) agent: PersonId,
    /// Who decides on no dispute about it.
    barred: Vec<PersonId>,
    pub(in crate::workspace) call: CallId,
    delivered: Option<Instant>,
    disputed: Option<Instant>,
    inbox: Option<InboxKey>,
    in_line: Option<Instant>,
    is_shown: bool,
    keeper: Option<PersonId>,
    owed: Option<Instant>,
    practised: Option<Practised>,
    review: ReviewId,
    section: Section,
    since: Instant,
    tally: Tally,
    writer: Option<PersonId>,
}

impl Entry {
    pub(in crate::workspace) fn of(review: &Review) -> Self {
        let delivered = review.delivered.map(|delivered| delivered.at);
        let is_there = review.is_before_them();
        let in_line = review.in_line_since();
        let inbox = in_line.filter(|_| is_there).map(|at| (review.awaits_acknowledgement(), at, review.review));
        let disputed = review.disputed_since();
        Entry {
            agent: review.agent,
            barred: review.barred_from_deciding().collect(),
            call: review.call,
            delivered,
            disputed,
            inbox,
            in_line,
            is_shown: review.state.is_shown(),
            keeper: review.keeper(),
            owed: review.owed_since(),
            practised: Practised::of(review),
            review: review.review,
            section: Section::of(review),
            since: in_line.unwrap_or(review.created.at),
            tally: review.tally(),
            writer: review.writer(),
        }
    }

    /// Whether it was delivered, and had not been before.
    pub(in crate::workspace) fn is_new_since(&self, before: Option<&Entry>) -> bool {
        self.delivered.is_some() && before.is_none_or(|before| before.delivered.is_none())
    }

    fn delivered(&self) -> Option<(Section, SortKey<ReviewMark>)> {
        self.in_line.map(|at| (self.section, (at, self.review)))
    }

    fn disputed(&self) -> Option<((), SortKey<ReviewMark>)> {
        self.disputed.map(|at| ((), (at, self.review)))
    }

    fn kept(&self) -> Option<(PersonId, (Section, SortKey<ReviewMark>))> {
        self.keeper.map(|keeper| (keeper, (self.section, (self.since, self.review))))
    }

    fn given_to(&self) -> Option<(Pair, ((), SortKey<ReviewMark>))> {
        // What somebody else answers for is none of its writer's to know any more.
        let delivered = self.delivered.filter(|_| self.is_shown && self.keeper == self.writer)?;
        Some(((self.writer?, self.agent), ((), (delivered, self.review))))
    }

    fn received(&self) -> Option<((), SortKey<ReviewMark>)> {
        self.delivered.filter(|_| self.is_shown).map(|at| ((), (at, self.review)))
    }

    fn owed(&self) -> Option<(PersonId, ((), SortKey<ReviewMark>))> {
        Some((self.keeper?, ((), (self.owed?, self.review))))
    }

    fn inbox(&self) -> Option<((), InboxKey)> {
        self.inbox.map(|key| ((), key))
    }
}

impl ReviewIndex {
    /// Takes a review as it is after a change; whoever handled the call, who stays the same, has these managers.
    pub(in crate::workspace) fn change(&mut self, before: Option<&Entry>, after: &Entry, managers: &[PersonId]) {
        if before.is_none() {
            self.of_call.entry(after.call).or_default().insert(after.review);
        }
        self.inbox.change(after.agent, before.and_then(|entry| entry.inbox()), after.inbox());
        self.delivered.change(after.agent, managers, before.and_then(|entry| entry.delivered()), after.delivered());
        self.disputed.change(after.agent, managers, before.and_then(|entry| entry.disputed()), after.disputed());
        for person in before.into_iter().flat_map(|entry| &entry.barred) {
            self.disputed_not_for.change(*person, before.and_then(|entry| entry.disputed()), None);
        }
        for person in &after.barred {
            self.disputed_not_for.change(*person, None, after.disputed());
        }
        self.by_keeper.hand_over(before.and_then(|entry| entry.kept()), after.kept());
        self.owed_by.hand_over(before.and_then(|entry| entry.owed()), after.owed());
        self.given_to.hand_over(before.and_then(|entry| entry.given_to()), after.given_to());
        self.received.change(after.agent, before.and_then(|entry| entry.received()), after.received());
        self.practised.change(before.and_then(|entry| entry.practised), after.practised);
        self.counts.change(before, after, managers);
    }

    /// Takes a call that began then, and of which a review was delivered.
    pub(in crate::workspace) fn reviewed(&mut self, call: CallId, began: Instant) {
        self.reviewed.insert((began, call));
    }

    /// A call turned out to have begun at another moment.
    pub(in crate::workspace) fn moved_to(&mut self, call: CallId, earlier: Instant, began: Instant) {
        if self.reviewed.remove(&(earlier, call)) {
            self.reviewed.insert((began, call));
        }
    }

    /// Calls that began then of which reviews were delivered, in that order.
    pub(in crate::workspace) fn calls_reviewed(&self, began: Moments) -> impl Iterator<Item = CallId> + '_ {
        self.reviewed.range(between(began)).map(|(_, call)| *call)
    }

    /// All calls of which reviews were delivered.
    pub(in crate::workspace) fn every_call_reviewed(&self) -> impl Iterator<Item = CallId> + '_ {
        self.reviewed.iter().map(|(_, call)| *call)
    }

    /// Those of a call, by id.
    pub(in crate::workspace) fn of_call(&self, call: CallId) -> impl Iterator<Item = ReviewId> + '_ {
        self.of_call.get(&call).into_iter().flatten().copied()
    }
}

impl Counts {
    /// Those of others, by what the viewer is to them.
    pub(in crate::workspace) fn followed(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        let kept = self.kept.sum(viewer, bearing.manages);
        if bearing.keeps { kept } else { self.agents.seen(viewer, bearing).without(&kept) }
    }

    /// Those that the viewer answers for.
    pub(in crate::workspace) fn kept(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        self.kept.kept(viewer, bearing)
    }

    /// Those of one person's calls.
    pub(in crate::workspace) fn of_agent(&self, agent: PersonId) -> Tally {
        self.agents.own(agent)
    }

    fn change(&mut self, before: Option<&Entry>, after: &Entry, managers: &[PersonId]) {
        let less = before.map(|entry| entry.tally).unwrap_or_default();
        self.agents.change(after.agent, managers, (&less, &after.tally));
        let keepers = (before.and_then(|entry| entry.keeper), after.keeper);
        self.kept.hand_over(keepers, after.agent, managers, (&less, &after.tally));
    }
}

impl Follows<World> for ReviewIndex {
    /// A person has moved, and everybody below them along: so does what was said about their calls.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.delivered.moved(moved, world);
        self.disputed.moved(moved, world);
        self.counts.agents.moved(moved, world);
        self.counts.kept.moved(moved, world);
    }
}
