//! Whom coaching is suggested for: what suggests it, agent by agent, and the agents by when it came up, for the whole
//! organisation and along the reporting lines.
//!
//! What suggests coaching is a matter of the policy, so the index follows it: a policy that says otherwise has it made
//! anew. That an agent is coached from then on ends what came up before; time ends the rest, which is for the reader
//! to say.
//!
//! Rules: JOB-05.

use std::collections::{BTreeMap, BTreeSet};

use crate::workspace::index::ranked::Ranked;
use crate::workspace::{Follows, LookUp, Moved, Ordered, SortKey, World};
use touchline_kernel::{DaySpan, Instant, Key, LocalDate, PersonId, Zone};
use touchline_law::facts::moments_of;
use touchline_law::ground::calls::{Call, CallMark};
use touchline_law::ground::{DispositionId, DispositionMark, ThingRef};
use touchline_law::policy::{FailureRule, SuggestionPolicy};
use touchline_law::things::bundle::{Bundle, State};
use touchline_law::things::coaching_meeting::{CoachingMeeting, MeetingOutcome};

/// An agent, by when something came up.
pub(in crate::workspace) type CameUp = (Instant, PersonId);

/// A call, as far as it can suggest anything.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::workspace) struct CallCause {
    key: SortKey<CallMark>,
    handler: PersonId,
    flag: Option<Key>,
    score: Option<f64>,
}

impl CallCause {
    pub(in crate::workspace) fn of(call: &Call) -> Self {
        CallCause {
            key: (call.started_at, call.call),
            handler: call.handler,
            flag: call.flag.clone(),
            score: call.quality_score,
        }
    }
}

/// When a call began in which a check failed, which disposition says so, and since when.
type FailureKey = (Instant, DispositionId, Instant);

/// A failure of a check.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::workspace) struct Failure {
    pub(in crate::workspace) agent: PersonId,
    pub(in crate::workspace) check: Key,
    pub(in crate::workspace) key: FailureKey,
}

/// A day on which somebody was coached, and when that was recorded.
type OnDay = (LocalDate, Instant);

/// When a bundle, a session of a plan or a meeting coached somebody, and since when a bundle is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::workspace) struct CoachedBy {
    coached: Option<Instant>,
    on: Option<OnDay>,
    released: Option<Instant>,
}

impl CoachedBy {
    pub(in crate::workspace) fn bundle(bundle: &Bundle) -> Self {
        let released = bundle.released.map(|released| released.at);
        CoachedBy {
            coached: bundle.concluded.as_deref().map(|concluded| concluded.done.at),
            on: bundle.session.as_deref().map(|session| (session.held_on, session.recorded.at)),
            released: released.filter(|_| bundle.state != State::Cancelled),
        }
    }

    /// A session that was held, by when it began.
    pub(in crate::workspace) fn session(held: Option<Instant>) -> Self {
        CoachedBy { coached: held, ..CoachedBy::default() }
    }

    /// A meeting with one person coaches them where it was held. One with the whole team is nobody's own.
    pub(in crate::workspace) fn meeting(meeting: &CoachingMeeting) -> Self {
        let held = meeting.content.outcome == MeetingOutcome::Held && meeting.withdrawn.is_none();
        CoachedBy { on: held.then_some((meeting.content.on, meeting.recorded.at)), ..CoachedBy::default() }
    }
}

/// What there is about one agent.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Causes {
    /// Every call: the first of them is what a want of coaching counts from.
    calls: Ordered<SortKey<CallMark>>,
    pub(in crate::workspace) flagged: Ordered<SortKey<CallMark>>,
    pub(in crate::workspace) low: Ordered<SortKey<CallMark>>,
    failures: BTreeMap<Key, Ordered<FailureKey>>,
    /// The failures that make it too many, by when they came up.
    pub(in crate::workspace) failing: Ordered<SortKey<DispositionMark>>,
    /// When each of these came up: once all that make it too many were ruled, however long after their calls.
    failing_since: BTreeMap<DispositionId, Instant>,
    coached: Ordered<(Instant, ThingRef)>,
    /// What is known to have coached them by its day alone.
    coached_on: Ordered<(OnDay, ThingRef)>,
    released: Ordered<(Instant, ThingRef)>,
    /// Where the agent stands in the lists.
    pub(in crate::workspace) place: Place,
}

/// When something came up, if it did, which may lie ahead where a call does; and when want of coaching will have.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::workspace) struct Place {
    pub(in crate::workspace) came_up: Option<Instant>,
    pub(in crate::workspace) due: Option<Instant>,
}

