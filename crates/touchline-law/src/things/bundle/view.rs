//! What is shown of a bundle: one view for its agent, one for those who prepare and follow it.
//!
//! Rules: BUN-10, BUN-12, BUN-15, KER-18.

use crate::access::{Action, Sight, Standing, Subject as _, Whose, see};
use crate::facts::{FactKey, Facts, FailedRuling, Refusal, Repeat, TrainingItemState};
use crate::life::Viewer;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Bundle, BundleCall, BundleId, Remark, Response, Session, State};
use crate::ground::calls::CallId;
use crate::ground::{GoalId, TrainingItemId};
use touchline_calculators::progress::{Aim, Progress};
use touchline_kernel::{Actor, DaySpan, Done, Instant, Key, Note, PersonId, Title, Zone};

/// What the agent sees as the bundle's badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// The agent is to respond.
    NeedsResponse,
    /// The agent is to acknowledge the session in person.
    Acknowledge,
    /// The response is with the manager.
    Submitted,
    /// The session was acknowledged.
    Acknowledged,
    /// A manager has closed the bundle.
    Concluded,
    /// The bundle was called off.
    Cancelled,
}

impl Badge {
    fn of(state: State) -> Option<Badge> {
        match state {
            State::Draft => None,
            State::Released => Some(Badge::NeedsResponse),
            State::CompletedInPerson => Some(Badge::Acknowledge),
            State::AgentReviewed => Some(Badge::Submitted),
            State::AgentAcknowledged => Some(Badge::Acknowledged),
            State::Concluded => Some(Badge::Concluded),
            State::Cancelled => Some(Badge::Cancelled),
        }
    }
}

/// A check to be trained, beside its call.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BundleCheck {
    /// The check; null where the call as a whole is meant.
    pub check: Option<Key>,
    /// What the check is called, if another than its key.
    pub check_name: Option<Key>,
    /// Whether the check had been coached before it was found wanting again, for those who keep the queue; null for
    /// the agent, and where it had not.
    pub repeat: Option<Repeat>,
    /// Where the training item stands, for those who keep the queue; null for the agent.
    pub state: Option<TrainingItemState>,
    /// The training item.
    pub training_item: TrainingItemId,
}

/// A check of a call that was not passed, as it was ruled last.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BundleFailedCheck {
    /// The check; null where the ruling is on the call as a whole.
    pub check: Option<Key>,
    /// What the check is called, if another than its key.
    pub check_name: Option<Key>,
    /// The ruling.
    pub ruling: FailedRuling,
    /// The training item of this bundle that it is to be trained by; null where the bundle names none.
    pub training_item: Option<TrainingItemId>,
}

/// A call of a bundle, with its failed checks.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BundleCallView {
    /// The call.
    pub call: CallId,
    /// Its checks that are to be trained, in the order in which the bundle names them.
    pub checks: Vec<BundleCheck>,
    /// Whether it is there as an example to listen to.
    pub example: bool,
    /// Its checks that were not passed, whether or not the bundle trains them: for its agent those of their own calls, for
    /// others those on which they see the rulings.
    pub failed_checks: Vec<BundleFailedCheck>,
}

/// Who of those who prepare and follow it looks; nobody of them where the bundle's agent does.
type Follower<'a, 'v, F> = Option<&'a Viewer<'v, F>>;

/// The zone of an agent's days, where the agent's training queue is open: to whoever sees it, and never to the bundle's
/// agent, for whom there is no queue.
fn zone_of_queue<F: Facts>(agent: PersonId, follower: Follower<'_, '_, F>) -> Result<Option<Zone>, Refusal> {
    let Some(viewer) = follower else { return Ok(None) };
    let sees = viewer.towards_person(agent)?.may(Action::SeeTrainingItem).is_ok();
    if sees { viewer.zone_of(agent).map(Some) } else { Ok(None) }
}

/// Whether the rulings on an agent's call are open: to whoever sees them, and to the bundle's agent on their own calls, as
/// far as the bundle shows them.
fn sees_rulings<F: Facts>(
    bundle: &Bundle,
    (agent, call): (PersonId, CallId),
    follower: Follower<'_, '_, F>,
) -> Result<bool, Refusal> {
    match follower {
        Some(viewer) => Ok(viewer.towards(&Whose::call(agent, call))?.may(Action::SeeDisposition).is_ok()),
        None => Ok(agent == bundle.agent),
    }
}

/// The calls of a bundle, each with the checks that it is to train and with those that were not passed.
fn calls_of<F: Facts>(
    bundle: &Bundle,
    follower: Follower<'_, '_, F>,
    facts: &F,
) -> Result<Vec<BundleCallView>, Refusal> {
    let mut checks = checks_of(bundle, follower, facts)?;
    let view = |entry: &BundleCall| {
        let checks = checks.remove(&entry.call).unwrap_or_default();
        let failed_checks = failed_of(bundle, (entry.call, &checks), follower, facts)?;
        Ok(BundleCallView { call: entry.call, checks, example: entry.example, failed_checks })
    };
    bundle.content.calls.iter().map(view).collect()
}

