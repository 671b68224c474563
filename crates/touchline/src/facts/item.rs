//! What others may know of a training item: whose it is, about what, and where it stands.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::calls::CallId;
use crate::kernel::command::PersonId;
use crate::kernel::text::Key;

/// Where a training item stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, IntoStaticStr, EnumString, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TrainingItemState {
    /// It waits for a bundle.
    Pending,
    /// It is in a bundle that was released.
    InProgress,
    /// The bundle that it was in was concluded.
    Resolved,
    /// The disposition was changed away before any bundle was released with it.
    Withdrawn,
    /// The disposition was changed away later: the correction stands.
    Superseded,
}

/// What others may know of a training item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemStanding<'a> {
    /// Whose training it is.
    pub agent: PersonId,
    /// The call in which the need showed.
    pub call: CallId,
    /// The check that showed it; none where it was the whole call.
    pub check: Option<&'a Key>,
    /// What the check is called, if another than its key.
    pub check_name: Option<&'a Key>,
    /// Where it stands.
    pub state: TrainingItemState,
}
