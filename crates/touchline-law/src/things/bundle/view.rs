//! What is shown of a bundle: one view for its agent, one for those who prepare and follow it.

use crate::access::{Action, Sight, Standing, Subject as _, see};
use crate::facts::FactKey;
use crate::life::Viewer;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Bundle, BundleCall, BundleId, Remark, Response, Session, State};
use crate::access::{Coached, Seen, Staff};
use crate::facts::{Facts, Refusal, Repeat, TrainingItemState};
use crate::ground::calls::CallId;
use crate::ground::{GoalId, TrainingItemId};
use touchline_calculators::progress::{Aim, Progress};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::event::Done;
use touchline_kernel::text::{Key, Note, Title};
use touchline_kernel::time::{DaySpan, Instant, Zone};

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

/// A call of a bundle, with its failed checks.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct BundleCallView {
    /// The call.
    pub call: CallId,
    /// Its checks that are to be trained, in the order in which the bundle names them.
    pub checks: Vec<BundleCheck>,
    /// Whether it is there as an example to listen to.
    pub example: bool,
}

/// The zone of an agent's days, where the viewer sees the agent's training queue.
type SeesQueue<'a> = &'a dyn Fn(PersonId) -> Result<Option<Zone>, Refusal>;

/// The calls of a bundle, each with the checks that it is to train. Where an item stands, and whether it came again,
/// is told to whom the agent's queue is open; of an item that is not the bundle's agent's, nothing at all is told to others.
fn calls_of<F: Facts>(bundle: &Bundle, sees_queue: SeesQueue<'_>, facts: &F) -> Result<Vec<BundleCallView>, Refusal> {
    let content = &bundle.content;
    let mut checks: BTreeMap<CallId, Vec<BundleCheck>> = BTreeMap::new();
    for item in &content.training_items {
        let Some(standing) = facts.training_item(*item).present()? else { continue };
        let zone = sees_queue(standing.agent)?;
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
    let view = |entry: &BundleCall| BundleCallView {
        call: entry.call,
        checks: checks.remove(&entry.call).unwrap_or_default(),
        example: entry.example,
    };
    Ok(content.calls.iter().map(view).collect())
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

/// A bundle as its agent sees it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AgentBundle {
    /// The agent's acknowledgement of the session in person.
    pub acknowledged: Option<Remark>,
    /// Its badge.
    pub badge: Option<Badge>,
    /// Its id.
    pub bundle: BundleId,
    /// The calls to go through, each with its failed checks.
    pub calls: Vec<BundleCallView>,
    /// Why it was called off.
    pub cancelled: Option<Remark>,
    /// How it was closed.
    pub concluded: Option<Remark>,
    /// Why the agent denied a session, the last time.
    pub denied: Option<Remark>,
    /// What the agent is to reach.
    pub goals: Vec<BundleGoal>,
    /// Whether the agent is to do something.
    pub needs_action: bool,
    /// The manager's guidance.
    pub notes: Option<Note>,
    /// When and by whom it was released.
    pub released: Option<Done>,
    /// What the agent answered.
    pub response: Option<Response>,
    /// The session in which it was gone through.
    pub session: Option<Session>,
    /// What it is called.
    pub title: Option<Title>,
    /// Its version, counted from the release.
    pub version: u64,
}

impl AgentBundle {
    /// The agent's view of a bundle that access released to them.
    pub fn of<F: Facts>(seen: &Seen<'_, Bundle, Coached>, goals: Vec<BundleGoal>, facts: &F) -> Result<Self, Refusal> {
        let bundle = seen.thing();
        Ok(AgentBundle {
            acknowledged: bundle.acknowledged.as_deref().cloned(),
            badge: Badge::of(bundle.state),
            bundle: bundle.bundle,
            calls: calls_of(bundle, &|_| Ok(None), facts)?,
            cancelled: bundle.cancelled.as_deref().cloned(),
            concluded: bundle.concluded.as_deref().cloned(),
            denied: bundle.denied.as_deref().cloned(),
            goals,
            needs_action: bundle.state.needs_agent(),
            notes: bundle.content.notes.clone(),
            released: bundle.released,
            response: bundle.response.as_deref().cloned(),
            session: bundle.session.as_deref().cloned(),
            title: bundle.content.title.clone(),
            version: bundle.version_for(Actor::Person(bundle.agent)),
        })
    }
}

/// A bundle as those see it who prepare and follow it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StaffBundle {
    /// The agent's acknowledgement of the session in person.
    pub acknowledged: Option<Remark>,
    /// Whom it is for.
    pub agent: PersonId,
    /// Whether it is put away.
    pub archived: bool,
    /// For how many days, in the agent's zone, it has awaited its agent, if it does.
    pub awaiting_days: Option<i64>,
    /// Its id.
    pub bundle: BundleId,
    /// The calls to go through, each with its failed checks.
    pub calls: Vec<BundleCallView>,
    /// Why it was called off.
    pub cancelled: Option<Remark>,
    /// How it was closed.
    pub concluded: Option<Remark>,
    /// When and by whom it was made.
    pub created: Done,
    /// Why the agent denied a session, the last time.
    pub denied: Option<Remark>,
    /// What the agent is to reach.
    pub goals: Vec<BundleGoal>,
    /// Who keeps it: whoever released it, or made the draft, or took it over; null where that is the host.
    pub keeper: Option<PersonId>,
    /// The manager's guidance.
    pub notes: Option<Note>,
    /// When and by whom it was released.
    pub released: Option<Done>,
    /// What the agent answered.
    pub response: Option<Response>,
    /// The session in which it was gone through.
    pub session: Option<Session>,
    /// Where it stands.
    pub state: State,
    /// What it is called.
    pub title: Option<Title>,
    /// The training items that it names, those too whose calls a draft still lacks.
    pub training_items: Vec<TrainingItemId>,
    /// How many changes it has seen.
    pub version: u64,
}