impl Causes {
    /// When the agent, who is in this zone, was coached last. What was on a day was as that began, or as it was recorded
    /// where that was on the same day.
    pub(in crate::workspace) fn last_coached(&self, zone: Zone) -> Option<Instant> {
        let on = self.coached_on.last().map(|((day, recorded), _)| {
            let (since, until) = moments_of(DaySpan { first: *day, last: *day }, zone);
            if *recorded < until { *recorded } else { since }
        });
        on.max(self.coached.last().map(|(at, _)| *at))
    }

    /// What want of coaching counts from.
    pub(in crate::workspace) fn waits_since(&self, zone: Zone) -> Option<Instant> {
        self.last_coached(zone).or_else(|| self.calls.first().map(|(at, _)| *at))
    }

    /// Since when the agent is being coached, the last time: what came up before is answered.
    pub(in crate::workspace) fn answered_until(&self) -> Instant {
        self.released.last().map_or(Instant::MIN, |(at, _)| *at)
    }

    fn place(&self, settings: &SuggestionPolicy, zone: Zone) -> Place {
        let last = [self.flagged.last(), self.low.last()].into_iter().flatten().map(|(at, _)| *at);
        let last = last.chain(self.failing.last().map(|(at, _)| *at)).max();
        let days = settings.no_coaching_days.map(i64::from);
        Place {
            came_up: last.filter(|at| *at > self.answered_until()),
            due: days.zip(self.waits_since(zone)).and_then(|(days, since)| since.checked_add_days(days)),
        }
    }

    /// Brings `failing` after a failure of a check has come or gone: it may make too many itself, and so may those
    /// soon after it.
    fn count_again(&mut self, check: &Key, key: FailureKey, rule: Option<FailureRule>) {
        self.fails_since(key.1, None);
        let Some((failures, rule)) = self.failures.get(check).zip(rule) else { return };
        let count = usize::try_from(rule.count).unwrap_or(usize::MAX);
        let counted = failures.range(key..).take(count).map(|later| {
            let together = || failures.range(..=*later).rev().take(count);
            let first = together().nth(count.saturating_sub(1));
            let latest = first.and_then(|(began, ..)| began.checked_add_days(i64::from(rule.days)));
            let is_too_many = latest.is_some_and(|latest| later.0 <= latest);
            let since = together().map(|(began, _, ruled)| *began.max(ruled)).max();
            (later.1, since.filter(|_| is_too_many))
        });
        for (failure, since) in counted.collect::<Vec<_>>() {
            self.fails_since(failure, since);
        }
    }

    /// Has a failure make too many since then, or no more.
    fn fails_since(&mut self, failure: DispositionId, since: Option<Instant>) {
        let before = match since {
            Some(since) => self.failing_since.insert(failure, since),
            None => self.failing_since.remove(&failure),
        };
        if let Some(before) = before {
            self.failing.remove(&(before, failure));
        }
        if let Some(since) = since {
            self.failing.insert((since, failure));
        }
    }
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct Proposals {
    settings: SuggestionPolicy,
    agents: LookUp<PersonId, Causes>,
    /// `training.proposals`: "For whom did something come up, and when the last time?"
    pub(in crate::workspace) came_up: Ranked<CameUp>,
    /// `training.proposals`: "Whose want of coaching lasts too long, and since when?"
    pub(in crate::workspace) due: Ranked<CameUp>,
}

impl Proposals {
    /// What there is about an agent.
    pub(in crate::workspace) fn causes(&self, agent: PersonId) -> Option<&Causes> {
        self.agents.get(&agent)
    }

    fn of(&mut self, agent: PersonId) -> &mut Causes {
        self.agents.entry(agent).or_default()
    }

    fn forget_call(&mut self, call: &CallCause) {
        let causes = self.of(call.handler);
        causes.calls.remove(&call.key);
        causes.flagged.remove(&call.key);
        causes.low.remove(&call.key);
    }

    fn know_call(&mut self, call: &CallCause) {
        let flagged = call.flag.as_ref().is_some_and(|flag| self.settings.flags.contains(flag));
        let under = self.settings.score_under.map(f64::from);
        let low = call.score.zip(under).is_some_and(|(score, under)| score < under);
        let causes = self.of(call.handler);
        causes.calls.insert(call.key);
        if flagged {
            causes.flagged.insert(call.key);
        }
        if low {
            causes.low.insert(call.key);
        }
    }

