//! What is shown of a training item, to those who keep the queue.

use crate::facts::{Facts, Refusal};
use crate::life::Viewer;
use schemars::JsonSchema;
use serde::Serialize;

use super::{State, TrainingItem};
use crate::access::{Seen, Staff};
use crate::facts::{CoachedBefore, Repeat};
use crate::ground::calls::CallId;
use crate::ground::{BundleId, TrainingItemId};
use touchline_kernel::command::PersonId;
use touchline_kernel::event::Done;
use touchline_kernel::text::{Key, Note};
use touchline_kernel::time::{Instant, Zone};

/// A training item as those see it who keep the queue.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct StaffTrainingItem {
    /// Whose training it is.
    pub agent: PersonId,
    /// The bundle that took it up; null while it waits for one.
    pub bundle: Option<BundleId>,
    /// The call in which the need showed.
    pub call: CallId,
    /// The check that showed it; null where it was the whole call.
    pub check: Option<Key>,
    /// What the check is called, if another than its key.
    pub check_name: Option<Key>,
    /// The reviewer's note.
    pub note: Option<Note>,
    /// When it came to wait for a bundle, and by whose disposition.
    pub raised: Done,
    /// Whether the check had been coached before it was found wanting again; null where it had not.
    pub repeat: Option<Repeat>,
    /// Where it stands.
    pub state: State,
    /// Its id.
    pub training_item: TrainingItemId,
    /// For how many days, in the agent's zone, it has waited for a bundle, if it does.
    pub waiting_days: Option<i64>,
}

impl StaffTrainingItem {
    /// The view of an item that access released to those who keep the queue.
    #[must_use]
    pub fn of(seen: &Seen<'_, TrainingItem, Staff>, before: Option<CoachedBefore>, at: Instant, zone: Zone) -> Self {
        let item = seen.thing();
        StaffTrainingItem {
            agent: item.agent,
            bundle: item.bundle,
            call: item.call,
            check: item.check.clone(),
            check_name: item.check_name.clone(),
            training_item: item.training_item,
            note: item.note.clone(),
            raised: item.raised,
            repeat: before.map(|before| before.repeat(item.raised.at, zone)),
            state: item.state,
            waiting_days: (item.state == State::Pending).then(|| zone.days_between(item.raised.at, at)),
        }
    }
}

/// A training item as the viewer sees it.
pub(super) fn show<F: Facts>(
    item: &TrainingItem,
    viewer: &Viewer<'_, F>,
) -> Result<Option<StaffTrainingItem>, Refusal> {
    let Some(seen) = viewer.see(item)?.and_then(|sight| sight.staff()) else { return Ok(None) };
    let before = match item.check {
        Some(_) => viewer.facts.coached_before(item.training_item).present()?,
        None => None,
    };
    Ok(Some(StaffTrainingItem::of(&seen, before, viewer.at, viewer.zone_of(item.agent)?)))
}
