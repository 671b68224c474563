//! The review queue: calls by when they began, for the whole organisation, along the reporting lines, by who handled
//! them and by who is to review them; and how many.
//!
//! Rules: TRN-09.

use std::collections::BTreeSet;

use crate::workspace::index::campaigns::ByCampaign;
use crate::workspace::index::reporting::{Follows, Line, Moved};
use crate::workspace::index::sums::{AlongSums, ByDoer};
use crate::workspace::{Along, Lists, LookUp, SortKey, World};
use touchline_kernel::{Instant, Key, PersonId};
use touchline_law::access::Bearing;
use touchline_law::facts::SampledIn;
use touchline_law::ground::calls::{Call, CallId, CallMark};
use touchline_law::things::review_assignment::{ReviewAssignment, State};
use touchline_law::things::review_queue::{AssignedTo, Tally, WaitsFor};

/// What is to be known of a call that waits for review, before and after a change.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::workspace) struct Waiting {
    pub(in crate::workspace) handler: PersonId,
    pub(in crate::workspace) key: SortKey<CallMark>,
    pub(in crate::workspace) flagged: bool,
    pub(in crate::workspace) campaign: Option<Key>,
    /// Whom it was assigned to.
    pub(in crate::workspace) assigned: BTreeSet<PersonId>,
    /// Whom it was drawn for.
    pub(in crate::workspace) drawn: BTreeSet<PersonId>,
}

/// What waits.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Waits {
    /// `review.queue`: "What in the organisation waits for review?", "of this person's calls?" and "of the calls of
    /// those whom I manage?", by who handled them.
    pub(in crate::workspace) listed: Along<(), SortKey<CallMark>>,
    /// `review.figures`: "How many, of the calls in the organisation?", and "of those whom I manage?"
    counts: AlongSums<Tally>,
    /// `review.figures`: "How many am I to review?", by who handled them.
    mine: ByDoer<Tally>,
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct ReviewQueue {
    /// What waits, and what of it is of each campaign.
    pub(in crate::workspace) waits: ByCampaign<Waits>,
    /// `review.queue`: "What is this reviewer to review?"
    pub(in crate::workspace) by_reviewer: Lists<PersonId, (), CallMark>,
    /// "Which draws did this call come out of?", whether or not it waits still: by when they were made.
    drawn: LookUp<CallId, Vec<(Instant, SampledIn)>>,
    /// "Does this call wait, and as what?"
    waiting: LookUp<CallId, Waiting>,
}

impl Waiting {
    /// Whether there is anything that it waits for.
    fn waits(&self) -> bool {
        self.flagged || !self.drawn.is_empty() || !self.assigned.is_empty()
    }

    /// Who is to review it, each once.
    fn reviewers(&self) -> BTreeSet<PersonId> {
        self.drawn.union(&self.assigned).copied().collect()
    }

    fn tally(&self) -> Tally {
        let mut tally = Tally::one(WaitsFor::Any);
        let kinds = [
            (self.flagged, WaitsFor::Flag),
            (!self.drawn.is_empty(), WaitsFor::Draw),
            (!self.assigned.is_empty(), WaitsFor::Assignment),
        ];
        for (_, kind) in kinds.into_iter().filter(|(is, _)| *is) {
            tally.add(&Tally::one(kind));
        }
        tally
    }
}

impl ReviewQueue {
    /// The draws that a call came out of, by when they were made, then by id.
    pub(in crate::workspace) fn drawn(&self, call: CallId) -> impl Iterator<Item = SampledIn> {
        self.drawn.get(&call).into_iter().flatten().map(|(_, sampled)| *sampled)
    }

    /// A call came out of a draw that was made then.
    pub(in crate::workspace) fn draw(&mut self, call: CallId, made: Instant, sampled: SampledIn) {
        let drawn = self.drawn.entry(call).or_default();
        drawn.push((made, sampled));
        drawn.sort_unstable_by_key(|(made, sampled)| (*made, sampled.sampling));
    }