    fn change_failure(&mut self, before: Option<&Failure>, after: Option<&Failure>) {
        let rule = self.settings.failures;
        if let Some(failure) = before {
            let causes = self.of(failure.agent);
            if let Some(failures) = causes.failures.get_mut(&failure.check) {
                failures.remove(&failure.key);
            }
            causes.count_again(&failure.check, failure.key, rule);
        }
        if let Some(failure) = after {
            let causes = self.of(failure.agent);
            causes.failures.entry(failure.check.clone()).or_default().insert(failure.key);
            causes.count_again(&failure.check, failure.key, rule);
        }
    }
}

impl Follows<World> for Proposals {
    /// A person has moved, and everybody below them along: so do their places.
    fn moved(&mut self, moved: &Moved, _: &World) {
        let place = self.agents.get(&moved.person).map(|causes| causes.place).unwrap_or_default();
        let at = |moment: Instant| (moment, moved.person);
        self.came_up.moved(moved, place.came_up.map(at));
        self.due.moved(moved, place.due.map(at));
    }
}

/// Puts an agent where they belong by what there is about them now. Nothing is suggested for who has left.
pub(in crate::workspace) fn refresh(world: &mut World, agent: PersonId) {
    let active = world.tables.people.get(agent).is_some_and(|person| person.document.active);
    let zone = world.zone_of(agent);
    let proposals = &mut world.proposals;
    let Some(causes) = proposals.agents.get_mut(&agent) else { return };
    let after = if active { causes.place(&proposals.settings, zone) } else { Place::default() };
    let before = core::mem::replace(&mut causes.place, after);
    if before == after {
        return;
    }
    let managers = world.lines.managers(agent);
    let at = |moment: Option<Instant>| moment.map(|moment| (moment, agent));
    proposals.came_up.change(&managers, at(before.came_up).as_ref(), at(after.came_up).as_ref());
    proposals.due.change(&managers, at(before.due).as_ref(), at(after.due).as_ref());
}

/// Takes a call as it is after a change.
pub(in crate::workspace) fn change_call(world: &mut World, before: Option<&CallCause>, after: &CallCause) {
    if before == Some(after) {
        return;
    }
    if let Some(before) = before {
        world.proposals.forget_call(before);
        refresh(world, before.handler);
    }
    world.proposals.know_call(after);
    refresh(world, after.handler);
}

/// Takes a failure of a check as it is after a change.
pub(in crate::workspace) fn change_failure(world: &mut World, before: Option<&Failure>, after: Option<&Failure>) {
    if before == after {
        return;
    }
    world.proposals.change_failure(before, after);
    for failure in before.into_iter().chain(after) {
        refresh(world, failure.agent);
    }
}

/// Takes what coaches an agent as it is after a change.
pub(in crate::workspace) fn change_coaching(
    world: &mut World,
    (agent, thing): (PersonId, ThingRef),
    before: CoachedBy,
    after: CoachedBy,
) {
    if before == after {
        return;
    }
    let causes = world.proposals.of(agent);
    put(&mut causes.coached, thing, (before.coached, after.coached));
    put(&mut causes.coached_on, thing, (before.on, after.on));
    put(&mut causes.released, thing, (before.released, after.released));
    refresh(world, agent);
}

/// Moves a thing from where it stood to where it stands.
fn put<At: Ord + Copy>(set: &mut Ordered<(At, ThingRef)>, thing: ThingRef, (before, after): (Option<At>, Option<At>)) {
    if let Some(before) = before {
        set.remove(&(before, thing));
    }
    if let Some(after) = after {
        set.insert((after, thing));
    }
}

/// Follows the policy from now on. Everything is looked at anew where that suggests otherwise; days may be others, too, where
/// the organisation is.
pub(in crate::workspace) fn adopt(world: &mut World, settings: &SuggestionPolicy) {
    if world.proposals.settings != *settings {
        suggest_anew(world, settings);
    }
    let agents: BTreeSet<PersonId> = world.proposals.agents.keys().copied().collect();
    for agent in agents {
        refresh(world, agent);
    }
}

fn suggest_anew(world: &mut World, settings: &SuggestionPolicy) {
    world.proposals.settings = settings.clone();
    for causes in world.proposals.agents.values_mut() {
        causes.flagged = Ordered::default();
        causes.low = Ordered::default();
        causes.failing = Ordered::default();
        causes.failing_since = BTreeMap::new();
        let failures = core::mem::take(&mut causes.failures);
        for (check, keys) in failures {
            let all: Vec<_> = keys.iter().copied().collect();
            causes.failures.insert(check.clone(), keys);
            for key in all {
                causes.count_again(&check, key, settings.failures);
            }
        }
    }
    let calls: Vec<CallCause> =
        (0..).map_while(|place| world.tables.calls.row(place)).map(|call| CallCause::of(&call.document)).collect();
    for call in &calls {
        world.proposals.know_call(call);
    }
}
