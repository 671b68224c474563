//! What can happen to a training item.

use crate::ground::{BundleId, NamedCheck, TrainingItemId, TrainingItemMark};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ground::calls::CallId;
use touchline_kernel::{Actor, Note, PersonId};

/// A need for training, as a disposition showed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Whose training it is.
    pub agent: PersonId,
    /// The call in which the need showed.
    pub call: CallId,
    /// The check that showed it; null where it was the whole call.
    pub check: Option<NamedCheck>,
    /// Who gave the disposition.
    pub found_by: Actor,
    /// The reviewer's note.
    #[serde(default)]
    pub note: Option<Note>,
    /// The item.
    pub training_item: TrainingItemId,
}

/// Which training item.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TrainingItemRef")]
pub struct ItemRef {
    /// The item.
    pub training_item: TrainingItemId,
}

/// A training item, and the bundle that took it up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "TrainingItemTaken")]
pub struct Taken {
    /// The bundle.
    pub bundle: BundleId,
    /// The item.
    pub training_item: TrainingItemId,
}

crate::life::changes! {
    /// What can happen to a training item.
    Change as "TrainingItemChange": TrainingItemMark of training_item;

    /// A disposition showed the need, or says more about one that is known.
    "training_item.raised": Raised(Finding) coaches agent,
    /// The disposition was changed away before a bundle was released with it.
    "training_item.withdrawn": Withdrawn(ItemRef),
    /// The disposition was changed away after a bundle was released with it.
    "training_item.superseded": Superseded(ItemRef),
    /// The disposition was changed back while the bundle is live, with what it says now.
    "training_item.reinstated": Reinstated(Finding) coaches agent,
    /// A bundle was released with it.
    "training_item.started": Started(Taken),
    /// Its bundle was cancelled: it waits again.
    "training_item.returned": Returned(ItemRef),
    /// Its bundle was concluded.
    "training_item.resolved": Resolved(ItemRef),
    /// Its bundle ended, which changes nothing for an item that was superseded, but that no bundle holds it.
    "training_item.let_go": LetGo(ItemRef),
}
