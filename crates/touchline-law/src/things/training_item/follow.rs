//! What follows for a training item from what happened elsewhere, by where the item stands.
//!
//! Rules: TRN-03.

use super::{Change, Finding, ItemRef, State, Taken, TrainingItem};
use crate::ground::{BundleId, TrainingItemId};

/// What happened to the bundle that an item is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was released.
    Released,
    /// It was concluded.
    Concluded,
    /// It was cancelled after it had been released.
    Cancelled,
}

/// What follows from a disposition for the item of the same call and check; `finding` is there where the
/// disposition says that training is needed.
#[must_use]
pub fn after_disposition(known: Option<&TrainingItem>, item: TrainingItemId, finding: Option<Finding>) -> Vec<Change> {
    let body = ItemRef { training_item: item };
    let Some(finding) = finding else { return known.and_then(|known| taken_back(known, body)).into_iter().collect() };
    let Some(known) = known else { return vec![Change::Raised(finding)] };
    match (known.state, known.agent == finding.agent) {
        (State::Superseded, true) if known.held => vec![Change::Reinstated(finding)],
        // The call turned out to be another agent's: what was found about the first is corrected.
        (State::Resolved, false) => vec![Change::Superseded(body), Change::Raised(finding)],
        _ => vec![Change::Raised(finding)],
    }
}

/// What follows where the disposition asks for no training any more.
fn taken_back(known: &TrainingItem, body: ItemRef) -> Option<Change> {
    match known.state {
        State::Pending => Some(Change::Withdrawn(body)),
        State::InProgress | State::Resolved => Some(Change::Superseded(body)),
        State::Withdrawn | State::Superseded => None,
    }
}

/// What follows for an item from what happened to its bundle.
#[must_use]
pub fn after_fate(known: Option<&TrainingItem>, item: TrainingItemId, bundle: BundleId, fate: Fate) -> Change {
    let body = ItemRef { training_item: item };
    let superseded = known.is_some_and(|known| known.state == State::Superseded);
    match fate {
        Fate::Released => Change::Started(Taken { bundle, training_item: item }),
        Fate::Concluded | Fate::Cancelled if superseded => Change::LetGo(body),
        Fate::Concluded => Change::Resolved(body),
        Fate::Cancelled => Change::Returned(body),
    }
}
