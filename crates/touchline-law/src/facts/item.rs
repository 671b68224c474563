//! What others may know of a training item: whose it is, about what, and where it stands.
//!
//! Rules: TRN-07.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::ground::calls::CallId;
use touchline_kernel::{Instant, Key, PersonId, Zone};

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
    /// When it came to wait for a bundle.
    pub raised: Instant,
    /// Where it stands.
    pub state: TrainingItemState,
}

/// The coaching that a check had before it was found wanting again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoachedBefore {
    /// When the last of the bundles was concluded.
    pub last: Instant,
    /// How many concluded bundles had covered it.
    #[schemars(range(min = 1))]
    pub times: u32,
}

/// A finding that came again, although the agent had been coached in the same check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Repeat {
    /// How many concluded bundles had covered the check by then.
    pub count: u32,
    /// How many days, in the agent's zone, after the last of them was concluded it was found again.
    pub days_since: i64,
}

impl CoachedBefore {
    /// What it makes of an item that came to wait then.
    #[must_use]
    pub fn repeat(self, raised: Instant, zone: Zone) -> Repeat {
        Repeat { count: self.times, days_since: zone.days_between(self.last, raised) }
    }
}
