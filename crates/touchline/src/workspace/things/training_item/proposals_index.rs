//! Whom coaching is suggested for: what suggests it, agent by agent, and the agents by when it came up, for the whole
//! organisation and along the reporting lines.
//!
//! What suggests coaching is a matter of the policy, so the index follows it: a policy that says otherwise has it made
//! anew. That an agent is coached from then on ends what came up before; time ends the rest, which is for the reader
//! to say. So it is for the reader what of it a viewer sees: whoever is shown proposals sees calls and bundles, and not every
//! ruling, session and meeting.
//!
//! Rules: ACC-19, JOB-05.

use std::collections::{BTreeMap, BTreeSet};

use crate::workspace::index::ranked::Ranked;
use crate::workspace::{Follows, LookUp, Moved, Ordered, SortKey, World};
use touchline_kernel::{DaySpan, Instant, Key, LocalDate, PersonId, Zone};
use touchline_law::facts::moments_of;
use touchline_law::ground::calls::{Call, CallMark};
use touchline_law::ground::{CoachingMeetingId, DispositionId, DispositionMark, PlanId, SessionId};
use touchline_law::policy::{FailureRule, SuggestionPolicy};
use touchline_law::things::bundle::{Bundle, BundleId, State};
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
pub(in crate::workspace) type FailureKey = (Instant, DispositionId, Instant);

/// A failure of a check.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::workspace) struct Failure {
    pub(in crate::workspace) agent: PersonId,
    pub(in crate::workspace) check: Key,
    pub(in crate::workspace) key: FailureKey,
}

/// A day on which somebody was coached, and when that was recorded.
pub(in crate::workspace) type OnDay = (LocalDate, Instant);

/// When a bundle coached somebody, and since when it is being done.
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
}

/// When a meeting with one person coached them: where it was held. One with the whole team is nobody's own.
pub(in crate::workspace) fn met(meeting: &CoachingMeeting) -> Option<OnDay> {
    let held = meeting.content.outcome == MeetingOutcome::Held && meeting.withdrawn.is_none();
    held.then_some((meeting.content.on, meeting.recorded.at))
}

/// What coaches somebody besides bundles, which whoever is shown proposals sees: not everybody of these sees all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::workspace) enum Besides {
    Nothing,
    Meetings,
    Sessions,
    Both,
}

const BESIDES: [Besides; 4] = [Besides::Nothing, Besides::Meetings, Besides::Sessions, Besides::Both];

impl Besides {
    pub(in crate::workspace) const fn of(meetings: bool, sessions: bool) -> Self {
        match (meetings, sessions) {
            (false, false) => Besides::Nothing,
            (true, false) => Besides::Meetings,
            (false, true) => Besides::Sessions,
            (true, true) => Besides::Both,
        }
    }

    const fn meetings(self) -> bool {
        matches!(self, Besides::Meetings | Besides::Both)
    }

    const fn sessions(self) -> bool {
        matches!(self, Besides::Sessions | Besides::Both)
    }
}

/// What there is about one agent.
#[derive(Debug, Default)]
pub(in crate::workspace) struct Causes {
    /// Every call: the first of them is what a want of coaching counts from.
    calls: Ordered<SortKey<CallMark>>,
    pub(in crate::workspace) flagged: Ordered<SortKey<CallMark>>,
    pub(in crate::workspace) low: Ordered<SortKey<CallMark>>,
    pub(in crate::workspace) failures: BTreeMap<Key, Ordered<FailureKey>>,
    /// The failures that make it too many, by when they came up.
    pub(in crate::workspace) failing: Ordered<SortKey<DispositionMark>>,
    /// When each of these came up: once all that make it too many were ruled, however long after their calls.
    failing_since: BTreeMap<DispositionId, Instant>,
    /// The bundles that were concluded.
    concluded: Ordered<(Instant, BundleId)>,
    /// The bundles that were gone through in person.
    in_person: Ordered<(OnDay, BundleId)>,
    released: Ordered<(Instant, BundleId)>,
    meetings: Ordered<(OnDay, CoachingMeetingId)>,
    /// The sessions that were held, by their plans: whoever sees one of a plan sees all of it.
    pub(in crate::workspace) sessions: BTreeMap<PlanId, Ordered<(Instant, SessionId)>>,
    /// Where the agent stands in the lists.
    pub(in crate::workspace) place: Place,
}

/// When something came up, if it did, which may lie ahead where a call does; and when want of coaching will have.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::workspace) struct Place {
    came_up: Option<Instant>,
    /// By what of their coaching is looked at.
    due: [Option<Instant>; 4],
}

impl Causes {
    /// When the agent, who is in this zone, was coached last by bundles, and by meetings where these are looked at. What was on a
    /// day was as that began, or as it was recorded where that was on the same day.
    pub(in crate::workspace) fn last_met(&self, zone: Zone, meetings: bool) -> Option<Instant> {
        let as_of = |(day, recorded): &OnDay| {
            let (since, until) = moments_of(DaySpan { first: *day, last: *day }, zone);
            if *recorded < until { *recorded } else { since }
        };
        let met = self.meetings.last().filter(|_| meetings).map(|(on, _)| as_of(on));
        let in_person = self.in_person.last().map(|(on, _)| as_of(on));
        met.max(in_person).max(self.concluded.last().map(|(at, _)| *at))
    }

    /// What want of coaching counts from, for whom they were coached last then.
    pub(in crate::workspace) fn waits_since(&self, last_coached: Option<Instant>) -> Option<Instant> {
        last_coached.or_else(|| self.calls.first().map(|(at, _)| *at))
    }

