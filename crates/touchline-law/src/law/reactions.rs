//! Reactions: what one thing's event causes in another, as the system's own follow-up within the same record.
//!
//! They all stand in this table. A follow-up is decided like any command, by its own thing's lifecycle; where
//! it is refused, the command that caused it is refused with it.

use serde::Serialize;

use super::{Change, Source};
use crate::facts::{NewGoal, Refusal};
use crate::ground::{ThingKind, ThingRef, TrainingItemId};
use crate::policy::Policy;
use crate::things::bundle;
use crate::things::disposition::{self, Given, Ruling};
use crate::things::duties::{self, DutiesHandedOver};
use crate::things::escalation;
use crate::things::goal;
use crate::things::training_item::{self, Fate, Finding, TrainingItem, after_disposition, after_fate};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::event::Event;
use touchline_kernel::id::Id;
use touchline_kernel::rejection::Code;
use touchline_kernel::text::Note;
use touchline_kernel::time::Instant;

/// One line of the table.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Reaction {
    /// The event that causes something.
    pub event: &'static str,
    /// What it does.
    #[serde(skip)]
    pub effect: Effect,
    /// The events that may follow; which one, if any, is a matter of where the other thing stands.
    pub causes: &'static [&'static str],
    /// The rule that demands it.
    pub rule: &'static str,
    /// Why, for people.
    pub because: &'static str,
}

/// What an event does to another thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It shows a need for training, or takes it back.
    ShowsNeed,
    /// It moves every training item that the event names.
    MovesItems(Fate),
    /// It sets the goals that the event names.
    SetsGoals,
    /// It calls off the goals that the event names, as far as they are not over.
    CallsGoalsOff,
    /// It hands over what the event names as handed over, and cancels what it names as cancelled.
    HandsOver,
}

/// Every reaction.
pub const REACTIONS: &[Reaction] = &[
    Reaction {
        event: "disposition.given",
        effect: Effect::ShowsNeed,
        causes: &[
            "training_item.raised",
            "training_item.reinstated",
            "training_item.withdrawn",
            "training_item.superseded",
        ],
        rule: "TRN-02",
        because: "a disposition that asks for training makes an item, and one that no longer does takes it back",
    },
    Reaction {
        event: "bundle.released",
        effect: Effect::MovesItems(Fate::Released),
        causes: &["training_item.started"],
        rule: "BUN-14",
        because: "a released bundle takes its items up, and no other can",
    },
    Reaction {
        event: "bundle.concluded",
        effect: Effect::MovesItems(Fate::Concluded),
        causes: &["training_item.resolved", "training_item.let_go"],
        rule: "BUN-14",
        because: "a concluded bundle has answered its items",
    },
    Reaction {
        event: "bundle.cancelled",
        effect: Effect::MovesItems(Fate::Cancelled),
        causes: &["training_item.returned", "training_item.let_go"],
        rule: "TRN-03",
        because: "a cancelled bundle gives its items back to the queue",
    },
    Reaction {
        event: "bundle.released",
        effect: Effect::SetsGoals,
        causes: &["goal.set"],
        rule: "GOL-07",
        because: "what a released bundle asks the agent to reach is a goal of theirs, measured from then on",
    },
    Reaction {
        event: "bundle.cancelled",
        effect: Effect::CallsGoalsOff,
        causes: &["goal.cancelled"],
        rule: "GOL-04",
        because: "a cancelled bundle asks for nothing more; what came of goals that are over stands",
    },
    Reaction {
        event: "person.duties_handed_over",
        effect: Effect::HandsOver,
        causes: &["bundle.handed_over", "bundle.cancelled", "escalation.handed_over", "escalation.withdrawn"],
        rule: "ORG-08",
        because: "what somebody kept is kept by whoever takes it over, and what was for a leaver is called off",
    },
];

/// Decides on everything that follows from these events, and from what follows in turn, and appends it.
pub(super) fn react<S: Source>(events: &mut Vec<Event<Change>>, policy: &Policy, source: &S) -> Result<(), Refusal> {
    let mut place = 0;
    while let Some(event) = events.get(place) {
        let (at, caused) = (event.at, follow_ups(event, policy, source)?);
        for change in caused {
            events.push(decide_follow_up(change, at, policy, source)?);
        }
        place = place.saturating_add(1);
    }
    Ok(())
}

/// Decides on one thing that follows, by the lifecycle of the thing that it is about.
pub(super) fn decide_follow_up<S: Source>(
    change: Change,
    at: Instant,
    policy: &Policy,
    source: &S,
) -> Result<Event<Change>, Refusal> {
    let state = source.found(change.target())?;
    match change {
        Change::Bundle(change) => Ok(bundle::follow(state.bundle(), change, at, policy, source)?.map(Change::Bundle)),
        Change::Goal(change) => Ok(goal::follow(state.goal(), change, at, policy, source)?.map(Change::Goal)),
        Change::Escalation(change) => {
            Ok(escalation::follow(state.escalation(), change, at, policy, source)?.map(Change::Escalation))
        }
        Change::TrainingItem(change) => {
            Ok(training_item::decide(state.training_item(), change, at, policy, source)?.map(Change::TrainingItem))
        }
        Change::Call(_)
        | Change::Disposition(_)
        | Change::Duties(_)
        | Change::MetricDay(_)
        | Change::NotificationSettings(_)
        | Change::Person(_)
        | Change::Policy(_)
        | Change::Redaction(_)
        | Change::Sampling(_)
        | Change::SkillReport(_)
        | Change::TeamGoal(_) => Err(Code::EventDoesNotFit.into()),
    }
}

