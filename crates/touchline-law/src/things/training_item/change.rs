//! What can happen to a training item.

use super::redact::coached_in;
use crate::ground::TrainingItemMark;
use crate::life::{Happens, Told};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::EnumDiscriminants;
use strum::IntoStaticStr;

use crate::ground::calls::CallId;
use crate::ground::{BundleId, TrainingItemId};
use touchline_kernel::command::{Actor, PersonId};
use touchline_kernel::text::{Key, Note};

/// A need for training, as a disposition showed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Whose training it is.
    pub agent: PersonId,
    /// The call in which the need showed.
    pub call: CallId,
    /// The check that showed it; null where it was the whole call.
    #[serde(default)]
    pub check: Option<Key>,
    /// What the check is called, if another than its key.
    #[serde(default)]
    pub check_name: Option<Key>,
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

/// What can happen to a training item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, EnumDiscriminants)]
#[strum_discriminants(
    name(Happening),
    derive(IntoStaticStr),
    strum(prefix = "training_item.", serialize_all = "snake_case"),
    doc = "What happened, without what it was done with."
)]
#[serde(tag = "type", content = "body")]
#[schemars(rename = "TrainingItemChange")]
pub enum Change {
    /// A disposition showed the need, or says more about one that is known.
    #[serde(rename = "training_item.raised")]
    Raised(Finding),
    /// The disposition was changed away before a bundle was released with it.
    #[serde(rename = "training_item.withdrawn")]
    Withdrawn(ItemRef),
    /// The disposition was changed away after a bundle was released with it.
    #[serde(rename = "training_item.superseded")]
    Superseded(ItemRef),
    /// The disposition was changed back while the bundle is live, with what it says now.
    #[serde(rename = "training_item.reinstated")]
    Reinstated(Finding),
    /// A bundle was released with it.
    #[serde(rename = "training_item.started")]
    Started(Taken),
    /// Its bundle was cancelled: it waits again.
    #[serde(rename = "training_item.returned")]
    Returned(ItemRef),
    /// Its bundle was concluded.
    #[serde(rename = "training_item.resolved")]
    Resolved(ItemRef),
    /// Its bundle ended, which changes nothing for an item that was superseded, but that no bundle holds it.
    #[serde(rename = "training_item.let_go")]
    LetGo(ItemRef),
}

impl Told for Change {
    type Mark = TrainingItemMark;

    fn thing(&self) -> TrainingItemId {
        match self {
            Change::Raised(finding) | Change::Reinstated(finding) => finding.training_item,
            Change::Started(taken) => taken.training_item,
            Change::Withdrawn(body)
            | Change::Superseded(body)
            | Change::Returned(body)
            | Change::Resolved(body)
            | Change::LetGo(body) => body.training_item,
        }
    }
}

impl Happens for Change {
    type Happening = Happening;

    fn happening(&self) -> Happening {
        self.into()
    }

    fn coached(&self) -> Option<PersonId> {
        coached_in(self)
    }
}
