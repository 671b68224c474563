//! Reactions: what one thing's event causes in another, as the system's own follow-up within the same record.
//!
//! They all stand in this table. A follow-up is decided like any command, by its own thing's lifecycle; where
//! it is refused, the command that caused it is refused with it.

use serde::Serialize;

use super::{Change, Source, State};
use crate::disposition::{self, Given, Ruling};
use crate::facts::{Refusal, ThingKind, ThingRef, TrainingItemId};
use crate::kernel::command::Actor;
use crate::kernel::event::Event;
use crate::policy::Policy;
use crate::training::{self, Fate, Finding, TrainingItem, after_disposition, after_fate};

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
];

/// Decides on everything that follows from these events, and from what follows in turn, and appends it.
pub(super) fn react<S: Source>(events: &mut Vec<Event<Change>>, policy: &Policy, source: &S) -> Result<(), Refusal> {
    let mut place = 0;
    while let Some(event) = events.get(place) {
        let (at, caused) = (event.at, follow_ups(event, source)?);
        for change in caused {
            let item = item_of(change.item(), source)?;
            let event = training::decide(item, change, at, policy, source)?;
            events.push(event.map(Change::TrainingItem));
        }
        place = place.saturating_add(1);
    }
    Ok(())
}

/// What follows from one event.
fn follow_ups<S: Source>(event: &Event<Change>, source: &S) -> Result<Vec<training::Change>, Refusal> {
    let name = event.change.name();
    let Some(reaction) = REACTIONS.iter().find(|reaction| reaction.event == name) else { return Ok(Vec::new()) };
    match (reaction.effect, &event.change) {
        (Effect::ShowsNeed, Change::Disposition(disposition::Change::Given(given))) => {
            let known = item_of(given.training_item, source)?;
            Ok(after_disposition(known, given.training_item, finding(given, event.by)).into_iter().collect())
        }
        (Effect::MovesItems(fate), Change::Bundle(change)) => {
            let moved = change.items().iter().map(|item| {
                let known = item_of(*item, source)?;
                Ok(after_fate(known, *item, change.bundle(), fate))
            });
            moved.collect()
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
    match source.state(ThingRef::new(ThingKind::TrainingItem, item)).present()? {
        Some(State::TrainingItem(item)) => Ok(Some(item)),
        _ => Ok(None),
    }
}