/// What follows for a thing whose keeper hands it over; nothing where nobody keeps such a thing.
pub(super) fn after_hand_over(thing: ThingRef, to: PersonId) -> Option<Change> {
    match thing.kind {
        ThingKind::Bundle => Some(Change::Bundle(bundle::handed_over(Id::new(thing.id.uuid()), to))),
        ThingKind::Escalation => Some(Change::Escalation(escalation::handed_over(Id::new(thing.id.uuid()), to))),
        ThingKind::Call
        | ThingKind::Disposition
        | ThingKind::Goal
        | ThingKind::MetricDay
        | ThingKind::NotificationSettings
        | ThingKind::Person
        | ThingKind::Policy
        | ThingKind::Sampling
        | ThingKind::SkillReport
        | ThingKind::TeamGoal
        | ThingKind::TrainingItem => None,
    }
}

/// What follows for a thing that is for somebody who has left.
fn after_leaving<S: Source>(
    thing: ThingRef,
    (reason, said_by): (&Note, Actor),
    source: &S,
) -> Result<Option<Change>, Refusal> {
    Ok(match thing.kind {
        ThingKind::Bundle => {
            let known = source.found(thing)?.bundle();
            Some(Change::Bundle(bundle::called_off(known, Id::new(thing.id.uuid()), reason.clone(), said_by)))
        }
        ThingKind::Escalation => {
            Some(Change::Escalation(escalation::called_off(Id::new(thing.id.uuid()), reason.clone(), said_by)))
        }
        ThingKind::Call
        | ThingKind::Disposition
        | ThingKind::Goal
        | ThingKind::MetricDay
        | ThingKind::NotificationSettings
        | ThingKind::Person
        | ThingKind::Policy
        | ThingKind::Sampling
        | ThingKind::SkillReport
        | ThingKind::TeamGoal
        | ThingKind::TrainingItem => None,
    })
}

/// What follows for everything that a hand-over names.
fn after_duties<S: Source>(body: &DutiesHandedOver, by: Actor, source: &S) -> Result<Vec<Change>, Refusal> {
    let mut caused: Vec<Change> =
        body.handed_over.iter().filter_map(|thing| after_hand_over(*thing, body.to)).collect();
    for thing in &body.cancelled {
        let Some(reason) = &body.reason else { continue };
        caused.extend(after_leaving(*thing, (reason, by), source)?);
    }
    Ok(caused)
}

/// What follows from one event.
fn follow_ups<S: Source>(event: &Event<Change>, policy: &Policy, source: &S) -> Result<Vec<Change>, Refusal> {
    let name = event.change.name();
    let mut caused = Vec::new();
    for reaction in REACTIONS.iter().filter(|reaction| reaction.event == name) {
        caused.extend(follow_up(reaction.effect, event, policy, source)?);
    }
    Ok(caused)
}

/// What follows from one event, as one row has it.
fn follow_up<S: Source>(
    effect: Effect,
    event: &Event<Change>,
    policy: &Policy,
    source: &S,
) -> Result<Vec<Change>, Refusal> {
    match (effect, &event.change) {
        (Effect::ShowsNeed, Change::Disposition(disposition::Change::Given(given))) => {
            let known = item_of(given.training_item, source)?;
            let follows = after_disposition(known, given.training_item, finding(given, event.by));
            Ok(follows.map(Change::TrainingItem).into_iter().collect())
        }
        (Effect::MovesItems(fate), Change::Bundle(change)) => {
            let moved = change.items().iter().map(|item| {
                let known = item_of(*item, source)?;
                Ok(Change::TrainingItem(after_fate(known, *item, change.bundle(), fate)))
            });
            moved.collect()
        }
        (Effect::HandsOver, Change::Duties(duties::Change::DutiesHandedOver(body))) => {
            after_duties(body, event.by, source)
        }
        (Effect::SetsGoals, Change::Bundle(change)) => {
            let set = |goal: &NewGoal| Change::Goal(goal::taken_up(goal.clone(), change.bundle(), event.by));
            Ok(change.goals_set().iter().map(set).collect())
        }
        (Effect::CallsGoalsOff, Change::Bundle(change)) => {
            let Some((goals, reason, said_by)) = change.goals_called_off() else { return Ok(Vec::new()) };
            let called_off = goals.iter().map(|goal| {
                let known = source.found(ThingRef::new(ThingKind::Goal, *goal))?.goal();
                goal::called_off(known, (reason, said_by.map_or(event.by, Actor::Person)), event.at, policy, source)
            });
            let called_off: Vec<Option<goal::Change>> = called_off.collect::<Result<_, Refusal>>()?;
            Ok(called_off.into_iter().flatten().map(Change::Goal).collect())
        }
        _ => Ok(Vec::new()),
    }
}

/// The need that a disposition shows, if it shows one.
fn finding(given: &Given, found_by: Actor) -> Option<Finding> {
    (given.ruling == Ruling::PassWithTraining).then(|| Finding {
        agent: given.agent,
        call: given.call,
        check: given.check.clone(),
        check_name: given.check_name.clone(),
        found_by,
        training_item: given.training_item,
        note: given.note.clone(),
    })
}

fn item_of<S: Source>(item: TrainingItemId, source: &S) -> Result<Option<&TrainingItem>, Refusal> {
    Ok(source.found(ThingRef::new(ThingKind::TrainingItem, item))?.training_item())
}