    /// Since when the agent is being coached, the last time: what came up before is answered.
    pub(in crate::workspace) fn answered_until(&self) -> Instant {
        self.released.last().map_or(Instant::MIN, |(at, _)| *at)
    }

    fn place(&self, settings: &SuggestionPolicy, zone: Zone) -> Place {
        let last = [self.flagged.last(), self.low.last()].into_iter().flatten().map(|(at, _)| *at);
        let last = last.chain(self.failing.last().map(|(at, _)| *at)).max();
        let session = self.sessions.values().filter_map(|held| held.last()).map(|(at, _)| *at).max();
        let due = |besides: Besides| {
            let last = self.last_met(zone, besides.meetings()).max(session.filter(|_| besides.sessions()));
            due(self.waits_since(last), settings)
        };
        Place { came_up: last.filter(|at| *at > self.answered_until()), due: BESIDES.map(due) }
    }

    /// Brings `failing` after a failure of a check has come or gone: it may make too many itself, and so may those
    /// soon after it.
    fn count_again(&mut self, check: &Key, key: FailureKey, rule: Option<FailureRule>) {
        self.fails_since(key.1, None);
        let Some((failures, rule)) = self.failures.get(check).zip(rule) else { return };
        let count = usize::try_from(rule.count).unwrap_or(usize::MAX);
        let counted = failures.range(key..).take(count).map(|later| {
            let together: Vec<FailureKey> = failures.range(..=*later).rev().take(count).copied().collect();
            (later.1, too_many_since(&together, rule))
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

/// When whoever waits since then will have waited too long.
pub(in crate::workspace) fn due(since: Option<Instant>, settings: &SuggestionPolicy) -> Option<Instant> {
    let days = settings.no_coaching_days.map(i64::from);
    since.zip(days).and_then(|(since, days)| since.checked_add_days(days))
}

/// Since when failures that follow one another are too many, where there are as many as the rule says, in as few days: once all of
/// them were ruled.
pub(in crate::workspace) fn too_many_since(together: &[FailureKey], rule: FailureRule) -> Option<Instant> {
    let is_enough = u32::try_from(together.len()).is_ok_and(|many| many >= rule.count);
    let first = together.iter().map(|(began, ..)| *began).min()?;
    let latest = first.checked_add_days(i64::from(rule.days))?;
    let is_near = together.iter().all(|(began, ..)| *began <= latest);
    let since = together.iter().map(|(began, _, ruled)| *began.max(ruled)).max();
    since.filter(|_| is_enough && is_near)
}

#[derive(Debug, Default)]
pub(in crate::workspace) struct Proposals {
    settings: SuggestionPolicy,
    agents: LookUp<PersonId, Causes>,
    /// `training.proposals`: "For whom did something come up, and when the last time?"
    pub(in crate::workspace) came_up: Ranked<CameUp>,
    /// `training.proposals`: "Whose want of coaching lasts too long, and since when?", by what of their coaching is looked at.
    due: [Ranked<CameUp>; 4],
}

impl Proposals {
    /// What there is about an agent.
    pub(in crate::workspace) fn causes(&self, agent: PersonId) -> Option<&Causes> {
        self.agents.get(&agent)
    }

    /// Whose want of coaching lasts too long, and since when, for whoever sees this of it and no more.
    pub(in crate::workspace) fn due(&self, besides: Besides) -> Option<&Ranked<CameUp>> {
        self.due.iter().zip(BESIDES).find(|(_, of)| *of == besides).map(|(list, _)| list)
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
        for (list, due) in self.due.iter_mut().zip(place.due) {
            list.moved(moved, due.map(at));
        }
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
    for (list, (before, after)) in proposals.due.iter_mut().zip(before.due.into_iter().zip(after.due)) {
        list.change(&managers, at(before).as_ref(), at(after).as_ref());
    }
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

/// Takes a bundle of an agent as it is after a change.
pub(in crate::workspace) fn change_bundle(
    world: &mut World,
    (agent, bundle): (PersonId, BundleId),
    before: CoachedBy,
    after: CoachedBy,
) {
    if before == after {
        return;
    }
    let causes = world.proposals.of(agent);
    put(&mut causes.concluded, bundle, (before.coached, after.coached));
    put(&mut causes.in_person, bundle, (before.on, after.on));
    put(&mut causes.released, bundle, (before.released, after.released));
    refresh(world, agent);
}

/// Takes a meeting with an agent as it is after a change.
pub(in crate::workspace) fn change_meeting(
    world: &mut World,
    (agent, meeting): (PersonId, CoachingMeetingId),
    (before, after): (Option<OnDay>, Option<OnDay>),
) {
    if before != after {
        put(&mut world.proposals.of(agent).meetings, meeting, (before, after));
        refresh(world, agent);
    }
}

/// Takes a session of a plan of an agent's as it is after a change: when it began, where it was held.
pub(in crate::workspace) fn change_session(
    world: &mut World,
    (agent, plan, session): (PersonId, PlanId, SessionId),
    (before, after): (Option<Instant>, Option<Instant>),
) {
    if before != after {
        put(world.proposals.of(agent).sessions.entry(plan).or_default(), session, (before, after));
        refresh(world, agent);
    }
}

/// Moves a thing from where it stood to where it stands.
fn put<At: Ord + Copy, Id: Ord + Copy>(
    set: &mut Ordered<(At, Id)>,
    thing: Id,
    (before, after): (Option<At>, Option<At>),
) {
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