    /// Takes a call as it stands after a change, with the managers of whoever handled it: `waiting` where it has no
    /// disposition.
    pub(in crate::workspace) fn change<'m>(
        &mut self,
        call: CallId,
        waiting: Option<Waiting>,
        managers: impl Fn(PersonId) -> Line + 'm,
    ) {
        let after = waiting.filter(Waiting::waits);
        if self.waiting.get(&call) == after.as_ref() {
            return;
        }
        if let Some(before) = self.waiting.remove(&call) {
            self.put(&before, &managers(before.handler), false);
        }
        if let Some(after) = after {
            self.put(&after, &managers(after.handler), true);
            self.waiting.insert(call, after);
        }
    }

    /// Puts a call where it waits, or takes it away from there.
    fn put(&mut self, one: &Waiting, managers: &[PersonId], comes: bool) {
        self.waits.change(one.campaign.as_ref(), |waits| waits.change(one, managers, comes));
        let place = Some(((), one.key));
        let (was, is) = if comes { (None, place) } else { (place, None) };
        for reviewer in one.reviewers() {
            self.by_reviewer.change(reviewer, was, is);
        }
    }
}

impl Waits {
    /// What waits, by what the viewer is to whoever handled it; nobody keeps a waiting call.
    pub(in crate::workspace) fn seen(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        self.counts.seen(viewer, bearing)
    }

    /// What the viewer is to review, by what they are to whoever handled it.
    pub(in crate::workspace) fn mine(&self, viewer: PersonId, bearing: Bearing) -> Tally {
        if bearing.keeps { Tally::default() } else { self.mine.sum(viewer, bearing.manages) }
    }

    fn change(&mut self, one: &Waiting, managers: &[PersonId], comes: bool) {
        let (tally, place) = (one.tally(), ((), one.key));
        let (counted, placed) = match comes {
            true => ((Tally::default(), tally), (None, Some(place))),
            false => ((tally, Tally::default()), (Some(place), None)),
        };
        self.counts.change(one.handler, managers, (&counted.0, &counted.1));
        // Nobody reviews their own call, though it may turn out to be theirs after it was drawn for them.
        for reviewer in one.reviewers().into_iter().filter(|reviewer| *reviewer != one.handler) {
            self.mine.change((reviewer, one.handler), managers, (&counted.0, &counted.1));
        }
        self.listed.change(one.handler, managers, placed.0, placed.1);
    }
}

impl Follows<World> for Waits {
    /// A person has moved, and everybody below them along: so do their calls.
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.listed.moved(moved, world);
        self.counts.moved(moved, world);
        self.mine.moved(moved, world);
    }
}

impl Follows<World> for ReviewQueue {
    fn moved(&mut self, moved: &Moved, world: &World) {
        self.waits.moved(moved, world);
    }
}

/// Brings the queue after a change of a call, of its dispositions, of the draws that it came out of, or of who is to review
/// it.
pub(in crate::workspace) fn refresh(world: &mut World, call: CallId) {
    let reviewed = world.findings.of_call(call).next().is_some();
    let known = world.tables.calls.get(call).filter(|_| !reviewed).map(|call| &call.document);
    let waiting = known.map(|call| Waiting {
        handler: call.handler,
        key: (call.started_at, call.call),
        flagged: call.flag.is_some(),
        campaign: call.campaign.clone(),
        assigned: assigned(world, call).map(|to| to.reviewer).collect(),
        drawn: world.draws(call.call).iter().map(|sampled| sampled.reviewer).collect(),
    });
    let lines = &world.lines;
    world.review_queue.change(call, waiting, |handler| lines.managers(handler));
}

/// The assignments by which somebody is to review a call of whoever handled it, by id. What they ask for themselves waits
/// here once somebody has taken it up.
pub(in crate::workspace) fn assigned<'w>(world: &'w World, call: &'w Call) -> impl Iterator<Item = AssignedTo> + 'w {
    let open = |known: &&ReviewAssignment| known.state == State::Open && known.agent == call.handler;
    world.assignments_of(call.call).filter(open).map(|known| AssignedTo {
        due_on: known.due_on,
        review_assignment: known.review_assignment,
        reviewer: known.reviewer,
    })
}