/// The checks that a bundle is to train. Where an item stands, and whether it came again, is told to whom the agent's
/// queue is open; of an item that is not the bundle's agent's, nothing at all is told to others.
fn checks_of<F: Facts>(
    bundle: &Bundle,
    follower: Follower<'_, '_, F>,
    facts: &F,
) -> Result<BTreeMap<CallId, Vec<BundleCheck>>, Refusal> {
    let mut checks: BTreeMap<CallId, Vec<BundleCheck>> = BTreeMap::new();
    for item in &bundle.content.training_items {
        let Some(standing) = facts.training_item(*item).present()? else { continue };
        let zone = zone_of_queue(standing.agent, follower)?;
        if zone.is_none() && standing.agent != bundle.agent {
            continue;
        }
        let repeat = match zone.filter(|_| standing.check.is_some()) {
            Some(zone) => facts.coached_before(*item).present()?.map(|before| before.repeat(standing.raised, zone)),
            None => None,
        };
        checks.entry(standing.call).or_default().push(BundleCheck {
            check: standing.check.cloned(),
            check_name: standing.check_name.cloned(),
            repeat,
            training_item: *item,
            state: zone.map(|_| standing.state),
        });
    }
    Ok(checks)
}

/// The checks of a call that were not passed, on which the viewer sees the rulings; those that the bundle trains are
/// marked.
fn failed_of<F: Facts>(
    bundle: &Bundle,
    (call, trained): (CallId, &[BundleCheck]),
    follower: Follower<'_, '_, F>,
    facts: &F,
) -> Result<Vec<BundleFailedCheck>, Refusal> {
    let mut failed_checks = Vec::new();
    for failed in facts.failed_checks(call).present()?.unwrap_or_default() {
        if !sees_rulings(bundle, (failed.agent, call), follower)? {
            continue;
        }
        let training_item = trained.iter().find(|trained| trained.check == failed.check);
        failed_checks.push(BundleFailedCheck {
            training_item: training_item.map(|trained| trained.training_item),
            check: failed.check,
            check_name: failed.check_name,
            ruling: failed.ruling,
        });
    }
    Ok(failed_checks)
}

/// What the agent of a bundle is to reach.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BundleGoal {
    /// What is aimed at.
    pub aim: Aim,
    /// The days of its period; null before the release.
    pub days: Option<DaySpan>,
    /// The goal, once the bundle is released.
    pub goal: GoalId,
    /// How far the agent has come; null before the release, and for those who do not see the agent's goals.
    pub progress: Option<Progress>,
}

crate::life::view! {
    /// A bundle as its agent sees it.
    AgentBundle of bundle: Bundle for Coached, calls: Vec<BundleCallView>, goals: Vec<BundleGoal> {
        /// The agent's acknowledgement of the session in person.
        acknowledged: Option<Remark>,
        /// Its badge.
        badge: Option<Badge> = Badge::of(bundle.state),
        /// Its id.
        bundle: BundleId,
        /// The calls to go through, each with its failed checks.
        calls: Vec<BundleCallView> = calls,
        /// Why it was called off.
        cancelled: Option<Remark>,
        /// How it was closed.
        concluded: Option<Remark>,
        /// Why the agent denied a session, the last time.
        denied: Option<Remark>,
        /// What the agent is to reach.
        goals: Vec<BundleGoal> = goals,
        /// Whether the agent is to do something.
        needs_action: bool = bundle.state.needs_agent(),
        /// The manager's guidance.
        notes: Option<Note> = bundle.content.notes.clone(),
        /// When and by whom it was released.
        released: Option<Done>,
        /// What the agent answered.
        response: Option<Response>,
        /// The session in which it was gone through.
        session: Option<Session>,
        /// What it is called.
        title: Option<Title> = bundle.content.title.clone(),
        /// Its version, counted from the release.
        version: u64 = bundle.version_for(Actor::Person(bundle.agent)),
    }
}

crate::life::view! {
    /// A bundle as those see it who prepare and follow it.
    StaffBundle of bundle: Bundle for Staff, at: Instant, zone: Zone, calls: Vec<BundleCallView>, goals: Vec<BundleGoal> {
        /// The agent's acknowledgement of the session in person.
        acknowledged: Option<Remark>,
        /// Whom it is for.
        agent: PersonId,
        /// Whether it is put away.
        archived: bool,
        /// For how many days, in the agent's zone, it has awaited its agent, if it does.
        awaiting_days: Option<i64> = released_to_wait(bundle).map(|released| zone.days_waited(released.at, at)),
        /// Its id.
        bundle: BundleId,
        /// The calls to go through, each with its failed checks.
        calls: Vec<BundleCallView> = calls,
        /// Why it was called off.
        cancelled: Option<Remark>,
        /// How it was closed.
        concluded: Option<Remark>,
        /// When and by whom it was made.
        created: Done,
        /// Why the agent denied a session, the last time.
        denied: Option<Remark>,
        /// What the agent is to reach.
        goals: Vec<BundleGoal> = goals,
        /// Who keeps it: whoever released it, or made the draft, or took it over; null where that is the host.
        keeper: Option<PersonId> = bundle.keeper(),
        /// The manager's guidance.
        notes: Option<Note> = bundle.content.notes.clone(),
        /// When and by whom it was released.
        released: Option<Done>,
        /// What the agent answered.
        response: Option<Response>,
        /// The session in which it was gone through.
        session: Option<Session>,
        /// Where it stands.
        state: State,
        /// What it is called.
        title: Option<Title> = bundle.content.title.clone(),
        /// The training items that it names, those too whose calls a draft still lacks.
        training_items: Vec<TrainingItemId> = bundle.content.training_items.clone(),
        /// How many changes it has seen.
        version: u64,
    }
}

