//! What is shown of a training item, to those who keep the queue.

use crate::facts::{CoachedBefore, Facts, Refusal, Repeat};
use crate::life::Viewer;

use super::{State, TrainingItem};
use crate::ground::calls::CallId;
use crate::ground::{BundleId, TrainingItemId};
use touchline_kernel::{Done, Instant, Key, Note, PersonId, Zone};

crate::life::view! {
    /// A training item as those see it who keep the queue.
    StaffTrainingItem of item: TrainingItem for Staff, before: Option<CoachedBefore>, at: Instant, zone: Zone {
        /// Whose training it is.
        agent: PersonId,
        /// The bundle that took it up; null while it waits for one.
        bundle: Option<BundleId>,
        /// The call in which the need showed.
        call: CallId,
        /// The check that showed it; null where it was the whole call.
        check: Option<Key> = item.check_key().cloned(),
        /// What the check is called, if another than its key.
        check_name: Option<Key> = item.check_name().cloned(),
        /// The reviewer's note.
        note: Option<Note>,
        /// When it came to wait for a bundle, and by whose disposition.
        raised: Done,
        /// Whether the check had been coached before it was found wanting again; null where it had not.
        repeat: Option<Repeat> = before.map(|before| before.repeat(item.raised.at, zone)),
        /// Where it stands.
        state: State,
        /// Its id.
        training_item: TrainingItemId,
        /// For how many days, in the agent's zone, it has waited for a bundle, if it does.
        waiting_days: Option<i64> = (item.state == State::Pending).then(|| zone.days_waited(item.raised.at, at)),
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