impl StaffBundle {
    /// The view of a bundle that access released to those who prepare and follow it.
    pub fn of<F: Facts>(
        seen: &Seen<'_, Bundle, Staff>,
        at: Instant,
        zone: Zone,
        (goals, sees_queue): (Vec<BundleGoal>, SeesQueue<'_>),
        facts: &F,
    ) -> Result<Self, Refusal> {
        let bundle = seen.thing();
        let awaiting = bundle.released.filter(|_| bundle.state == State::Released);
        Ok(StaffBundle {
            acknowledged: bundle.acknowledged.as_deref().cloned(),
            agent: bundle.agent,
            archived: bundle.archived,
            awaiting_days: awaiting.map(|released| zone.days_between(released.at, at)),
            bundle: bundle.bundle,
            calls: calls_of(bundle, sees_queue, facts)?,
            cancelled: bundle.cancelled.as_deref().cloned(),
            concluded: bundle.concluded.as_deref().cloned(),
            created: bundle.created,
            denied: bundle.denied.as_deref().cloned(),
            goals,
            keeper: bundle.keeper(),
            notes: bundle.content.notes.clone(),
            released: bundle.released,
            response: bundle.response.as_deref().cloned(),
            session: bundle.session.as_deref().cloned(),
            state: bundle.state,
            title: bundle.content.title.clone(),
            training_items: bundle.content.training_items.clone(),
            version: bundle.version,
        })
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

/// A bundle as the viewer sees it.
pub(super) fn show<F: Facts>(bundle: &Bundle, viewer: &Viewer<'_, F>) -> Result<Option<BundleSight>, Refusal> {
    let standing = viewer.towards(&bundle.whose())?;
    Ok(match see(bundle, &standing) {
        Some(Sight::Coached(seen)) => {
            let goals = goals_of(bundle, &standing, viewer)?;
            Some(BundleSight::Agent(AgentBundle::of(&seen, goals, viewer.facts)?))
        }
        Some(Sight::Staff(seen)) => {
            let sees_queue = |agent| {
                let sees = viewer.towards_person(agent)?.may(Action::SeeTrainingItem).is_ok();
                if sees { viewer.zone_of(agent).map(Some) } else { Ok(None) }
            };
            let zone = viewer.zone_of(bundle.agent)?;
            let besides: (_, SeesQueue<'_>) = (goals_of(bundle, &standing, viewer)?, &sees_queue);
            Some(BundleSight::Staff(StaffBundle::of(&seen, viewer.at, zone, besides, viewer.facts)?))
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
    let released = bundle.was_shown();
    keys.extend(bundle.goals().filter(|_| released).map(|(goal, _)| FactKey::goal(goal)));
}

/// What must be known then: whose the items are that it names, and what was observed of its goals.
pub(super) fn asks_of_named<F: Facts>(bundle: &Bundle, viewer: &Viewer<'_, F>, keys: &mut Vec<FactKey>) {
    let items = bundle.content.training_items.iter();
    let known = items.filter_map(|item| viewer.facts.training_item(*item).present().ok().flatten());
    keys.extend(known.flat_map(|item| FactKey::towards(Actor::Person(viewer.person), item.agent)));
    keys.extend(bundle.goals().filter_map(|(goal, _)| {
        let known = viewer.facts.goal(goal).present().ok().flatten()?;
        viewer.observed_of(goal, known.days, bundle.agent)
    }));
}