crate::life::audiences! {
    /// A bundle, by the audience that the viewer belongs to.
    BundleSight {
        /// For its agent.
        Agent(AgentBundle),
        /// For those who prepare and follow it.
        Staff(StaffBundle),
    }
}

impl BundleSight {
    /// Whether it was called off.
    #[must_use]
    pub fn is_called_off(&self) -> bool {
        match self {
            BundleSight::Agent(view) => view.badge == Some(Badge::Cancelled),
            BundleSight::Staff(view) => view.state == State::Cancelled,
        }
    }
}

/// The release, while its agent has not answered.
fn released_to_wait(bundle: &Bundle) -> Option<Done> {
    bundle.released.filter(|_| bundle.state == State::Released)
}

/// A bundle as the viewer sees it.
pub(super) fn show<F: Facts>(bundle: &Bundle, viewer: &Viewer<'_, F>) -> Result<Option<BundleSight>, Refusal> {
    let standing = viewer.towards(&bundle.whose())?;
    Ok(match see(bundle, &standing) {
        Some(Sight::Coached(seen)) => {
            let calls = calls_of(bundle, None, viewer.facts)?;
            Some(BundleSight::Agent(AgentBundle::of(&seen, calls, goals_of(bundle, &standing, viewer)?)))
        }
        Some(Sight::Staff(seen)) => {
            let zone = viewer.zone_of(bundle.agent)?;
            let goals = goals_of(bundle, &standing, viewer)?;
            let calls = calls_of(bundle, Some(viewer), viewer.facts)?;
            Some(BundleSight::Staff(StaffBundle::of(&seen, viewer.at, zone, calls, goals)))
        }
        None => None,
    })
}

/// The goals of a bundle, with how far its agent has come for those who see that.
fn goals_of<F: Facts>(
    bundle: &Bundle,
    standing: &Standing<'_>,
    viewer: &Viewer<'_, F>,
) -> Result<Vec<BundleGoal>, Refusal> {
    let sees = standing.may(Action::SeeGoal).is_ok();
    let view = |(goal, aim): (GoalId, &Aim)| {
        let known = if bundle.was_shown() { viewer.facts.goal(goal).present()? } else { None };
        let progress = known.filter(|_| sees).map(|known| viewer.progress(aim, (goal, known), bundle.agent));
        let days = known.map(|known| known.days);
        Ok(BundleGoal { aim: aim.clone(), days, goal, progress: progress.transpose()? })
    };
    bundle.goals().map(view).collect()
}

/// What must be known before a bundle can be shown, as far as it can be told without any fact.
pub(super) fn asks(bundle: &Bundle, viewer: PersonId, keys: &mut Vec<FactKey>) {
    keys.extend(bundle.content.training_items.iter().copied().map(FactKey::training_item));
    // Whom it coaches is not told what came again.
    let others = bundle.content.training_items.iter().filter(|_| viewer != bundle.agent);
    keys.extend(others.copied().map(FactKey::coached_before));
    keys.extend(bundle.content.calls.iter().map(|entry| FactKey::failed_checks(entry.call)));
    let released = bundle.was_shown();
    keys.extend(bundle.goals().filter(|_| released).map(|(goal, _)| FactKey::goal(goal)));
}

/// What must be known then: whose the items are that it names, and what was observed of its goals.
pub(super) fn asks_of_named<F: Facts>(bundle: &Bundle, viewer: &Viewer<'_, F>, keys: &mut Vec<FactKey>) {
    let items = bundle.content.training_items.iter();
    let known = items.filter_map(|item| viewer.facts.training_item(*item).present().ok().flatten());
    keys.extend(known.flat_map(|item| FactKey::towards(Actor::Person(viewer.person), item.agent)));
    let calls = bundle.content.calls.iter().filter(|_| viewer.person != bundle.agent);
    // Of which campaign a call is matters to whoever reviews of some alone.
    keys.extend(calls.clone().filter(|_| viewer.policy.access.narrows()).map(|entry| FactKey::call(entry.call)));
    let failed = calls.filter_map(|entry| viewer.facts.failed_checks(entry.call).present().ok().flatten()).flatten();
    let others = failed.filter(|failed| failed.agent != bundle.agent);
    keys.extend(others.flat_map(|failed| FactKey::towards(Actor::Person(viewer.person), failed.agent)));
    keys.extend(bundle.goals().filter_map(|(goal, _)| {
        let known = viewer.facts.goal(goal).present().ok().flatten()?;
        viewer.observed_of(goal, known.days, bundle.agent)
    }));
}
